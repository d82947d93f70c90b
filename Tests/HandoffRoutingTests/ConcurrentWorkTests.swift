import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// Work that is parted among the processors comes to the same.
@Suite("Work side by side")
struct ConcurrentWorkTests {
  @Test(arguments: [true, false])
  func `results come in the order of the pieces`(isWorthwhile: Bool) {
    let results = ConcurrentWork.results(of: 1_000, where: isWorthwhile) { number in
      // Early pieces take longest.
      (0..<(1_000 - number)).reduce(number) { sum, _ in sum }
    }
    #expect(results == Array(0..<1_000))
  }

  @Test(arguments: [0, 1])
  func `few pieces are done as well`(count: Int) {
    #expect(ConcurrentWork.results(of: count) { $0 } == Array(0..<count))
  }

  @Test func `random systems get the same findings side by side`() {
    for seed in 0..<UInt64(Laws.areWhole ? 150 : 30) {
      expectSame(LoopSystem(seed: seed).system, Comment(rawValue: "seed \(seed)"))
    }
  }

  /// More loops than are looked at together, certain and impossible ones, behind one entry.
  @Test func `a system of many loops gets the same findings side by side`() {
    var system = AgentSystem(name: "many", entry: ["start"])
    system.agents.append(Agent("start"))
    let guards: [JSONValue] = [["required": ["open"]], ["not": ["required": ["open"]]]]
    for number in 0..<80 {
      let (one, other) = ("a\(number)", "b\(number)")
      system.agents += [one, other].map { name in
        var agent = Agent(name)
        agent.preserves = .everything
        return agent
      }
      var (there, back) = (Handoff(from: one, to: other), Handoff(from: other, to: one))
      there.when = guards[0]
      back.when = guards[number % 3 == 0 ? 1 : 0]
      system.handoffs += [Handoff(from: "start", to: one), there, back]
    }
    expectSame(system, nil)
    let facts = RoutingFacts(system, isSideBySide: true)
    #expect(facts.loops.count == 53)
    #expect(facts.infeasibleLoops.count == 27)
  }

  private func expectSame(_ system: AgentSystem, _ comment: Comment?) {
    #expect(findings(of: system, true) == findings(of: system, false), comment)
  }

  /// Which of several payloads is shown is left out: that depends on what was asked before.
  private func findings(of system: AgentSystem, _ isSideBySide: Bool) -> [Finding] {
    RoutingAudit(rules: RuleRegistry.builtIn, isSideBySide: isSideBySide).audit(system).findings.map {
      finding in
      var finding = finding
      finding.witness?.payload = nil
      return finding
    }
  }
}
