import Foundation
import Testing

/// An adapter of `Templates/adapters`, with what its language calls things.
enum Adapter: String, CaseIterable, CustomTestStringConvertible {
  case python, node

  var testDescription: String { rawValue }

  /// The program that runs files of the language.
  var interpreter: String { self == .python ? "python3" : "node" }

  /// The adapter's files, the gate behind the protocol.
  var files: [String] {
    self == .python
      ? ["handoff_adapter.py", "handoff_gate.py"] : ["handoff-adapter.mjs", "handoff-gate.mjs"]
  }

  /// A consumer's file.
  var agent: String { self == .python ? "agent.py" : "agent.mjs" }

  /// Those whose interpreter is there.
  static let present = allCases.filter { adapter in
    let isThere = (try? Shell.run("command -v \(adapter.interpreter)"))?.status == 0
    if !isThere {
      print("The adapter for \(adapter.rawValue) is not tested: there is no \(adapter.interpreter).")
    }
    return isThere
  }

  /// A folder with the adapter, a manifest and an agent.
  func folder(agent script: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for file in files {
      let source = Here.root.appendingPathComponent("Templates/adapters/\(file)")
      _ = try folder.add(file, try String(contentsOf: source, encoding: .utf8))
    }
    _ = try folder.add("system.json", CheckedConsumer.manifest)
    _ = try folder.add(agent, script)
    return folder
  }

  /// Runs an agent on lines of the protocol.
  func run(_ script: String, _ lines: [String]) throws -> BuiltTool.Outcome {
    let folder = try folder(agent: script)
    _ = try folder.add("lines", lines.map { $0 + "\n" }.joined())
    return try Shell.run(
      "cd '\(folder.path(""))' && HANDOFF_BIN='\(BuiltTool.path)' \(interpreter) \(agent) < lines")
  }

  /// Checks an agent.
  func check(_ script: String, cases: Int) throws -> BuiltTool.Outcome {
    let folder = try folder(agent: script)
    return try Shell.run(
      """
      cd '\(folder.path(""))' && HANDOFF_BIN='\(BuiltTool.path)' '\(BuiltTool.path)' check system.json --cases \(cases) \
      --handoff 'intake->solver' --consumer 'intake->solver=\(interpreter) \(agent)'
      """)
  }
}
