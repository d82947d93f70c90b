/// How many of the branches that lead to an agent it waits for, and what it then gets.
public struct Join: AgentElement {
  private let join: Agent.Join

  /// Says how many and what.
  ///
  /// - `wait`: `.all` branches, or `.count(2)` of them.
  /// - `receives`: One object with the members of all (`.merged`), a `.list`, or an object `.bySender`.
  /// - `branches`: The names of the handoffs that are its branches; all that lead to it on output where empty.
  public init(_ wait: Agent.Join.Wait, receives: Agent.Join.Received = .merged, of branches: [String] = []) {
    join = Agent.Join(wait, receives: receives, of: branches)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.join = join
  }
}
