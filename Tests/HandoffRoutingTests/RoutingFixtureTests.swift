import Foundation
import HandoffContracts
import HandoffRouting
import HandoffTestSupport
import Testing

@Suite("Routing fixtures")
struct RoutingFixtureTests {
  static let sound = Fixtures.files(in: "routing/ok")
  static let faulty = Fixtures.files(in: "routing/err")

  /// Rules that ask for more to be declared; only fixtures whose names begin with `declare-` show what they find.
  static let askingForMore: Set<String> = ["failure-undeclared", "invalid-unanswered", "retry-unchanged"]

  @Test func `there are fixtures of both kinds`() {
    #expect(!Self.sound.isEmpty)
    #expect(!Self.faulty.isEmpty)
  }

  @Test func `every rule finds something in some faulty system`() throws {
    let shown = try Set(
      Self.faulty.flatMap { file in
        try RoutingAudit().audit(AgentSystem(manifest: Array(Data(contentsOf: file)), file: "x")).findings
          .map(\.rule)
      })
    #expect(RuleRegistry.infos.map(\.id).filter { !shown.contains($0) } == [])
  }

  @Test(arguments: sound)
  func `nothing is found in a sound system`(file: URL) throws {
    #expect(try lines(file) == [])
  }

  @Test(arguments: faulty)
  func `what is found in a faulty system is as expected`(file: URL) throws {
    let page = file.deletingPathExtension().appendingPathExtension("expected.txt")
    let found = try lines(file)
    #expect(!found.isEmpty)
    if ProcessInfo.processInfo.environment["HANDOFF_UPDATE_FIXTURES"] != nil {
      try Data((found.joined(separator: "\n") + "\n").utf8).write(to: page)
    }
    let wanted = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    #expect(
      found.joined(separator: "\n") + "\n" == wanted,
      "look at the difference, then run: HANDOFF_UPDATE_FIXTURES=1 swift test --filter RoutingFixtureTests")
  }

  /// One line for each finding: `path:line:col: message [rule]`, with the witness behind it where there is one.
  private func lines(_ file: URL) throws -> [String] {
    let name = file.lastPathComponent
    let system = try AgentSystem(manifest: Array(Data(contentsOf: file)), file: name)
    let findings = RoutingAudit().audit(system).findings
      .filter { name.hasPrefix("declare-") || !Self.askingForMore.contains($0.rule) }
    return findings.map { finding in
      let place = finding.location.map { "\($0)" } ?? name
      let witness = finding.witness.map { witness in
        let payload = witness.payload.map { " payload \($0)" } ?? ""
        let stem = witness.stem.isEmpty ? "" : " stem \(witness.stem.joined(separator: " "))"
        let path = witness.path.isEmpty ? "" : " path \(witness.path.joined(separator: " "))"
        return " {\((payload + stem + path).dropFirst())}"
      }
      return "\(place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]\(witness ?? "")"
    }
  }
}
