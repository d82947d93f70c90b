public import HandoffSchema

/// What a `Decodable` type was seen to read: members, types, what it does without, enumerations, types inside of
/// themselves.
public struct TypeReading: Sendable, Hashable {
  /// Something that could not be seen.
  public struct Gap: Sendable, Hashable, CustomStringConvertible {
    /// Where, with `*` for every element.
    public var pointer: JSONPointer
    /// Why.
    public var reason: String

    /// Names what could not be seen.
    public init(pointer: JSONPointer, reason: String) {
      self.pointer = pointer
      self.reason = reason
    }

    /// The pointer and the reason.
    public var description: String {
      "\(pointer.tokens.isEmpty ? "(root)" : pointer.description): \(reason)"
    }
  }

  /// The type's name.
  public var type: String
  /// A JSON Schema of everything that the type takes, as far as it was seen.
  public var accepted: JSONValue
  /// A JSON Schema of what somebody would promise to send to it: without `null` for what may be absent.
  public var draft: JSONValue
  /// What could not be seen.
  public var gaps: [Gap]

  /// Probes a type: it is decoded from made-up values, and watched.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - schema: A schema whose values are tried first; a type that takes only some texts is then known better.
  ///   - readsDatesAsText: Whether dates are texts; otherwise numbers, as a decoder reads them that nobody has set up.
  public init<Value: Decodable>(
    of type: Value.Type, hintedBy schema: Schema? = nil, readsDatesAsText: Bool = true
  ) {
    let probe = Probe(hints: ProbeHints(schema), readsDatesAsText: readsDatesAsText)
    let tree = probe.tree(of: type)
    self.type = "\(type)"
    var accepted = ProbeSchema(isAcceptance: true)
    self.accepted = accepted.document(of: tree)
    var draft = ProbeSchema(isAcceptance: false)
    self.draft = draft.document(of: tree)
    gaps = probe.gaps
  }
}
