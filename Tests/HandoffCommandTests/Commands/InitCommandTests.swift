import Foundation
import HandoffContracts
import HandoffImporters
import Testing

@testable import handoff

@Suite("handoff init")
struct InitCommandTests {
  /// A project with files, and what the program says about it.
  private struct Made {
    var folder: TemporaryFolder
    var outcome: BuiltTool.Outcome

    init(_ files: [String: String], _ arguments: [String] = []) throws {
      folder = try TemporaryFolder()
      for (path, text) in files {
        let url = URL(fileURLWithPath: folder.path(path))
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        _ = try folder.add(path, text)
      }
      outcome = try BuiltTool.run(["init"] + arguments, in: folder.path(""))
    }

    /// The commands that are named last.
    var next: [String] {
      let lines = outcome.output.split(separator: "\n").map(String.init)
      guard let start = lines.lastIndex(of: "next:") else { return [] }
      return lines[(start + 1)...].map { String($0.dropFirst(2)) }
    }

    /// Runs the commands that are named last.
    func runNext() throws -> BuiltTool.Outcome {
      let script =
        [
          "export HANDOFF_BIN='\(BuiltTool.path)'", "cd '\(folder.path(""))'",
          "handoff() { '\(BuiltTool.path)' \"$@\"; }",
        ] + next
      return try Shell.run(script.joined(separator: " && "))
    }
  }

  private static let package = """
    // swift-tools-version: 6.0
    import PackageDescription
    let package = Package(
      name: "App", targets: [.target(name: "App"), .testTarget(name: "AppTests", dependencies: ["App"])])

    """

