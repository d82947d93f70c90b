import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTesting
import Testing

@testable import HandoffTesting

@Suite("Checks of a declaration")
struct SystemCheckTests {
  @Test func `compatible agents pass, others are found with a payload`() async {
    expectCompatible(Newsroom.system)
    var system = Newsroom.system
    system.contracts[0].output = [
      "type": "object", "properties": ["topic": ["type": "string"], "priority": ["type": "integer"]],
      "required": ["topic", "priority"],
    ]
    system.agents[1].accepts = .schema([
      "type": "object", "properties": ["priority": ["maximum": 9]], "required": ["priority"],
    ])
    let recorded = await Recorded.of { expectCompatible(system) }
    #expect(recorded.failures.count == 1)
    #expect(recorded.failures.first?.contains("[handoff-incompatible]") == true)
    #expect(recorded.failures.first?.contains("payload: ") == true)
  }

  private static func file() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("handoff-\(UUID().uuidString).json").path
  }

  @Test func `a manifest that says the same passes; one that does not is shown by pointer`() throws {
    let path = Self.file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var system = Newsroom.system
    func check(_ isRecording: Bool) -> CheckOutcome {
      var check = ManifestCheck(system, path, besides: #filePath)
      check.isRecording = isRecording
      return check.run()
    }
    #expect(check(false).failures.first?.text.hasPrefix("The manifest \(path) does not exist.") == true)
    #expect(check(true) == CheckOutcome(warnings: ["\(path) was written anew from the declaration"]))
    #expect(check(false) == CheckOutcome())
    system.contracts[0].version = "2.0.0"
    #expect(
      check(false).failures.map(\.text) == [
        """
        The manifest \(path) is not what the declaration says (- committed, + declared):
          /contracts/findings/version
          - "1.0.0"
          + "2.0.0"
          remedy: run the test once with HANDOFF_UPDATE=1 to write it from the declaration, and look at the change.
        """
      ])
  }

  private enum Section: String, Codable, CaseIterable { case politics, sports }
  private struct Part: Codable { var id: UInt8 }
  private struct Read: Codable {
    var topic: String
    var section: Section
    var part: Part?
    var due: Date
    var extra: Double?
  }

  @Test func `a type and its contract that say the same pass`() {
    let contract = Contract("read") {
      Output {
        Field("topic", .string)
        Field("section", .oneOf("politics", "sports"))
        Field("part") { Field("id", .integer(0...255)) }.optional()
        Field("due", .dateTime)
        Field("extra", .number).optional()
      }
    }
    expectDecodes(Read.self, contract)
  }

  @Test func `drift is found both ways`() async {
    let contract = Contract("read") {
      Output {
        Field("topic", .string).optional()
        Field("section", .oneOf("politics", "sports", "arts"))
        Field("part") { Field("id", .integer(0...300)) }.optional()
        Field("due", .dateTime)
        Field("unread", .string)
      }
    }
    let recorded = await Recorded.of { expectDecodes(Read.self, contract) }
    let all = recorded.failures.joined(separator: "\n")
    #expect(all.contains("topic"))
    #expect(all.contains("arts"))
    #expect(all.contains("/part/id: expected an integer of at most 255") || all.contains("/part/id"))
    let notes = recorded.warnings.joined(separator: "\n")
    #expect(notes.contains("/unread: the contract describes it, and Read never reads it"))
    #expect(notes.contains("/extra: Read reads it, and the contract does not describe it"))
  }
}
