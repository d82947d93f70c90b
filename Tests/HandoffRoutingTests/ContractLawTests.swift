import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// Random agents whose payloads are the integers 0...7, so that every payload can be tried.
@Suite("Contract rules against trying every payload")
struct ContractLawTests {
  static let payloads = (0..<8).map { JSONValue.number(JSONNumber($0)) }

  @Test func `the rules say what trying every payload says`() throws {
    var random = TestRandom(seed: 11)
    for _ in 0..<400 {
      let system = system(&random)
      let found = RoutingAudit().audit(system).findings
      func names(_ rule: String) -> Set<String> {
        Set(found.filter { $0.rule == rule }.flatMap { $0.handoffs.isEmpty ? $0.agents : $0.handoffs })
      }
      guard let truth = try Truth(system) else { continue }
      #expect(names("guard-unsatisfiable") == truth.neverMatching, "\(system)")
      #expect(names("handoff-shadowed") == truth.shadowed, "\(system)")
      #expect(names("handoff-incompatible") == truth.refused, "\(system)")
      #expect(names("routing-gap") == truth.gaps, "\(system)")
      #expect(found.contains { $0.rule == "routing-overlap" } == truth.overlaps, "\(system)")
      #expect(!found.contains { $0.rule == "handoff-undecided" })
    }
  }

  @Test func `every witness is confirmed by the validator`() throws {
    var random = TestRandom(seed: 12)
    var confirmed = 0
    for _ in 0..<400 {
      let system = system(&random)
      let index = SystemIndex(system)
      let schemas = system.schemas()
      let output = try #require(try schemas.schema(at: .output(contract: 0)))
      for finding in RoutingAudit().audit(system).findings {
        guard let payload = finding.witness?.payload, finding.rule != "contract-vacuous" else { continue }
        #expect(output.isValid(payload))
        let guards = try finding.handoffs.compactMap { index.handoff(named: $0)?.rawValue }
          .compactMap { try schemas.schema(at: .guard(handoff: $0)) }
        #expect(guards.allSatisfy { $0.isValid(payload) })
        if finding.rule == "handoff-incompatible" {
          let accepted = try #require(try schemas.accepted(by: finding.agents.last ?? ""))
          #expect(!accepted.isValid(payload))
        }
        confirmed += 1
      }
    }
    #expect(confirmed > 300)
  }

  private func schema(_ random: inout TestRandom) -> JSONValue {
    let low = random.below(8)
    switch random.below(4) {
    case 0: return range(low, low + random.below(8 - low))
    case 1: return ["enum": .array((0..<1 + random.below(4)).map { _ in Self.payloads[random.below(8)] })]
    case 2: return ["not": range(low, low + random.below(3))]
    default: return ["multipleOf": .number(JSONNumber(1 + random.below(4)))]
    }
  }

  private func system(_ random: inout TestRandom) -> AgentSystem {
    var handoffs: [Handoff] = []
    for _ in 0..<1 + random.below(4) {
      var handoff = "a" --> ["b", "c", "d"][random.below(3)]
      if random.below(5) > 0 { handoff.when = schema(&random) }
      if random.below(6) == 0 { handoff.limit = 2 }
      if random.below(6) == 0 { handoff.parallel = "p" }
      handoffs.append(handoff)
    }
    var accepts: [String: JSONValue] = [:]
    for name in ["b", "c", "d"] where random.below(2) == 0 { accepts[name] = schema(&random) }
    let output: JSONValue = ["allOf": [range(0, 7), schema(&random)]]
    return numbers(handoffs, output: output, accepts: accepts, random.below(2) == 0 ? .choice : .firstMatch)
  }

  /// What trying every payload says.
  private struct Truth {
    var neverMatching: Set<String> = []
    var shadowed: Set<String> = []
    var refused: Set<String> = []
    var gaps: Set<String> = []
    var overlaps = false

    /// `nil` for a contract without payloads, of which nothing else is said.
    init?(_ system: AgentSystem) throws {
      let schemas = system.schemas()
      let names = system.handoffNames
      let output = try #require(try schemas.schema(at: .output(contract: 0)))
      let offered = ContractLawTests.payloads.filter { output.isValid($0) }
      guard !offered.isEmpty else { return nil }
      var takers = offered.map { _ in [Int]() }
      for (place, handoff) in system.handoffs.enumerated() {
        let guardSchema = try schemas.schema(at: .guard(handoff: place))
        let accepted = try schemas.accepted(by: handoff.to)
        let matching = offered.indices.filter { guardSchema?.isValid(offered[$0]) ?? true }
        let left = matching.filter { payload in
          guard system.selection == .firstMatch else { return true }
          // Those that can be the first to match: the limited ones, and the first without a limit.
          let matches = takers[payload] + [place]
          let last = matches.firstIndex { system.handoffs[$0].limit == nil } ?? matches.count - 1
          return matches[...last].contains {
            $0 == place || handoff.parallel != nil && system.handoffs[$0].parallel == handoff.parallel
          }
        }
        if matching.isEmpty { neverMatching.insert(names[place]) }
        if !matching.isEmpty && left.isEmpty { shadowed.insert(names[place]) }
        if let accepted, left.contains(where: { !accepted.isValid(offered[$0]) }) {
          refused.insert(names[place])
        }
        for payload in matching { takers[payload].append(place) }
      }
      if takers.contains(where: \.isEmpty) { gaps.insert("a") }
      overlaps =
        system.selection == .choice
        && takers.contains { places in
          let guarded = places.filter { system.handoffs[$0].when != nil }.map { system.handoffs[$0] }
          return guarded.indices.contains { one in
            guarded.indices.contains { other in
              guarded[one].to != guarded[other].to
                && (guarded[one].parallel == nil || guarded[one].parallel != guarded[other].parallel)
            }
          }
        }
    }
  }
}
