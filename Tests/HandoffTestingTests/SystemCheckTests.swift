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

  private enum Reference: Decodable {
    case number(Int), name(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .name(try container.decode(String.self))
      }
    }
  }

  private struct Pair: Decodable {
    var number: Int
    var text: String

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      number = try container.decode(Int.self)
      text = try container.decode(String.self)
    }
  }

  private enum Language: String, Codable, CodingKeyRepresentable { case en, de }

  private struct Counts: Decodable {
    var byLanguage: [Language: Int]
    var byYear: [Int: String]
  }

  private enum Shape: Decodable { case circle(radius: Double), square(side: Double) }

  private enum Animal: Decodable {
    case cat(lives: Int), dog
    private enum Keys: CodingKey { case type, lives }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      switch try container.decode(String.self, forKey: .type) {
      case "cat": self = .cat(lives: try container.decode(Int.self, forKey: .lives))
      case "dog": self = .dog
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .type, in: container, debugDescription: "which animal?")
      }
    }
  }

  @Test func `what a type takes is no drift, however it reads it`() async {
    let recorded = await Recorded.of {
      expectDecodes(
        [String: Reference].self,
        Contract(
          name: "c", output: ["type": "object", "additionalProperties": ["type": ["integer", "string"]]]))
      expectDecodes(
        Pair.self,
        Contract(
          name: "c",
          output: [
            "type": "array",
            "prefixItems": [["type": "integer", "minimum": 0, "maximum": 9], ["type": "string"]],
            "minItems": 2, "maxItems": 2,
          ]))
      expectDecodes(
        Counts.self,
        Contract(
          name: "c",
          output: [
            "type": "object", "required": ["byLanguage", "byYear"],
            "properties": [
              "byLanguage": [
                "type": "object", "additionalProperties": false,
                "properties": [
                  "en": ["type": "integer", "maximum": 9], "de": ["type": "integer", "maximum": 9],
                ],
              ],
              "byYear": [
                "type": "object", "propertyNames": ["pattern": "^[1-9][0-9]{0,3}$"],
                "additionalProperties": ["type": "string"],
              ],
            ],
          ]))
    }
    #expect(recorded.failures == [])
  }

  @Test func `what a type does not take is found although it cannot be seen whole`() async {
    func animal(_ name: String) -> JSONValue {
      [
        "type": "object", "required": ["type"],
        "properties": [
          "type": ["enum": ["dog", .string(name)]], "lives": ["type": "integer", "maximum": 9],
        ],
      ]
    }
    let recorded = await Recorded.of {
      expectDecodes(Animal.self, Contract(name: "c", output: animal("bird")))
      expectDecodes(
        Pair.self,
        Contract(
          name: "c",
          output: [
            "type": "array", "prefixItems": [["type": "integer", "maximum": 9], ["type": "string"]],
            "minItems": 1, "maxItems": 2,
          ]))
    }
    #expect(recorded.failures.contains { $0.contains("/type: which animal?") && $0.contains("bird") })
    #expect(
      recorded.failures.contains {
        $0.hasPrefix("Pair does not take") && !$0.contains("/0: expected a string")
      })
    let fine = await Recorded.of { expectDecodes(Animal.self, Contract(name: "c", output: animal("dog"))) }
    #expect(fine.failures == [])
  }

  /// A type that names what it does not take by the value of another member.
  private struct Picky: Decodable {
    private enum Key: String, CodingKey, CaseIterable {
      case kind, no0, no1, no2, no3, no4, no5, no6, no7, no8, no9, no10, no11
    }

    init(from decoder: any Decoder) throws {
      let kind = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .kind)
      guard kind != "yes" else { return }
      throw DecodingError.dataCorrupted(
        .init(codingPath: [Key(rawValue: kind) ?? Key.kind], debugDescription: "not this one"))
    }
  }

  @Test func `what is not told of a type that refuses much is counted`() async {
    let kinds = ["yes"] + (0..<12).map { "no\($0)" }
    let recorded = await Recorded.of {
      expectDecodes(
        Picky.self,
        Contract(
          name: "c",
          output: [
            "type": "object", "required": ["kind"],
            "properties": ["kind": ["enum": .array(kinds.map { .string($0) })]],
          ]))
    }
    #expect(recorded.failures.count == 10)
    #expect(recorded.warnings.contains { $0.contains("what it refuses at ") && $0.contains("is not listed") })
  }

  @Test func `members that branches describe are described`() async {
    func shape(_ name: String, _ size: String) -> JSONValue {
      [
        "type": "object", "required": [.string(name)], "additionalProperties": false,
        "properties": .object([
          name: [
            "type": "object", "required": [.string(size)],
            "properties": .object([size: ["type": "number"]]),
          ]
        ]),
      ]
    }
    let recorded = await Recorded.of {
      expectDecodes(
        Shape.self,
        Contract(name: "c", output: ["oneOf": [shape("circle", "radius"), shape("square", "side")]]))
    }
    #expect(recorded.failures == [] && recorded.warnings == [])
  }
}
