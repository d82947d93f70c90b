import HandoffContracts
import HandoffSchema
import Testing

@Suite("How an agent is run")
struct AgentCommandTests {
  private func problems(_ agent: Agent) -> [String] {
    AgentSystem(name: "s", entry: ["a"], contracts: [], agents: [agent], handoffs: []).problems.map(
      \.description)
  }

  private func agent(_ change: (inout Agent) -> Void) -> Agent {
    var agent = Agent(name: "a")
    agent.finishes = .yes
    agent.command = ["python3", "a.py"]
    change(&agent)
    return agent
  }

  @Test func `folder, variables and chance are said in Swift as in a manifest`() throws {
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        Finishes()
        Runs("python3", "a.py", env: ["MODEL": "small", "A": ""], cwd: "agents")
        Nondeterministic()
      }
    }
    let text = """
      {"handoffSystem":1,"name":"s","entry":"a","agents":{"a":{"finishes":true,"command":["python3","a.py"],\
      "env":{"MODEL":"small","A":""},"cwd":"agents","nondeterministic":true}},"handoffs":[]}
      """
    #expect(system.problems == [])
    let read = try AgentSystem(manifest: Array(text.utf8), file: "s.json")
    #expect(read == system)
    #expect(system.manifest["agents"] == (try JSONValue(parsing: text)["agents"]))
  }

  @Test func `what no program can be given is refused`() {
    #expect(problems(agent { $0.env = [("A", "1"), ("B", "")] }) == [])
    for name in ["", "A=B", "A\u{0}"] {
      #expect(problems(agent { $0.env = [(name, "1")] }).count == 1, "\(name)")
    }
    #expect(problems(agent { $0.env = [("A", "\u{0}")] }).count == 1)
    #expect(problems(agent { $0.env = [("A", "1"), ("A", "2")] }).count == 1)
    #expect(problems(agent { $0.cwd = "" }).count == 1)
  }

  @Test func `variables and folder without a command are told to have no effect`() {
    let bare = agent {
      $0.command = nil
      $0.cwd = "c"
      $0.env = [("A", "1")]
    }
    #expect(
      problems(bare) == [
        "/agents/a/env: expected a \"command\" beside it, found no \"command\"",
        "/agents/a/cwd: expected a \"command\" beside it, found no \"command\"",
      ])
  }
}
