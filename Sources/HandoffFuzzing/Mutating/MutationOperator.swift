/// One way of breaking a payload.
///
/// Each is a record in a file of its own below `Operators/`, with a static member here; `docs/operators.md` lists them
/// with examples.
public struct MutationOperator: Sendable {
  /// What it does and to what.
  let record: any OperatorRecord

  init(_ record: any OperatorRecord) {
    self.record = record
  }

  var info: OperatorInfo { type(of: record).info }

  /// The permanent name in reports and options: words joined by hyphens.
  public var name: String { info.id }
  /// What it does, in a few words.
  public var summary: String { info.summary }
}

extension MutationOperator: Hashable {
  /// Compares by name.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension MutationOperator: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

extension MutationOperator {
  /// Every operator, in the order of their names.
  public static let all: [Self] = OperatorRegistry.builtIn.map { Self($0) }

  /// Those that change the text of a payload, for consumers that read text.
  static let ofTexts: [Self] = all.filter { $0.record is any TextOperator }

  /// Those that deliver something before a payload.
  static let ofSequences: [Self] = all.filter { $0.record is any SequenceOperator }

  /// Those that change values, with their records.
  static let ofValues: [(operation: Self, record: any ValueOperator)] = all.compactMap { operation in
    (operation.record as? any ValueOperator).map { (operation, $0) }
  }

  /// Whether it delivers something before the payload and leaves that as it is.
  package var isOfSequences: Bool { record is any SequenceOperator }

  /// Finds an operator by name.
  public init?(named name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
