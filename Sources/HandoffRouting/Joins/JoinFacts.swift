package import HandoffContracts
package import HandoffSchema
package import HandoffTraffic

/// What is known of one join.
package struct JoinFacts: Sendable {
  /// Why a join never starts.
  package enum Obstacle: Sendable, Hashable {
    /// No entry leads to the sender of a branch.
    case unreached(AwaitedBranch)
    /// The sender of a branch gets work only through the join itself.
    case behind(AwaitedBranch)
    /// Guards that never hold keep work from the sender of a branch.
    case notSupplied(AwaitedBranch)
    /// Beside one branch only its own handoff leads to it: no obstacle, unless an orchestrator counts that as a branch.
    case itself(HandoffIndex)
    /// No payload takes a branch.
    case neverTaken(AwaitedBranch)
    /// Two branches exclude each other: the agent hands on by one of two handoffs, and each leads to one of them.
    case either(AwaitedBranch, AwaitedBranch, at: Fork?)
    /// Not as many branches as are awaited are taken in one run.
    case tooFew(possible: Int, awaited: Int)
  }

  /// Two handoffs of one agent of which a run takes one, with a payload that takes the first.
  package struct Fork: Sendable, Hashable {
    package var agent: AgentIndex
    package var first: HandoffIndex
    package var second: HandoffIndex
    package var payload: JSONValue?
  }

  /// How work on its way to a join may leave.
  package enum Leak: Sendable, Hashable {
    /// A payload takes one member of a parallel group and not another that leads to a branch.
    case leftOut(taken: HandoffIndex, missing: HandoffIndex)
    /// An agent on the way hands it elsewhere.
    case handoff(HandoffIndex, Cause)
    /// An agent on the way may end the run.
    case finish(AgentIndex)
    /// An agent on the way fails, and its retries are used up.
    case usedUp(AgentIndex, FailureIndex)
  }

  /// A branch that may fail to arrive.
  package struct Partial: Sendable, Hashable {
    package var branch: AwaitedBranch
    package var leak: Leak
    package var payload: JSONValue?
  }

  /// A member that two branches bring with different values.
  package struct Conflict: Sendable, Hashable {
    package var branches: [AwaitedBranch]
    /// The names of such members; empty where a branch brings something that is no object.
    package var members: [String]
    /// One payload of each branch, by sender.
    package var payloads: JSONValue
  }

  package var agent: AgentIndex
  package var branches: [AwaitedBranch]
  package var obstacle: Obstacle?
  package var partial: Partial?
  package var conflict: Conflict?
  /// What was not looked at and why, in words.
  package var omissions: [String] = []

  mutating func omit(_ what: String) {
    if !omissions.contains(what) { omissions.append(what) }
  }
}
