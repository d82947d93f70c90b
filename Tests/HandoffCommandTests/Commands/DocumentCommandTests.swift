import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("Commands that show a document of a system")
struct DocumentCommandTests {
  private static let manifest = #"""
    {"handoffSystem": 1, "name": "desk", "entry": "a", "stores": {"log": {"layer": "shortTerm"}},
     "agents": {"a": {"writes": ["log"]}, "b": {"reads": ["log"], "finishes": true}},
     "handoffs": [{"from": "a", "to": "b"}]}
    """#

  @Test(arguments: [("stores", 0), ("plan", 0), ("checklist", 1)] as [(String, Int32)])
  func `each is written as text, Markdown and JSON with the same status, from standard input too`(
    command: String, status: Int32
  ) throws {
    for (format, start) in [("text", nil), ("markdown", "### "), ("json", "{\n")] as [(String, String?)] {
      let outcome = try BuiltTool.run([command, "-", "--format", format], input: Self.manifest)
      #expect(outcome.status == status, "\(command) \(format): \(outcome.errors)")
      #expect(outcome.output.contains("desk") || format == "text")
      #expect(start.map(outcome.output.hasPrefix) ?? !outcome.output.isEmpty, "\(outcome.output)")
    }
  }

  @Test func `each command that writes JSON has a schema of it, which names the command`() throws {
    let others = ["explain": "rules", "failures": "kept", "merge": "check"]
    for command in CommandTable.descriptions {
      let writesJSON = command.options.contains { option in
        guard option.name == OptionDescription.format.name, case .choice(let known) = option.value else {
          return false
        }
        return known.contains("json")
      }
      guard writesJSON else { continue }
      let file = "docs/reports/\(others[command.name] ?? command.name).schema.json"
      let text = try String(contentsOf: Here.root.appendingPathComponent(file), encoding: .utf8)
      let title = try JSONValue(parsing: text)["title"]?.stringValue ?? ""
      #expect(title.contains("handoff \(command.name) "), "\(file): \(title)")
    }
  }
}
