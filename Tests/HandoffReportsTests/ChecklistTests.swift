import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("The checklist")
struct ChecklistTests {
  private func verdict(_ id: String, _ change: (inout AgentSystem) -> Void = { _ in }) throws
    -> SystemChecklist.Item
  {
    var system = SampleSystem.complete
    change(&system)
    return try #require(SystemChecklist(system).items.first { $0.id == id })
  }

  @Test func `a system that says everything is answered with yes throughout`() {
    let checklist = SystemChecklist(SampleSystem.complete)
    #expect(checklist.items.map(\.verdict) == Array(repeating: .yes, count: 8), "\(checklist.text())")
    #expect(checklist.isComplete)
    #expect(checklist.items.allSatisfy { $0.remedy == nil && !$0.why.isEmpty })
  }

  @Test func `what is missing is a no, what is not said cannot be told`() throws {
    #expect(try verdict("tasks") { $0.agents[0].produces = nil }.verdict == .no)
    #expect(try verdict("tasks") { $0.agents[0].task = nil }.verdict == .cannotTell)
    #expect(try verdict("graph") { $0.entry = [] }.verdict == .cannotTell)
    #expect(try verdict("graph") { $0.handoffs[0].evidence = .unknown }.verdict == .cannotTell)
    #expect(try verdict("graph") { $0.agents[1].finishes = .no }.findings.map(\.rule) == ["dead-end"])
    #expect(try verdict("contracts") { $0.agents[1].produces = nil }.verdict == .no)
    #expect(
      try verdict("state") { system in
        system.stores = []
        system.agents[0].writes = []
        system.agents[1].reads = []
      }.verdict == .cannotTell)
    #expect(try verdict("failures") { $0.handoffs.removeLast() }.findings.map(\.rule) == ["failure-unrouted"])
    #expect(try verdict("observability") { $0.agents[0].observes = false }.why.contains("\"researcher\""))
    #expect(try verdict("observability") { $0.agents[0].observes = false }.verdict == .no)
    #expect(try verdict("escalation") { $0.agents[2].kind = .agent }.verdict == .no)
    #expect(try verdict("pattern") { $0.handoffs[0].pattern = nil }.verdict == .cannotTell)
  }

  @Test func `an accepted finding still speaks against it`() throws {
    let item = try verdict("failures") { system in
      system.handoffs.removeLast()
      system.allowances = [Allowance(rule: "failure-unrouted", because: "It never fails.")]
    }
    #expect(item.verdict == .no)
  }

  @Test(arguments: ["txt", "md", "json"])
  func `a checklist reads as it was looked at`(format: String) throws {
    var system = SampleSystem.complete
    system.handoffs.removeLast()
    system.agents[0].task = nil
    system.agents[0].observes = false
    let checklist = SystemChecklist(system)
    let text =
      switch format {
      case "txt": checklist.text()
      case "md": checklist.markdown
      default: checklist.json.text(.pretty) + "\n"
      }
    #expect(try GoldenFile("checklist.\(format)").difference(from: text, suite: "ChecklistTests") == nil)
  }
}
