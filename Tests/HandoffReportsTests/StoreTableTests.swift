import HandoffContracts
import HandoffReports
import HandoffSchema
import Testing

@Suite("Stores as a table")
struct StoreTableTests {
  private static let system: AgentSystem = {
    var reader = Agent(name: "reader|1")
    reader.reads = ["log", "plan"]
    var writer = Agent(name: "writer")
    writer.writes = ["log"]
    writer.reads = ["log", "log"]
    var log = Store(name: "log", layer: .shortTerm)
    log.merge = .append
    return AgentSystem(
      name: "desk", entry: ["writer"], agents: [reader, writer],
      stores: [Store(name: "unused", layer: .active), log])
  }()

  @Test func `declared stores come first, then those that only agents name`() {
    #expect(
      StoreTable(Self.system).text() == """
        STORE   LAYER         WRITTEN BY  READ BY           AT ONCE
        unused  active
        log     shortTerm     writer      reader|1, writer  append
        plan    not declared              reader|1

        """)
  }

  @Test func `Markdown escapes what would mean something, JSON says what is declared`() {
    #expect(
      StoreTable(Self.system).markdown.contains("| log | shortTerm | writer | reader\\|1, writer | append |"))
    #expect(
      StoreTable(Self.system).json["stores"]?[2]
        == ["store": "plan", "declared": false, "readers": ["reader|1"], "writers": []])
  }

  @Test func `a system without stores says so`() {
    let system = AgentSystem(name: "desk", entry: [])
    #expect(StoreTable(system).text() == "desk: no store is declared, and no agent uses one.\n")
  }
}
