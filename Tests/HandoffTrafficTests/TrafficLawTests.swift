import Foundation
import HandoffContracts
import HandoffFuzzing
import HandoffRouting
import HandoffRuntime
import HandoffSchema
import HandoffTestSupport
import HandoffTraffic
import Testing

/// The router, the account of traffic, the audit and a campaign say the same of what travels.
///
/// 300 systems in all, 2,000 where `HANDOFF_LAWS` is `whole`, or ten times `HANDOFF_SYSTEMS` where that is set.
@Suite("What travels")
struct TrafficLawTests {
  static let isWhole = ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"
  static let systemsPerPart =
    Int(ProcessInfo.processInfo.environment["HANDOFF_SYSTEMS"] ?? "") ?? (isWhole ? 200 : 30)

  @Test(arguments: 0..<10)
  func `router, traffic, audit and campaign agree on every payload`(part: Int) throws {
    for number in 0..<Self.systemsPerPart {
      let seed = UInt64(part * 1_000_000 + number)
      var source = RandomTraffic(seed: seed)
      let system = source.system()
      let tried = try TriedTraffic(system)
      var comparison = TrafficComparison(system, tried)
      try comparison.run()
      #expect(comparison.differences == [], "seed \(seed): \(system.manifest)")
      if !comparison.differences.isEmpty { print(TrafficComparison.sketch(of: system)) }
      if !comparison.differences.isEmpty { return }
    }
  }
}

/// Holds what was tried against what is said of sets.
struct TrafficComparison {
  private let system: AgentSystem
  private let tried: TriedTraffic
  private var traffic: Traffic
  private let facts: RoutingFacts
  private(set) var differences: [String] = []

  init(_ system: AgentSystem, _ tried: TriedTraffic) {
    self.system = system
    self.tried = tried
    traffic = Traffic(system)
    facts = RoutingFacts(system)
  }

