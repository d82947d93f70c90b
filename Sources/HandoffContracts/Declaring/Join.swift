/// How many of the branches that lead to an agent it waits for, and what it then gets.
///
/// Without one any branch starts the agent.
public struct Join: AgentElement {
  private let join: Agent.Join
  private let location: SourceLocation

  /// Says how many and what.
  ///
  /// - `wait`: `.all` branches, or `.count(2)` of them.
  /// - `receives`: One object with the members of all (`.merged`), a `.list`, or an object `.bySender`.
  /// - `branches`: The names of the handoffs that are its branches, such as `"a->b"`; where empty all that lead to it
  ///   on output from other agents.
  public init(
    _ wait: Agent.Join.Wait = .all, receives: Agent.Join.Received = .merged, of branches: [String] = [],
    fileID: String = #fileID, line: Int = #line
  ) {
    join = Agent.Join(wait, receives: receives, of: branches)
    location = SourceLocation(file: fileID, line: line)
  }

  /// Waits for so many branches, from 1, whichever come first.
  public init(
    _ count: Int, receives: Agent.Join.Received = .merged, of branches: [String] = [],
    fileID: String = #fileID, line: Int = #line
  ) {
    self.init(.count(count), receives: receives, of: branches, fileID: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Join(of: [\"a->b\", …]) with the names of the handoffs.")
  public init(_ branches: String...) {
    self.init(of: branches)
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.join != nil { agent.report(.repeatedElement("Join"), member: "join", at: location) }
    agent.join = join
  }
}

extension Agent.Join.Wait {
  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Any branch starts an agent that has no Join; leave it out.")
  public static var any: Self { .count(1) }
}
