import Foundation
import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// Real routing graphs, with what must and must not be found in them.
@Suite("Routing corpus", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct RoutingCorpusTests {
  /// Manifests that cannot be read, with the reason.
  static let unreadable = ["vscode-spec-kit.manifest.json": "its entry is null: no agent is known to start"]

  @Test func `the labels of the corpus hold`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("routing")
    let lines = try String(contentsOf: folder.appendingPathComponent("expected.jsonl"), encoding: .utf8)
    var held = 0
    var open: [String] = []
    for line in lines.split(separator: "\n") {
      let label = try JSONValue(parsing: String(line))
      let file = try #require(label["manifest"]?.string)
      guard Self.unreadable[file] == nil else { continue }
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
      let rules = RoutingAudit().audit(try AgentSystem(manifest: bytes, file: file)).findings.map(\.rule)
      let missing = names(label["mustReportOneOf"]).filter { Set($0).isDisjoint(with: rules) }
      let wrong = names(label["mustNotReport"]).joined().filter { rules.contains($0) }
      if missing.isEmpty && wrong.isEmpty {
        held += 1
      } else {
        open.append("\(file): missing one of \(missing), wrong \(Array(wrong)), found \(rules)")
      }
    }
    print("routing corpus: \(held) labels hold, \(open.count) open, \(Self.unreadable.count) not readable")
    #expect(open == [])
  }

  @Test func `nothing is wrong at error level where the corpus says that nothing must be found`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("routing")
    let lines = try String(contentsOf: folder.appendingPathComponent("expected.jsonl"), encoding: .utf8)
    var healthy = 0
    for line in lines.split(separator: "\n") {
      let label = try JSONValue(parsing: String(line))
      let file = try #require(label["manifest"]?.string)
      guard names(label["mustReportOneOf"]).isEmpty, Self.unreadable[file] == nil else { continue }
      healthy += 1
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
      let findings = RoutingAudit().audit(try AgentSystem(manifest: bytes, file: file)).findings
      #expect(findings.filter { $0.severity == .error } == [], "\(file)")
    }
    #expect(healthy >= 17)
  }

  /// A list of lists of rule ids, or one list as the only one.
  private func names(_ value: JSONValue?) -> [[String]] {
    guard case .array(let elements) = value else { return [] }
    let lists = elements.map { element -> [String] in
      guard case .array(let names) = element else { return element.string.map { [$0] } ?? [] }
      return names.compactMap(\.string)
    }
    return lists
  }
}

extension JSONValue {
  fileprivate var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
