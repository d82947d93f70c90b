public import HandoffSchema

/// A payload that shows one thing about a contract, for tests in any language.
public struct ContractFixture: Sendable, Hashable {
  /// What a consumer is to make of it; the name of a folder each.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// It keeps the contract and is to be accepted.
    case valid
    /// It breaks the contract and is to be refused.
    case invalid
    /// It is a failure that the contract declares.
    case failures
  }

  /// What a consumer is to make of it.
  public var role: Role
  /// The name of the file without its ending; it says what is shown and does not change with other fixtures.
  public var name: String
  /// The payload, or text that is not JSON.
  public var content: HandoffCase.Content
  /// What it shows, each in words: of a valid payload, all that fixtures were asked to show.
  public var shows: [String]
  /// How a valid payload was broken; absent for others.
  public var mutation: Mutation?
  /// The first violation of a broken payload; absent for others and for text that is not JSON.
  public var violation: Violation?
  /// The kind of a failure; absent for others.
  public var kind: String?

  /// Makes a fixture.
  public init(
    role: Role, name: String, content: HandoffCase.Content, shows: [String], mutation: Mutation? = nil,
    violation: Violation? = nil, kind: String? = nil
  ) {
    self.role = role
    self.name = name
    self.content = content
    self.shows = shows
    self.mutation = mutation
    self.violation = violation
    self.kind = kind
  }

  /// The name of the file below the contract's folder.
  public var file: String {
    switch content {
    case .payload: "\(role.rawValue)/\(name).json"
    case .text: "\(role.rawValue)/\(name).txt"
    }
  }

  /// What stands in the file.
  public var text: String {
    switch content {
    case .payload(let payload): payload.text(.pretty) + "\n"
    case .text(let text): text
    }
  }
}
