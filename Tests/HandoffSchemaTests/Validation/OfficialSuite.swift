import Foundation
import HandoffSchema
import HandoffTestSupport

/// The official JSON-Schema-Test-Suite, as far as a test asks for it.
enum OfficialSuite {
  static let folder = Corpora.folder?.appendingPathComponent("json-schema-test-suite", isDirectory: true)

  /// One assertion of the suite.
  struct Case {
    var file: String
    var group: String
    var test: String
    var schema: JSONValue
    var data: JSONValue
    var isValid: Bool

    var name: String { "\(file): \(group): \(test)" }
  }

  /// What came of a run.
  struct Outcome {
    var count = 0
    /// `file: group: test` with what went wrong, in the suite's order.
    var failures: [String] = []
  }

  /// The cases of the files directly in a folder such as `draft2020-12/optional`.
  static func cases(in name: String) throws -> [Case] {
    guard let tests = folder?.appendingPathComponent("tests/\(name)", isDirectory: true) else { return [] }
    let files = try FileManager.default.contentsOfDirectory(at: tests, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    var cases: [Case] = []
    for file in files {
      for group in try read(file).arrayValue ?? [] {
        for test in group["tests"]?.arrayValue ?? [] {
          guard let schema = group["schema"], let data = test["data"] else { continue }
          cases.append(
            Case(
              file: file.lastPathComponent, group: group["description"]?.stringValue ?? "",
              test: test["description"]?.stringValue ?? "", schema: schema, data: data,
              isValid: test["valid"] == true))
        }
      }
    }
    return cases
  }

  /// Runs both ways of validating over cases; they must agree with each other and with the suite.
  static func run(_ cases: [Case], options: SchemaOptions) -> Outcome {
    var outcome = Outcome(count: cases.count)
    for test in cases {
      do {
        let schema = try Schema(test.schema, options: options)
        let violations = schema.violations(in: test.data)
        if violations.isEmpty != test.isValid {
          let what = violations.first?.description ?? "accepted"
          outcome.failures.append("\(test.name): \(what)")
        } else if schema.isValid(test.data) != test.isValid {
          outcome.failures.append("\(test.name): the fast way differs from the collecting one")
        }
      } catch {
        outcome.failures.append("\(test.name): \(error)")
      }
    }
    return outcome
  }

  static func read(_ file: URL) throws -> JSONValue {
    try JSONDocument(parsing: Array(Data(contentsOf: file))).value
  }

  /// The suite's remote documents by URI, without those of the dialect that has no metaschema yet.
  static let remotes: [String: JSONValue] = {
    guard let root = folder?.appendingPathComponent("remotes", isDirectory: true).standardizedFileURL,
      let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    else { return [:] }
    var remotes: [String: JSONValue] = [:]
    for case let file as URL in walk where file.pathExtension == "json" {
      guard let document = try? read(file) else { continue }
      if document["$schema"] == "https://json-schema.org/v1" { continue }
      let path = file.standardizedFileURL.path.dropFirst(root.path.count)
      remotes["http://localhost:1234" + path] = document
    }
    return remotes
  }()
}
