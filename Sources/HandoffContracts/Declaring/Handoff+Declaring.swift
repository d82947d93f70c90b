internal import HandoffSchema

extension Handoff {
  /// Declares that an agent may hand off to another.
  ///
  /// - `from`: The agent that hands off.
  /// - `target`: The agent that receives.
  /// - `pattern`: The coordination pattern that the handoff belongs to.
  /// - `trigger`: What it answers: `.output`, `.failure("kind")`, `.anyFailure`, `.limit` or `.none`.
  /// - `guardShape`: The shape that the payload must have; any payload where absent.
  /// - `limit`: The most times in one run, from 1.
  /// - `returns`: Whether control comes back; by default for `.supervisor` only.
  /// - `carries`: What travels with the payload, `.everything` or a list.
  /// - `parallel`: The name of the group that is taken together.
  public init(
    _ from: String, to target: String, _ pattern: Pattern? = nil, on trigger: Trigger = .output,
    when guardShape: Shape? = nil, limit: Int? = nil, returns: Bool? = nil, carries: [EnvelopePart]? = nil,
    parallel: String? = nil, evidence: Evidence = .declared, fileID: String = #fileID, line: Int = #line
  ) {
    self.init(
      from: from, to: target, trigger: trigger, when: guardShape?.schema, pattern: pattern, returns: returns,
      limit: limit, carries: carries, parallel: parallel, evidence: evidence,
      declaredAt: SourceLocation(file: fileID, line: line))
  }
}

extension Handoff.Trigger {
  /// The agent failed with this kind, or with one of these.
  public static func failure(_ kind: String, _ more: String...) -> Self { .failures([kind] + more) }
}

extension [Handoff.EnvelopePart] {
  /// All four parts of the envelope.
  public static var everything: Self { Handoff.EnvelopePart.allCases }
}

extension Store {
  /// Declares a store that agents read and write.
  public init(_ name: String, _ layer: Layer, fileID: String = #fileID, line: Int = #line) {
    self.init(name: name, layer: layer, declaredAt: SourceLocation(file: fileID, line: line))
  }
}
