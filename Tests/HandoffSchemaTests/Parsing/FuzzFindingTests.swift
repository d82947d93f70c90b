import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

/// What fuzzing once broke stays mended: each file in `Fixtures/fuzzing` is one finding.
@Suite("Findings of fuzzing")
struct FuzzFindingTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Fixtures/fuzzing").standardizedFileURL

  private static func files(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = folder.appendingPathComponent(target)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))))
    }
  }

  @Test func `texts for the parser are answered and survive a round trip`() throws {
    let files = try Self.files("parser")
    #expect(!files.isEmpty)
    for (name, bytes) in files {
      guard let value = try? JSONDocument(parsing: bytes).value else { continue }
      #expect((try? JSONValue(parsing: value.text())) == value, "\(name)")
      #expect(
        (try? JSONValue(parsing: value.text(.canonical)))?.text(.canonical) == value.text(.canonical),
        "\(name)")
    }
  }

  @Test func `what is said of two schemas is confirmed by both`() throws {
    let files = try Self.files("compare")
    #expect(!files.isEmpty)
    for (name, bytes) in files {
      let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      let schemas = try parts.map { try Schema(JSONDocument(parsing: Array($0)).value) }
      try #require(schemas.count == 2, "\(name)")
      for (producer, consumer) in [(schemas[0], schemas[1]), (schemas[1], schemas[0])] {
        let verdict = producer.isIncluded(in: consumer)
        if let witness = verdict.witness {
          #expect(producer.isValid(witness) && !consumer.isValid(witness), "\(name): \(verdict)")
        }
        if verdict.isIncluded, let payload = producer.smallestPayload() {
          #expect(consumer.isValid(payload), "\(name): \(payload)")
        }
      }
    }
  }

  @Test func `schemas with payloads get one verdict`() throws {
    let files = try Self.files("schema")
    #expect(!files.isEmpty)
    for (name, bytes) in files {
      let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let schemaText = try? JSONDocument(parsing: Array(parts[0])),
        let payload = try? JSONDocument(parsing: Array(parts[1]))
      else { continue }
      for formats in [SchemaOptions.FormatMode.annotation, .assertion] {
        guard let schema = try? Schema(schemaText.value, options: SchemaOptions(formats: formats)) else {
          continue
        }
        #expect(schema.isValid(payload) == schema.violations(in: payload.value).isEmpty, "\(name)")
      }
    }
  }
}
