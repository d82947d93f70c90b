import HandoffSchema

/// One way of breaking a payload: a record in a file of its own, found through ``OperatorRegistry``.
protocol OperatorRecord: Sendable {
  /// What lists, pages and tests say of it.
  static var info: OperatorInfo { get }
}

/// Breaks a value at the indices of a payload that a node of the schema describes.
protocol ValueOperator: OperatorRecord {
  /// Whether something of the node can be broken this way.
  func applies(to site: MutationSite) -> Bool

  /// What of the node can be broken: by default the value as a whole, where the operator applies.
  func aims(at site: MutationSite) -> [MutationAim]

  /// Changes of a value, simplest first; empty where the value gives no handle.
  ///
  /// A change may turn out to break nothing, because another keyword allows the new value: the caller asks the
  /// validator.
  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change]
}

extension ValueOperator {
  func applies(to site: MutationSite) -> Bool { !aims(at: site).isEmpty }
  func aims(at site: MutationSite) -> [MutationAim] { applies(to: site) ? [.whole] : [] }
}

/// Delivers something before a payload that keeps the contract; whoever is confused by it breaks on the payload.
protocol SequenceOperator: OperatorRecord {
  /// What is delivered before the payload, in order.
  var before: [Delivery] { get }
}

/// Breaks the text of a whole payload; for consumers that read text.
protocol TextOperator: OperatorRecord {
  /// What becomes of a payload's text, simplest first.
  func texts(of text: String) -> TextVariants
}
