import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("The language of a declaration")
struct DeclarationLanguageTests {
  private let draft = Contract("draft") {
    Output { Field("text", .string(length: 1...)) }
    Failure("stuck")
  }

  private var declared: AgentSystem {
    AgentSystem("press", entry: "writer") {
      Agent("writer") {
        Produces(draft)
        Limit(3)
        Tools("search")
      }
      Agent("reviewer") { Accepts(draft) }
      Handoff("writer", to: "reviewer")
      Handoff("reviewer", to: "writer")
    }
  }

  private func remedies(_ system: AgentSystem) -> [String] {
    RoutingAudit().audit(system).findings.map { "\($0.rule): \($0.remedy)" }
  }

  @Test func `what to do about a declaration in Swift is said in Swift`() {
    let found = remedies(declared)
    #expect(
      found.contains(#"no-finish: Let an agent that is reached finish (Finishes()), or hand off to a human."#)
    )
    #expect(found.contains(#"limit-unrouted: Add a handoff from "writer" with on: .limit."#))
    #expect(found.contains(#"contract-missing: Name a contract in Produces(…)."#))
    #expect(
      found.contains(
        #"failure-unrouted: Add a handoff from "writer" with on: .failure("…") or, for any failure, on: .anyFailure."#
      ))
    // Manifest members are always written with their quotes and a colon.
    for remedy in found { #expect(!remedy.contains("\": "), "\(remedy)") }
  }

  @Test func `what to do about a manifest is said in its members`() throws {
    let text = declared.manifest.text()
    let found = remedies(try AgentSystem(manifest: Array(text.utf8), file: "press.json"))
    #expect(
      found.contains(
        #"no-finish: Let an agent that is reached finish ("finishes": true), or hand off to a human."#))
    #expect(found.contains(#"limit-unrouted: Add a handoff from "writer" with "on": "limit"."#))
    for remedy in found { #expect(!remedy.contains("()") && !remedy.contains("on: ."), "\(remedy)") }
  }

  @Test func `a system that nobody located is spoken of as a manifest`() {
    var system = declared
    system.declaredAt = nil
    #expect(system.language == .manifest)
    #expect(declared.language == .swift)
  }
}
