import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

/// The law of generation over all public schemas that there are: every payload validates, and only what is proved
/// to be empty has none.
@Suite("Generation over public schemas", .enabled(if: Corpora.folder != nil, "\(Corpora.skipped)"))
struct CorporaGenerationTests {
  private static let payloadsEach = 12

  /// Holds every schema to the law, and says which could not be read.
  private func check(_ schemas: [(name: String, json: JSONValue)], _ options: SchemaOptions) -> [String] {
    var unreadable: [String] = []
    var missing: [String] = []
    var invalid: [String] = []
    var empty = 0
    for (name, json) in schemas {
      let schema: Schema
      do {
        schema = try Schema(json, options: options)
      } catch {
        unreadable.append("\(name): \(error)")
        continue
      }
      let generator = PayloadGenerator(schema)
      let found = generator.payloads(count: Self.payloadsEach, seed: 1)
      if !found.payloads.isEmpty, !isStreamValid(generator) { invalid.append("\(name) as a stream") }
      if !found.payloads.allSatisfy({ schema.isValid($0) }) { invalid.append(name) }
      if found.payloads.isEmpty, found.shortfalls.first?.reason == "no payload satisfies the schema" {
        empty += 1
      } else if let shortfall = found.shortfalls.first {
        missing.append("\(name): \(shortfall.reason)")
      }
    }
    print("generation: \(schemas.count) schemas, \(empty) proved empty, \(unreadable.count) not readable")
    #expect(invalid == [])
    #expect(missing == [])
    return unreadable
  }

  private func isStreamValid(_ generator: PayloadGenerator) -> Bool {
    let stream = PayloadStream(generator)
    return (0..<Self.payloadsEach).allSatisfy { index in
      var bytes: [UInt8] = []
      // Whatever the generator makes, the stream writes: it falls back to it.
      guard (try? stream.write(seed: 1, index: index, into: &bytes)) != nil else { return false }
      let value = try? JSONDocument(parsing: bytes).value
      return value.map(generator.schema.isValid) ?? false
    }
  }

  private func remotes() throws -> [String: JSONValue] {
    let root = try #require(Corpora.folder).appendingPathComponent("json-schema-test-suite/remotes")
      .standardizedFileURL
    var documents: [String: JSONValue] = [:]
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "json" {
      // A dialect that has no metaschema yet.
      guard let document = try? JSONValue(parsing: String(contentsOf: file, encoding: .utf8)),
        document["$schema"] != "https://json-schema.org/v1"
      else { continue }
      let path = file.standardizedFileURL.path.dropFirst(root.path.count)
      documents["http://localhost:1234" + path] = document
    }
    return documents
  }

  @Test func `every payload of the JSON Schema test-suite is valid, and only empty schemas have none`() throws
  {
    let folder = try #require(Corpora.folder).appendingPathComponent(
      "json-schema-test-suite/tests/draft2020-12")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var schemas: [(name: String, json: JSONValue)] = []
    for case let file as URL in files where file.pathExtension == "json" {
      let groups = try JSONValue(parsing: String(contentsOf: file, encoding: .utf8)).arrayValue ?? []
      for (index, group) in groups.enumerated() {
        guard let schema = group["schema"] else { continue }
        schemas.append(("\(file.lastPathComponent) \(index)", schema))
      }
    }
    #expect(schemas.count > 400)
    let remotes = try remotes()
    let unreadable = check(schemas.sorted { $0.name < $1.name }, SchemaOptions(resolver: { remotes[$0] }))
    #expect(unreadable == [])
  }

  @Test func `every payload of the inclusion corpus is valid, and only empty schemas have none`() throws {
    let file = try #require(Corpora.folder).appendingPathComponent("inclusion/dev.jsonl")
    var known: Set<JSONValue> = []
    var schemas: [(name: String, json: JSONValue)] = []
    for (index, line) in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").enumerated() {
      let pair = try JSONValue(parsing: String(line))
      for side in ["producer", "consumer"] {
        guard let schema = pair[side], known.insert(schema).inserted else { continue }
        schemas.append(("\(index + 1) \(side)", schema))
      }
    }
    #expect(schemas.count > 3_000)
    let remotes = try remotes()
    let unreadable = check(schemas, SchemaOptions(resolver: { remotes[$0] }))
    // A schema that only refers to itself has no meaning to generate from.
    #expect(unreadable.filter { !$0.contains("a circle of references that consumes nothing") } == [])
  }
}
