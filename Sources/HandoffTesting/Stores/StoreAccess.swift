/// One try of an agent to use a store.
public struct StoreAccess: Sendable, Hashable {
  /// What the agent wanted.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case read, write
  }

  /// The agent.
  public var agent: String
  /// What it wanted.
  public var kind: Kind
  /// The store.
  public var store: String
  /// The key in the store.
  public var key: String
  /// Why it was refused; `nil` where the declaration grants it.
  public var refusal: StoreRefusal?
}
