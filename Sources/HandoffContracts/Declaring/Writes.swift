/// The stores that an agent writes.
public struct Writes: AgentElement {
  private let stores: [String]

  /// Names stores; several `Writes` add up.
  public init(_ stores: String...) {
    self.init(stores)
  }

  /// Names stores that come from elsewhere.
  public init(_ stores: [String]) {
    self.stores = stores
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.writes += stores
  }
}
