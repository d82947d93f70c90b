import HandoffContracts
import HandoffSchema
import Testing

@Suite("Tolerances")
struct ToleranceTests {
  private func system(_ tolerates: String) -> String {
    """
    {"handoffSystem":1,"name":"s","entry":"a","agents":{"a":{},"b":{"finishes":true}},"handoffs":[{"from":"a",\
    "to":"b","tolerates":\(tolerates)}]}
    """
  }

  private func problems(_ tolerates: String) -> [String] {
    do throws(ManifestError) {
      _ = try AgentSystem(manifest: Array(system(tolerates).utf8), file: "s.json")
      return []
    } catch {
      return error.problems.map { "\($0.pointer): \($0.reason)" }
    }
  }

  @Test func `a declaration and its manifest say the same`() throws {
    let declared = AgentSystem("s", entry: "a") {
      Agent("a") {}
      Agent("b") { Finishes() }
      Handoff(
        "a", to: "b",
        tolerates: [
          Tolerates("extra-member", because: "b takes what it knows."),
          Tolerates("code-fence", because: "b strips it."),
        ])
    }
    #expect(declared.problems == [])
    let text = system(
      """
      [{"operator":"extra-member","because":"b takes what it knows."},{"operator":"code-fence",\
      "because":"b strips it."}]
      """)
    #expect(declared.manifest.text() == text)
    #expect(try AgentSystem(manifest: Array(text.utf8), file: "s.json") == declared)
  }

  @Test func `an operator that nobody knows is a problem, with the nearest one`() {
    let found = problems(#"[{"operator":"extra-members","because":"b"}]"#)
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix(
        #"/handoffs/0/tolerates/0/operator: no operator is called "extra-members"; did you mean "extra-member"?"#
      )
        == true, "\(found)")
  }

  @Test func `a tolerance says why`() {
    #expect(
      problems(#"[{"operator":"too-long"}]"#) == [
        #"/handoffs/0/tolerates/0: the member "because" is missing"#
      ])
    #expect(
      problems(#"[{"operator":"too-long","because":""}]"#) == [
        #"/handoffs/0/tolerates/0/because: expected the reason why the receiver may accept it, found """#
      ])
  }

  @Test func `what is tolerated twice stands there once`() {
    #expect(
      problems(#"[{"operator":"too-long","because":"b"},{"operator":"too-long","because":"c"}]"#) == [
        #"/handoffs/0/tolerates/1: the tolerance of "too-long" stands here a second time; keep one"#
      ])
  }

  @Test func `a tolerance of a handoff in Swift points at its own line`() {
    let line = #line + 4
    let declared = AgentSystem("s", entry: "a") {
      Agent("a") {}
      Agent("b") { Finishes() }
      Handoff("a", to: "b", tolerates: [Tolerates("no-such-thing", because: "b")])
    }
    #expect(declared.problems.map(\.location?.line) == [line])
  }
}
