/// What happened to one part of a contract.
public struct ContractPartDiff: Sendable, Hashable {
  /// Whether the part is in both versions.
  public enum Presence: Sendable, Hashable {
    case kept, added, removed
    /// A failure output that is the same but for its kind.
    case renamed(from: String)
  }

  /// The part, as the new version calls it; for a removed one the old.
  public var part: ContractPart
  /// Whether it is in both versions.
  public var presence: Presence
  /// How its payloads changed.
  public var change: ContractChange
  /// What that means for who receives them.
  public var readers: Compatibility
  /// What that means for who sends them.
  public var writers: Compatibility
  /// What changed, field by field; empty where the part is not in both versions.
  public var fields: [FieldChange]
}
