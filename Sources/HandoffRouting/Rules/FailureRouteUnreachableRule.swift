import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct FailureRouteUnreachableRule: Rule {
  static let info = RuleInfo(
    id: "failure-route-unreachable", severity: .error,
    summary: "A failure handoff can never be taken.",
    why: """
      The failure looks handled and is not: the agent's contract does not declare it, nothing leads to the agent, the \
      handoff's guard never holds on it, or earlier handoffs always take it first.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object"}, "failures": {"timed_out": {}}}},
        "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "researcher", "to": "editor", "on": {"failure": "timed_out"}}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object"}, "failures": {"timed_out": {}}}},
        "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [
          {"from": "researcher", "to": "editor", "on": {"failure": "timed_out"}},
          {"from": "researcher", "to": "editor", "on": {"failure": "timeout"}}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    var declared: [ContractIndex: NameIndex<FailureIndex>] = [:]
    let meant = facts.behindMisspeltNames
    return facts.system.handoffIndices.compactMap { handoff in
      guard facts.traits(of: handoff).trigger.isFailure, let sender = facts.sender(of: handoff) else {
        return nil
      }
      // Once for each contract: many handoffs may answer its failures.
      if let contract = facts.role(of: sender).contract, declared[contract] == nil {
        declared[contract] = NameIndex(facts.system[contract].failures.map(\.kind))
      }
      let kinds = facts.role(of: sender).contract.flatMap { declared[$0] }
      guard let reason = reason(handoff, facts.system[handoff].trigger, sender, kinds, facts) else {
        return nil
      }
      if reason.cause == unreached, meant.contains(sender) { return nil }
      var found = Observation(
        at: .handoff(handoff), "The failure handoff \(facts.quoted(handoff)) \(reason.message).",
        remedy: reason.remedy, agents: [sender], handoffs: [handoff])
      found.cause = reason.cause
      return found
    }
  }

  private static let unreached: [JSONValue] = ["unreached"]

  /// Why a handoff cannot be taken.
  private struct Hindrance {
    var message: String
    var remedy: String
    /// What several handoffs have in common that cannot be taken for one reason.
    var cause: [JSONValue]?
  }

  private static func reason(
    _ handoff: HandoffIndex, _ trigger: Handoff.Trigger, _ sender: AgentIndex,
    _ declared: NameIndex<FailureIndex>?, _ facts: RoutingFacts
  ) -> Hindrance? {
    let contract = facts.role(of: sender).contract.map { facts.system[$0] }
    switch trigger {
    case .anyFailure:
      if let contract, contract.failures.isEmpty { return undeclaredAtAll(contract) }
    case .failures(let kinds):
      guard let contract, let declared else { break }
      let unknown = kinds.filter { declared[$0] == nil }
      if !unknown.isEmpty { return undeclared(unknown, of: kinds.count, contract) }
    default: return nil
    }
    if case .shadowed(let earlier) = facts.standing(of: handoff) {
      return Hindrance(
        message:
          "can never be taken: under first-match selection \(facts.quoted(earlier)) takes its failures first",
        remedy: "Put it before \(facts.quoted(earlier)), guard or limit that one, or remove it.",
        cause: ["shadowed", .string(facts.index.name(of: earlier))])
    }
    if facts.payloads[handoff].neverMatches {
      return Hindrance(
        message: "can never be taken: no payload of its failures matches its guard",
        remedy: "Correct the guard, or remove it.")
    }
    if facts.payloads[handoff].isShadowed {
      return Hindrance(
        message:
          "can never be taken: under first-match selection earlier handoffs take every payload that it matches",
        remedy: "Put it before them, or remove it.")
    }
    if facts.knowsWhatIsReached && !facts.isKnownToBeReached(sender) {
      return Hindrance(
        message: "can never be taken: no entry leads to \(facts.quoted(sender))",
        remedy: "Hand off to \(facts.quoted(sender)), or remove it.", cause: unreached)
    }
    return nil
  }

  private static func undeclaredAtAll(_ contract: Contract) -> Hindrance {
    Hindrance(
      message: "can never be taken: the contract \(Wording.quoted(contract.name)) declares no failure",
      remedy: "Declare the failures in \(Wording.quoted(contract.name)), or remove the handoff.")
  }

  private static func undeclared(
    _ kinds: [String], of count: Int, _ contract: Contract
  ) -> Hindrance {
    let name = Wording.quoted(contract.name)
    let verb = kinds.count == count ? "can never be taken" : "answers a failure that never happens"
    let quoted = Wording.list(kinds.prefix(8).map { Wording.quoted($0) }, of: kinds.count)
    let known = contract.failures.prefix(8).map { Wording.quoted($0.kind) }
    let declared =
      known.isEmpty
      ? "which declares none" : "which declares \(Wording.list(known, of: contract.failures.count))"
    return Hindrance(
      message: "\(verb): \(quoted) is not declared in the contract \(name), \(declared)",
      remedy: "Declare it in \(name), or name a declared failure.")
  }
}