  @Test func `an empty Python project gets a system whose check passes`() throws {
    let made = try Made(["pyproject.toml": "[project]\nname = \"x\"\n"])
    #expect(made.next == ["handoff check handoff/system.json"])
    let outcome = try made.runNext()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("planner->worker: compatible"))
    let audit = try BuiltTool.run(
      ["audit", "handoff/system.json", "--fail-on", "note"], in: made.folder.path(""))
    #expect(audit.status == 0, "\(audit.output)")
  }

  @Test func `a Node project gets one in JavaScript`() throws {
    guard try Shell.run("command -v node").status == 0 else { return }
    let made = try Made(["package.json": "{}"])
    let outcome = try made.runNext()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("consumer:    node worker.mjs"))
  }

  @Test
  func `a Swift package gets its test beside its tests, and the commands that make it depend on this one`()
    throws
  {
    let made = try Made(
      ["Package.swift": Self.package, "Tests/AppTests/A.swift": "import Testing\n"],
      ["--source", Here.root.path])
    let identity = Here.root.lastPathComponent.lowercased()
    #expect(
      made.next == [
        "swift package add-dependency \(Here.root.path) --type path",
        "swift package add-target-dependency HandoffTesting AppTests --package \(identity)",
        "swift test --filter StarterHandoffs",
      ])
    let text = try #require(made.folder.text("Tests/AppTests/HandoffTests.swift"))
    #expect(text.contains("expectManifest(starter, \"../../handoff/system.json\")"))
    #expect(made.folder.text("handoff/system.json") == Template.swiftSystemJson.text)
  }

  @Test func `tests in XCTest get a test in XCTest, and a package that depends on this one is left alone`()
    throws
  {
    let package = Self.package.replacing(
      "dependencies: [\"App\"]",
      with:
        "dependencies: [\"App\", .product(name: \"HandoffTesting\", package: \"handoff\")], path: \"Checks\"")
    let made = try Made(["Package.swift": package, "Checks/A.swift": "import XCTest\n"])
    #expect(made.next == ["swift test --filter StarterHandoffs"])
    let text = try #require(made.folder.text("Checks/HandoffXCTests.swift"))
    #expect(text.contains("assertManifest(starter, \"../handoff/system.json\")"))
  }

  @Test func `the tests that Swift packages get are compiled and run here`() throws {
    for (template, file) in [
      (Template.swiftHandoffTestsSwift, "HandoffCommandTests/StarterExample.swift"),
      (.swiftHandoffXCTestsSwift, "HandoffTestingTests/StarterXCTestExample.swift"),
    ] {
      let compiled = try String(
        contentsOf: Here.root.appendingPathComponent("Tests/\(file)"), encoding: .utf8)
      let written = template.text.replacing("%manifest%", with: "../../Templates/swift/system.json")
      #expect(compiled == written, "\(file)")
    }
  }

  @Test func `the systems of all languages say the same`() throws {
    let systems = try [Template.pythonSystemJson, .nodeSystemJson, .swiftSystemJson].map { template in
      try AgentSystem(manifest: Array(template.text.utf8), file: template.path)
    }
    for system in systems {
      #expect(system.agents.map(\.name) == ["planner", "worker", "person"])
      #expect(
        system.handoffs.map { "\($0.from)->\($0.to)" } == systems[0].handoffs.map { "\($0.from)->\($0.to)" })
    }
    #expect(systems[0].agents[1].command == ["python3", "worker.py"])
    #expect(systems[1].agents[1].command == ["node", "worker.mjs"])
  }

  @Test func `a dry run writes nothing`() throws {
    let made = try Made(["main.py": ""], ["--dry-run"])
    #expect(made.folder.names() == ["main.py"])
    #expect(made.outcome.output.hasPrefix("would write:\n  handoff/handoff_adapter.py"))
  }

  @Test func `what is there is said and left, links that lead nowhere too`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add(".gitlab-ci.yml", "stages: []\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(".pre-commit-config.yaml"), withDestinationPath: "nowhere.yaml")
    let outcome = try BuiltTool.run(["init", "--language", "python"], in: folder.path(""))
    #expect(outcome.status == 0)
    #expect(folder.text(".gitlab-ci.yml") == "stages: []\n")
    #expect(!folder.names().contains("nowhere.yaml"))
    #expect(
      outcome.output.contains(/\.gitlab-ci\.yml +include the local file \.gitlab\/handoff\.yml there\n/))
    #expect(!outcome.output.contains(".github"))
    // What was written is complete, and nothing else is left behind.
    #expect(
      folder.names(in: "handoff")
        == ["fixtures", "handoff_adapter.py", "handoff_gate.py", "system.json", "worker.py"])
  }

  @Test func `a second run changes nothing and names the manifest that is there`() throws {
    let made = try Made(["main.py": ""])
    let again = try BuiltTool.run(["init"], in: made.folder.path(""))
    #expect(again.output.hasPrefix("the manifest is here already: handoff/system.json\nthere already"))
    #expect(!again.output.contains("written:"))
    #expect(again.output.contains("the same as what would be written"))
    #expect(again.output.hasSuffix("next:\n  handoff check handoff/system.json\n"))
  }

  @Test func `a manifest elsewhere is used instead of a new one`() throws {
    let made = try Made([
      "main.py": "", "deep/er/my system.json": #"{"handoffSystem": 1, "name": "x", "entry": "a"}"#,
      "notes.json": #"{"about": "\"handoffSystem\""}"#,
    ])
    #expect(made.next == ["handoff check 'deep/er/my system.json'"])
    #expect(made.folder.text("handoff/system.json") == nil)
    #expect(
      made.folder.text(".github/workflows/handoff.yml")?.contains("audit 'deep/er/my system.json' ") == true)
  }

  @Test func `a name that would mean something in a workflow is left out`() throws {
    let made = try Made([
      "main.py": "", "a\n- run: evil.json": #"{"handoffSystem": 1, "name": "x", "entry": "a"}"#,
    ])
    #expect(
      made.outcome.output.hasPrefix(
        "left out because of the signs in its name: a\\n- run: evil.json\nwritten:"))
    #expect(made.next == ["handoff check handoff/system.json"])
    #expect(made.folder.text(".github/workflows/handoff.yml")?.contains("evil") == false)
    let package = Self.package.replacing("dependencies: [\"App\"]", with: "path: \"../Other\"")
    let swift = try Made(["Package.swift": package])
    #expect(swift.next == ["swift package add-target HandoffTests --type test", "handoff init"])
  }

  @Test func `one file is printed`() throws {
    let made = try Made(["main.py": ""], ["--show", ".gitlab-ci.yml"])
    #expect(made.outcome.output == Template.ciGitlabCiYml.text)
    #expect(made.folder.names() == ["main.py"])
    let unknown = try Made(["main.py": ""], ["--show", "x"])
    #expect(unknown.outcome.status == 2)
    #expect(unknown.outcome.errors.contains("these would: handoff/handoff_adapter.py, "))
  }

  @Test func `a folder that is none is an error, and so is a file in the way`() throws {
    #expect(try BuiltTool.run(["init", "/nowhere/at/all"]).status == 2)
    let made = try Made(["main.py": "", "handoff": "a program"])
    #expect(made.outcome.status == 2)
    #expect(made.folder.text("handoff") == "a program")
  }

  /// A framework, a file that shows it, and the format that is named.
  private static let shown: [(framework: String, file: String, text: String, format: String?)] = [
    (
      "LangGraph", "pyproject.toml", "[project]\ndependencies = [\n  'langgraph[x]>=1', # all\n]\n",
      "langgraph-json"
    ),
    (
      "LangGraph", "package.json", #"{"devDependencies": {"@langchain/langgraph": "1"}}"#, "langgraph-mermaid"
    ),
    ("OpenAI Agents SDK", "main.py", "from agents import Agent\n", "openai-dot"),
    ("OpenAI Agents SDK", "requirements-dev.txt", "# all\nOpenAI_Agents==0.2\n", "openai-dot"),
    ("AutoGen", "main.py", "import os, autogen_agentchat.teams as teams\n", "autogen"),
    ("Agent Framework", "Pipfile", "[packages]\nagent-framework = \"*\"\n", "agent-framework"),
    ("ADK", "main.py", "from google.adk.agents import Agent\n", "adk"),
    ("LlamaIndex", "pyproject.toml", "[tool.poetry.dependencies]\nllama-index = \"^0.12\"\n", "llama-index"),
    ("CrewAI", "main.py", "from crewai import Crew\n", nil),
    ("Strands", "main.py", "  import strands\n", nil),
    ("Pydantic AI", "pyproject.toml", "[dependency-groups]\ndev = ['pydantic-ai-slim']\n", nil),
    ("A2A", "main.py", "import a2a.types\n", "a2a"),
    ("MCP", "package.json", #"{"dependencies": {"@modelcontextprotocol/sdk": "1"}}"#, "mcp"),
  ]

  @Test(arguments: shown.indices)
  func `a framework is recognised, and the import that is named works`(index: Int) throws {
    let (framework, file, text, format) = Self.shown[index]
    let folder = try TemporaryFolder()
    _ = try folder.add("main.py", "")
    _ = try folder.add(file, text)
    if file == "package.json" { try FileManager.default.removeItem(atPath: folder.path("main.py")) }
    let project = Project(lookingAt: ProjectWalk(folder.path("")))
    #expect(project.frameworks.map(\.name) == [framework])
    let plan = InitPlan(for: project, language: nil, source: nil)
    let isPython = file != "package.json"
    if isPython {
      let exporter = try #require(project.frameworks[0].exporter)
      #expect(
        plan.commands == [
          "PYTHONPATH=handoff python3 -m handoff_export my_module:\(exporter.variable) --output handoff/system.json",
          "handoff audit handoff/system.json",
        ])
      #expect(plan.files.contains { $0.text == exporter.template.text })
      #expect(!plan.files.contains { $0.path == "handoff/system.json" })
    }
    let remark = plan.remarks.first { $0.hasPrefix("without Python: ") }
    #expect((remark != nil) == (isPython && format != nil))
    guard let format else { return }
    let line = try #require(isPython ? remark : plan.commands.first)
    let command = try #require(line.range(of: "handoff import ")).lowerBound
    let words = line[command...].prefix { $0 != ";" }.split(separator: " ").map(String.init)
    #expect(Array(words.prefix(3)) == ["handoff", "import", format])
    _ = try folder.add(words[3], #require(Importers.named(format)).example)
    try FileManager.default.createDirectory(
      atPath: folder.path("handoff"), withIntermediateDirectories: true)
    let outcome = try BuiltTool.run(Array(words.dropFirst()), in: folder.path(""))
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.errors.contains("next: handoff audit handoff/system.json"))
  }

  @Test func `the exporter that is written runs, and says which objects it knows`() throws {
    let made = try Made(["main.py": "import langgraph\n", "my_module.py": "graph = 7\n"])
    #expect(made.outcome.status == 0, "\(made.outcome)")
    let outcome = try made.runNext()
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "no exporter knows an object of type builtins.int; known: langgraph (CompiledStateGraph, StateGraph)")
    )
  }

  @Test func `folders in which others keep agents are named with the import that reads them`() throws {
    let made = try Made(["main.py": "", ".claude/agents/a.md": "---\nname: a\n---\nDo it.\n"])
    let line = try #require(
      made.outcome.output.split(separator: "\n").first { $0.contains(".claude/agents") })
    let command = try #require(line.range(of: "handoff import ")).lowerBound
    try FileManager.default.createDirectory(
      atPath: made.folder.path("handoff"), withIntermediateDirectories: true)
    let outcome = try Shell.run(
      "cd '\(made.folder.path(""))' && '\(BuiltTool.path)'\(line[command...].dropFirst("handoff".count))")
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test func `what only looks like a framework is none`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("agents.py", "from mcpx import y\n")
    _ = try folder.add(
      "main.py", "from agents import Agent\nfrom .mcp import x\n'''\nfrom mcp we take nothing\n'''\n")
    _ = try folder.add(
      "pyproject.toml", "[project]\nkeywords = ['mcp']\ndescription = \"crewai\"\ndependencies = []\n")
    #expect(Project(lookingAt: ProjectWalk(folder.path(""))).frameworks.isEmpty)
  }

  @Test func `a large project is looked at in part, and it is said`() throws {
    let folder = try TemporaryFolder()
    for index in 0..<4 { _ = try folder.add("m\(index).py", "import os\n") }
    let walk = ProjectWalk(folder.path(""))
    #expect(Project(lookingAt: walk, reading: 4).isWhole)
    let project = Project(lookingAt: walk, reading: 3)
    #expect(!project.isWhole)
    #expect(
      InitPlan(for: project, language: nil, source: nil).remarks == [
        "the project is large: only the first 4000 files, 6 folders deep, and 300 of a kind were looked at"
      ])
  }

  @Test func `every format that a framework is said to export exists`() {
    for framework in AgentFramework.all {
      for export in [framework.pythonExport, framework.nodeExport].compactMap(\.self) {
        #expect(Importers.named(export.format) != nil, "\(framework.name)")
      }
    }
  }
}
