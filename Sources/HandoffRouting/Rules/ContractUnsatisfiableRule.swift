import HandoffContracts
import HandoffSchema

struct ContractUnsatisfiableRule: Rule {
  static let info = RuleInfo(
    id: "contract-unsatisfiable", severity: .error, subject: .payloads, basis: .proved,
    summary: "No payload satisfies a contract.",
    why: """
      An agent that keeps such a contract can never send anything; so nobody keeps it, and nothing that is checked \
      against it means anything. The same goes for a failure: its payload must also carry the tag that names it.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "count", "entry": "counter",
        "contracts": {"count": {"output": {"type": "integer", "minimum": 1, "maximum": 10}}},
        "agents": {"counter": {"produces": "count", "finishes": true}},
        "handoffs": []
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "count", "entry": "counter",
        "contracts": {"count": {"output": {"type": "integer", "minimum": 10, "maximum": 1}}},
        "agents": {"counter": {"produces": "count", "finishes": true}},
        "handoffs": []
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.contractIndices.flatMap { index -> [Observation] in
      let found = facts.payloads[index]
      let contract = facts.system[index]
      let name = Wording.quoted(contract.name)
      var observations: [Observation] = []
      if found.isUnsatisfiable {
        observations.append(
          Observation(
            at: .contract(index),
            "No payload satisfies the output of the contract \(name)\(words(found.contradiction)).",
            remedy: "Loosen the constraints that contradict each other.", agents: facts.producers(of: index)))
      }
      for failure in found.unsatisfiableFailures {
        let kind = Wording.quoted(contract.failures[failure.rawValue].kind)
        observations.append(
          Observation(
            at: .failure(index, failure),
            "No payload satisfies the failure \(kind) of the contract \(name)"
              + words(found.contradictionsOfFailures[failure], beside: contract.failureTag) + ".",
            remedy: remedy(for: kind, contract, facts), agents: facts.producers(of: index)))
      }
      return observations
    }
  }

  /// More parts are counted only.
  private static let shownParts = 6

  /// What contradicts what, as a clause; the tag of a failure where it takes part.
  private static func words(_ contradiction: Contradiction?, beside failureTag: String? = nil) -> String {
    guard let contradiction else { return "" }
    let parts = contradiction.parts
    let tag = contradiction.needsTag ? failureTag : nil
    if parts.isEmpty { return ": the schema false refuses everything" }
    let listed = parts.prefix(shownParts).map { part in
      let value = part.value.text()
      return "\(part.pointer) " + (value.unicodeScalars.count <= 60 ? value : part.value.brief)
    }
    let count = parts.count + (tag == nil ? 0 : 1)
    let asked = tag.map { listed + ["the member \(Wording.quoted($0)) that names it"] } ?? Array(listed)
    let list = Wording.list(asked, of: count)
    if count == 1 { return ": \(list) refuses everything" }
    return contradiction.isSmallest
      ? ": \(list) contradict each other" : ": somewhere among \(list) is a contradiction"
  }

  private static func remedy(for kind: String, _ contract: Contract, _ facts: RoutingFacts) -> String {
    guard let tag = contract.failureTag else { return "Loosen the constraints that contradict each other." }
    return """
      Loosen its schema; it must allow an object with the member \(Wording.quoted(tag)) that is \(kind). Where failures \
      are not told apart by a member, write \(facts.spelled(.untagged)); then its schema alone says what it looks like.
      """
  }
}
