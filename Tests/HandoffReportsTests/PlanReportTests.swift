import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Plans and failure matrices as text")
struct PlanReportTests {
  private static let plan: SystemPlan = {
    var writer = Agent(name: "writer")
    writer.produces = "draft"
    writer.seconds = JSONNumber(literal: "12.5")
    var checker = Agent(name: "checker")
    checker.seconds = JSONNumber(30)
    var draft = Contract(name: "draft", output: ["type": "string"])
    draft.failures = [FailureOutput(kind: "too_thin"), FailureOutput(kind: "a|b*")]
    draft.failures[1].detectedBy = .monitor
    var desk = Agent(name: "desk")
    desk.finishes = .yes
    let system = AgentSystem(
      name: "news", entry: ["writer"], contracts: [draft],
      agents: [writer, checker, desk, Agent(name: "editor", kind: .human), Agent(name: "nobody")],
      handoffs: [
        Handoff(from: "writer", to: "checker"), Handoff(from: "checker", to: "writer", limit: 2),
        Handoff(from: "checker", to: "desk"),
        Handoff(from: "writer", to: "editor", trigger: .failures(["too_thin"])),
      ])
    return SystemPlan(system)
  }()

  @Test(arguments: ["txt", "md", "json"])
  func `a plan reads as it was looked at`(format: String) throws {
    let text =
      switch format {
      case "txt": Self.plan.text()
      case "md": Self.plan.markdown
      default: Self.plan.json.text(.pretty) + "\n"
      }
    #expect(try GoldenFile("plan.\(format)").difference(from: text, suite: "PlanReportTests") == nil)
  }

  private static let matrix: FailureMatrix = {
    var system = AgentSystem(
      name: "post", entry: ["a"],
      contracts: [
        Contract(
          name: "c", output: true, failures: [FailureOutput(kind: "late"), FailureOutput(kind: "lost")])
      ],
      agents: ["a", "b", "c"].map { Agent(name: $0) } + [Agent(name: "h", kind: .human)],
      handoffs: [
        Handoff(from: "a", to: "a", trigger: .failures(["late"]), limit: 3), Handoff(from: "a", to: "b"),
        Handoff(from: "a", to: "h", trigger: .limit), Handoff(from: "b", to: "c"),
      ])
    system.agents[0].produces = "c"
    system.agents[2].finishes = .yes
    return FailureMatrix(system)
  }()

  @Test(arguments: ["txt", "md", "json"])
  func `a failure matrix reads as it was looked at`(format: String) throws {
    let text =
      switch format {
      case "txt": Self.matrix.text()
      case "md": Self.matrix.markdown
      default: Self.matrix.json.text(.pretty) + "\n"
      }
    #expect(try GoldenFile("failures.\(format)").difference(from: text, suite: "PlanReportTests") == nil)
  }
}
