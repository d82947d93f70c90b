import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// One description of what applies what, from which all walks derive.
@Suite("Applications of schemas")
struct SchemaApplicationTests {
  @Test func `what is listed is what is renumbered`() throws {
    var keywords: Set<Keyword> = []
    var documents = RenumberingTests.documents
    for seed in 0..<200 {
      var source = RandomSchema(seed: UInt64(seed), looksForAnnotations: true)
      documents.append(source.document())
    }
    for document in documents {
      guard let graph = try? Schema(document).graph else { continue }
      for node in graph.nodes {
        var replaced: [[Int]] = []
        var copy = node
        copy.replaceSchemas { schema, keyword in
          replaced.append([schema, Self.number(of: keyword)])
          return schema
        }
        let listed = node.applications()
        #expect(
          listed.map { [$0.schema, Self.number(of: $0.keyword)] }.sorted { $0.lexicographicallyPrecedes($1) }
            == replaced.sorted { $0.lexicographicallyPrecedes($1) }, "\(document)")
        keywords.formUnion(listed.map(\.keyword))
      }
    }
    // Older words for the same are rewritten, and definitions apply nothing.
    let silent: Set<Keyword> = [
      .definitions, .oldDefinitions, .dependencies, .additionalItems, .recursiveReference,
    ]
    let applying = Keyword.allCases.filter { $0.shape != .plain || $0.isReference }
    #expect(keywords == Set(applying).subtracting(silent))
  }

  private static func number(of keyword: Keyword) -> Int { Keyword.allCases.firstIndex(of: keyword) ?? -1 }

  @Test func `what describes parts is applied to parts`() throws {
    for document in RenumberingTests.documents {
      for application in try Schema(document).graph.nodes.flatMap({ $0.applications() }) {
        switch application.subject {
        case .element, .elements, .anyElement, .unevaluatedElements, .member, .members, .otherMembers,
          .unevaluatedMembers:
          #expect(application.keyword.describesParts)
        case .value, .valueWithMember, .memberNames, .content:
          #expect(!application.keyword.describesParts)
        }
      }
    }
  }

  @Test func `contains tells nothing before 2020`() throws {
    for (dialect, telling) in [
      ("https://json-schema.org/draft/2019-09/schema", SchemaApplication.Telling.never),
      ("https://json-schema.org/draft/2020-12/schema", .whereAccepted),
    ] {
      let graph = try Schema(["$schema": .string(dialect), "contains": ["type": "integer"]]).graph
      #expect(graph[graph.root].applications().map(\.telling) == [telling])
    }
  }

  @Test func `ways meet where one value may come by both`() throws {
    func meets(_ document: JSONValue, at pointer: String) throws -> Bool {
      let graph = try Schema(document).graph
      let node = try #require(graph.nodes.firstIndex { $0.location.pointer.description == pointer })
      return MeetingPoints(graph) { graph[$0].onlyReference ?? $0 }[node]
    }
    let shared: JSONValue = ["properties": ["x": true]]
    let reference: JSONValue = ["$ref": "#/$defs/s"]
    let definitions: JSONValue = ["s": shared]
    #expect(
      try meets(
        ["prefixItems": [reference, reference], "$defs": definitions], at: "/$defs/s") == false)
    #expect(
      try meets(
        ["anyOf": [["$ref": "#/$defs/s"], ["$ref": "#/$defs/s"]], "$defs": definitions], at: "/$defs/s"))
  }
}

extension Keyword {
  fileprivate var isReference: Bool {
    self == .reference || self == .dynamicReference || self == .recursiveReference
  }
}
