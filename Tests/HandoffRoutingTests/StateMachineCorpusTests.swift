import Foundation
import HandoffContracts
import HandoffImporters
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// State machines of AWS' own examples and of two validators' tests, with the facts of each graph.
@Suite("State machine corpus", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct StateMachineCorpusTests {
  /// Files in which a state is declared twice: which of the two counts is for their reader to say.
  static let repeating: Set<String> = [
    "asl-validator/invalid-dupe-fields.asl.json", "asl-validator/invalid-duplicate-fields-nested.json",
    "asl-validator/invalid-map-dupe-state.json", "statelint/has-dupes.json",
  ]

  private struct Verdict {
    var file: String
    var facts: JSONValue
    func names(_ member: String) -> Set<String> {
      Set((facts[member]?.arrayValue ?? []).compactMap(\.stringValue))
    }
  }

  private func verdicts() throws -> (folder: URL, all: [Verdict]) {
    let folder = try #require(Corpora.folder).appendingPathComponent("asl")
    let lines = try String(contentsOf: folder.appendingPathComponent("graph-verdicts.jsonl"), encoding: .utf8)
    return (
      folder,
      try lines.split(separator: "\n").map { line in
        let facts = try JSONValue(parsing: String(line))
        return Verdict(file: try #require(facts["file"]?.stringValue), facts: facts)
      }
    )
  }

  private func imported(_ file: String, in folder: URL) throws -> ImportedSystem {
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
    return try #require(Importers.named("asl")).read([ImportSource(name: file, bytes: bytes)])
  }

  @Test func `the facts of every graph are reproduced`() throws {
    let (folder, all) = try verdicts()
    var compared = 0
    for verdict in all where !Self.repeating.contains(verdict.file) {
      compared += 1
      let imported = try imported(verdict.file, in: folder)
      let scopes = MachineScope.all(of: imported.system)
      var found: [String: Set<String>] = [:]
      for scope in scopes {
        let facts = RoutingFacts(scope.system)
        for finding in RoutingAudit().audit(scope.system).findings {
          switch finding.rule {
          case "target-undeclared" where finding.handoffs.isEmpty:
            found["dangling", default: []].formUnion(scope.system.entry.map { "StartAt->\($0)" })
          case "target-undeclared": found["dangling", default: []].formUnion(finding.handoffs)
          case "agent-unreachable": found["unreachable", default: []].formUnion(finding.agents)
          case "no-finish": found["no_terminal", default: []].insert(scope.path)
          default: break
          }
        }
        for loop in facts.loops where loop.agents.count > 1 {
          found["cycles", default: []].formUnion(loop.agents.map { scope.system[$0].name })
        }
        let stuck = scope.system.agentIndices.filter { !facts.hasExit($0) }
        found["cannot_reach_terminal", default: []].formUnion(stuck.map { scope.system[$0].name })
      }
      for loss in imported.losses where loss.topic == .failures {
        let fact =
          loss.text.hasPrefix("a Choice without") ? "choice_without_default" : "task_without_catch"
        guard !loss.text.contains("that names no error") else { continue }
        found[fact, default: []].formUnion(loss.agents.map { MachineScope.parts(of: $0).name })
      }
      let states = scopes.map(\.system.agents.count).reduce(0, +)
      // What is written beside what is run is left out.
      let isWhole = !imported.losses.contains { $0.topic == .agents }
      #expect(states == verdict.facts["states"]?.intValue || !isWhole, "\(verdict.file)")
      for member in [
        "dangling", "no_terminal", "cannot_reach_terminal", "choice_without_default", "task_without_catch",
        "cycles",
        "unreachable",
      ] {
        // Where the start is not declared the audit says that, and nothing of what is reached.
        let hasStart = !verdict.names("dangling").contains { $0.hasPrefix("StartAt->") }
        guard hasStart || member != "unreachable" else { continue }
        #expect(
          found[member, default: []].sorted() == verdict.names(member).sorted(), "\(verdict.file): \(member)")
      }
    }
    print("state machines: \(compared) of \(all.count) graphs compared")
    #expect(compared >= 100)
  }

  @Test func `a valid machine has no error, and each loop has a lap for its witness`() throws {
    let (folder, all) = try verdicts()
    var valid = 0
    for verdict in all {
      let name = verdict.file
      guard name.hasPrefix("asl-validator/valid-") || name.hasPrefix("aws-examples/") else { continue }
      valid += 1
      let system = try imported(name, in: folder).system
      for finding in RoutingAudit().audit(system).findings {
        #expect(finding.severity != .error, "\(name): \(finding.message)")
        guard finding.rule.hasPrefix("loop-") else { continue }
        let lap = try #require(finding.witness?.path, "\(name): \(finding.message)")
        #expect(isLap(lap, of: system), "\(name): \(lap)")
        let states = Set(finding.agents.map { MachineScope.parts(of: $0).name })
        #expect(!states.isDisjoint(with: verdict.names("cycles")), "\(name): \(finding.message)")
      }
    }
    #expect(valid >= 40)
  }

  /// Whether each handoff begins where the one before it ends, the first where the last does.
  private func isLap(_ lap: [String], of system: AgentSystem) -> Bool {
    let handoffs = lap.compactMap { name in
      zip(system.handoffNames, system.handoffs).first { $0.0 == name }?.1
    }
    guard handoffs.count == lap.count, !lap.isEmpty else { return false }
    return handoffs.indices.allSatisfy { handoffs[$0].to == handoffs[($0 + 1) % handoffs.count].from }
  }
}

extension JSONValue {
  fileprivate var intValue: Int? { if case .number(let number) = self { number.intValue } else { nil } }
}
