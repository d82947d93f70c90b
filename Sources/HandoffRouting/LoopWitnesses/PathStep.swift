import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// One step of a way through agents that payloads can take, in terms of classes.
struct PathStep: Sendable {
  var way: LoopWay
  /// What its sender has received.
  var received: PayloadBox
  /// What is sent: within one of these, in the order in which they are tried.
  var sent: [PayloadBox]
  /// What then arrives.
  var arriving: PayloadBox
}

/// One step of a run with its payloads.
struct WitnessStep: Sendable, Hashable {
  var sender: AgentIndex
  var target: AgentIndex
  var passage: Passage
  var cause: Cause
  /// What the sender had received, what it sends, and what the target receives.
  var received: JSONValue
  var sent: JSONValue
  var arriving: JSONValue
  /// What the other branches of a join bring, where the target is one.
  var others: [OtherBranch] = []

  struct OtherBranch: Sendable, Hashable {
    var handoff: HandoffIndex
    var payload: JSONValue
  }
}
