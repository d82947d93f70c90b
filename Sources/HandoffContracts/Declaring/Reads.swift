/// The stores that an agent reads.
public struct Reads: AgentElement {
  private let stores: [String]

  /// Names stores; several `Reads` add up.
  public init(_ stores: String...) {
    self.init(stores)
  }

  /// Names stores that come from elsewhere.
  public init(_ stores: [String]) {
    self.stores = stores
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.reads += stores
  }
}