  mutating func run() throws {
    for handoff in system.handoffIndices {
      let name = traffic.index.name(of: handoff)
      compare(name, tried.carried(by: handoff), traffic.cargo(of: handoff))
      compare(
        traffic.index.returnName(of: handoff), tried.returned[handoff] ?? [], traffic.returned(along: handoff)
      )
      compareAudit(of: handoff, name)
    }
    for agent in system.agentIndices where system[agent].join != nil {
      let cargo = traffic.joined(at: agent)
      compare("join \(system[agent].name)", tried.joined[agent] ?? [], cargo)
      let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue))
      compareRefusal(
        "join \(system[agent].name)", tried.joined[agent] ?? [], cargo, accepted,
        facts.payloads[agent].refusedJoin)
    }
    for passage in traffic.structure.passages(of: system) { try compareCampaign(of: passage) }
  }

  /// The system without its contracts, a line each.
  static func sketch(of system: AgentSystem) -> String {
    let manifest = system.manifest
    let agents = manifest["agents"]?.objectValue?.map { "\($0.key): \($0.value.text())" } ?? []
    let handoffs = manifest["handoffs"]?.arrayValue?.map { $0.text() } ?? []
    let contracts = manifest["contracts"]?.objectValue?.map { "\($0.key) = \($0.value.text())" } ?? []
    return (["SYSTEM \(manifest["selection"]?.text() ?? "choice")"] + contracts + agents + handoffs).joined(
      separator: "\n")
  }

  private mutating func note(_ text: String) { differences.append(text) }

  private mutating func compare(_ name: String, _ wanted: Set<JSONValue>, _ cargo: Cargo) {
    if let omission = cargo.omission { return note("\(name): \(omission)") }
    // Of what nobody declares it is not said which shapes it has.
    let said = (cargo.hasUndeclared ? wanted.union(RandomTraffic.universe) : candidates(wanted)).filter {
      payload in
      cargo.deliveries.contains { traffic.questions.expression($0.set).isValid(payload) }
    }
    let missing = wanted.subtracting(said)
    let extra = said.filter { !wanted.contains($0) }
    // What is not declared may be anything; what a join cannot put together exactly may be more than arrives.
    let isLoose = cargo.deliveries.contains { !$0.isExact || $0.set == PayloadSet(base: nil) }
    if !missing.isEmpty { note("\(name): \(missing.map { $0.text() }.sorted()) travel and are not said to") }
    if !extra.isEmpty, !isLoose {
      note("\(name): \(extra.map { $0.text() }.sorted()) are said to travel and do not")
    }
  }

  /// The payloads to ask of: all objects, and what joins make.
  private func candidates(_ wanted: Set<JSONValue>) -> Set<JSONValue> {
    wanted.union(RandomTraffic.universe).union(tried.joined.values.flatMap(\.self))
  }

  private mutating func compareAudit(of handoff: HandoffIndex, _ name: String) {
    guard traffic.structure.standing(of: handoff) == .live, let receiver = traffic.index.target(of: handoff)
    else { return }
    let isAwaited = traffic.join(awaiting: handoff) != nil
    let accepted = traffic.questions.schema(at: .accepts(agent: receiver.rawValue))
    if !isAwaited, !traffic.structure.isRetry(handoff) {
      compareRefusal(
        name, tried.carried(by: handoff), traffic.cargo(of: handoff), accepted,
        facts.payloads[handoff].refusal)
    }
    guard let sender = traffic.index.source(of: handoff) else { return }
    let caller = traffic.questions.schema(at: .accepts(agent: sender.rawValue))
    compareRefusal(
      traffic.index.returnName(of: handoff), tried.returned[handoff] ?? [], traffic.returned(along: handoff),
      caller,
      facts.payloads[handoff].undeclaredReturn)
    let isTaken = !(tried.taken[handoff] ?? []).isEmpty
    let isDead = facts.payloads[handoff].neverMatches || facts.payloads[handoff].isShadowed
    if isTaken == isDead, !traffic.sendings(on: handoff).isEmpty, offersSomething(handoff) {
      note("\(name): \(isTaken ? "is taken" : "is never taken"), and the audit says otherwise")
    }
  }

  private mutating func offersSomething(_ handoff: HandoffIndex) -> Bool {
    for sending in traffic.sendings(on: handoff) {
      if case .none = traffic.questions.existence(in: sending.offered) { continue }
      return true
    }
    return false
  }

  private mutating func compareRefusal(
    _ name: String, _ payloads: Set<JSONValue>, _ cargo: Cargo, _ accepted: SchemaNumber?,
    _ refusal: PayloadFacts.Refusal?
  ) {
    guard let accepted else { return }
    let schema = traffic.questions[accepted]
    // Of what nobody declares the audit says nothing.
    let declared = payloads.filter { payload in
      cargo.deliveries.contains {
        $0.set.base != nil && traffic.questions.expression($0.set).isValid(payload)
      }
    }
    let refused = declared.filter { !schema.isValid($0) }
    let isExact = cargo.deliveries.allSatisfy(\.isExact)
    if let refusal, !payloads.contains(refusal.payload) {
      note("\(name): the audit's witness \(refusal.payload.text()) does not travel")
    }
    if refusal == nil, !refused.isEmpty, isExact {
      note("\(name): \(refused.map { $0.text() }.sorted()) are refused, and the audit says nothing")
    }
  }

  private mutating func compareCampaign(of passage: Passage) throws {
    let name = traffic.structure.name(of: passage)
    let cargo = traffic.cargo(of: passage)
    let payloads: Set<JSONValue>
    if passage.isReturn {
      payloads = tried.returned[passage.handoff] ?? []
    } else if let join = traffic.join(awaiting: passage.handoff) {
      payloads = tried.joined[join] ?? []
    } else {
      payloads = tried.carried(by: passage.handoff)
    }
    guard !cargo.hasUndeclared, cargo.deliveries.allSatisfy(\.isExact) else { return }
    do {
      let campaign = try HandoffCampaign(passage, in: &traffic)
      let drawn = candidates(payloads).filter { campaign.schema.isValid($0) }
      if drawn != payloads {
        note(
          "\(name): a campaign draws \(drawn.map { $0.text() }.sorted()), not \(payloads.map { $0.text() }.sorted())"
        )
      }
      let generated = PayloadGenerator(campaign.schema).payloads(count: 6, seed: 1)
      for payload in generated.payloads where !payloads.contains(payload) {
        note("\(name): a campaign draws \(payload.text()), which does not travel")
      }
    } catch {
      if !payloads.isEmpty { note("\(name): \(error)") }
    }
  }
}
