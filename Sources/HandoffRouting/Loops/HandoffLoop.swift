package import HandoffContracts
package import HandoffSchema

/// One set of agents among which work can circulate: a strongly connected component of the handoffs that a run
/// may take for ever.
package struct HandoffLoop: Sendable {
  /// What ends the loop, if anything.
  package enum Ending: Sendable, Hashable {
    /// No finish and no human can be reached from it.
    case nothing
    /// The payloads that circulate can get out nowhere, though others can.
    case nothingForSome
    /// The payloads that circulate go on from agent to agent without any choice.
    case failureOnly
    /// There is a way out, but nothing forces a run to take it.
    case choice
    /// Only the limit on the whole run stops it.
    case runLimit
  }

  /// How sure it is that a payload circulates.
  package enum Certainty: Sendable, Hashable {
    /// A payload was followed on the router through two laps.
    case replayed
    /// No test stands in the way, so that every payload can circulate.
    case structural
    /// A test that is beyond the analysis stands in the way, and may keep every payload from circulating; in words, which.
    case possible(String)
    /// The analysis met a cap, or found no payload to show; in words.
    case undecided(String)
  }

  /// The agent that is declared first.
  package var first: AgentIndex
  /// The agents in declaration order.
  package var agents: [AgentIndex]
  /// The positions of the edges among them, in declaration order of their senders.
  package var edges: [Int32]
  /// A shortest loop as positions of edges, from its first-declared agent on.
  package var lap: [Int32]
  /// Whether an entry leads to it.
  package var isReached: Bool
  package var ending: Ending
  package var certainty = Certainty.structural
  /// How many laps there are.
  var laps: LapCount
  /// What all payloads that take the lap have in common, in words; `nil` for nothing.
  package var payloads: String?
  /// What the first agent of the lap hands on.
  package var payload: JSONValue?
  /// The edges from an entry to the lap that this payload takes; `nil` where only arrows were followed.
  package var stem: [Int32]?
  /// The smallest change that makes an end of it.
  package var mend: LoopMend?
}
