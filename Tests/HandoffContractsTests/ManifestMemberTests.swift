import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// That what the reader knows is shown to people: in the example of everything and in the documentation.
@Suite("Members of a manifest")
struct ManifestMemberTests {
  /// A part of a manifest: its heading in the documentation, and where such parts stand, `*` for every name.
  struct Part: CustomTestStringConvertible, Sendable {
    var heading: String
    var path: [String]
    var testDescription: String { heading }
  }

  static let parts = [
    Part(heading: "The system", path: []), Part(heading: "The system", path: ["limits"]),
    Part(heading: "The system", path: ["stores", "*"]), Part(heading: "The system", path: ["allow", "*"]),
    Part(heading: "A contract", path: ["contracts", "*"]),
    Part(heading: "A contract", path: ["contracts", "*", "failures", "*"]),
    Part(heading: "An agent", path: ["agents", "*"]),
    Part(heading: "An agent", path: ["agents", "*", "join"]),
    Part(heading: "A handoff", path: ["handoffs", "*"]),
  ]

  @Test(arguments: parts)
  func `the example of everything uses every member`(part: Part) throws {
    let file = Fixtures.folder.appendingPathComponent("systems/everything.json")
    let document = try JSONDocument(parsing: Array(try Data(contentsOf: file)))
    let used = objects(at: part.path, in: document.value).flatMap(\.keys)
    #expect(try knownMembers(of: part).filter { !used.contains($0) } == [])
  }

  @Test(arguments: parts)
  func `the documentation explains every member`(part: Part) throws {
    let file = Fixtures.repository.appendingPathComponent("docs/manifest.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let sections = text.components(separatedBy: "\n## ")
    let section = try #require(sections.first { $0.hasPrefix(part.heading + "\n") })
    let words = section.components(separatedBy: CharacterSet.alphanumerics.union(["$"]).inverted)
    #expect(try knownMembers(of: part).filter { !words.contains($0) } == [])
  }

  /// What the reader says that it knows, when it meets a member that it does not.
  private func knownMembers(of part: Part) throws -> [String] {
    // Lists are arrays in a manifest; every other part is an object in an object.
    var value: JSONValue = ["zzz": 1]
    for name in part.path.reversed() {
      let isElement = name == "*" && ["handoffs", "allow"].contains(part.path[0])
      value = isElement ? [value] : .object([name: value])
    }
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: Array(value.text().utf8), file: "x.json")
    }
    let problems = try #require(error).problems
    return try #require(
      problems.lazy.compactMap { problem -> [String]? in
        guard case .unknownMember("zzz", let known, _) = problem.reason else { return nil }
        return known
      }.first)
  }

  private func objects(at path: [String], in value: JSONValue) -> [JSONObject] {
    guard let name = path.first else { return value.objectValue.map { [$0] } ?? [] }
    let rest = Array(path.dropFirst())
    guard name == "*" else { return value[name].map { objects(at: rest, in: $0) } ?? [] }
    let inner = value.arrayValue ?? value.objectValue?.map(\.value) ?? []
    return inner.flatMap { objects(at: rest, in: $0) }
  }
}
