import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

@Suite("Operator registry")
struct OperatorRegistryTests {
  static let sources = Fixtures.repository
    .appendingPathComponent("Sources/HandoffFuzzing/Mutating/Operators")
  static let page = Fixtures.repository.appendingPathComponent("docs/operators.md")
  static let infos = OperatorRegistry.builtIn.map { type(of: $0).info }

  @Test func `operators are sorted by id and each id is there once`() {
    let ids = Self.infos.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: OperatorInfo.Family.allCases)
  func `each file of a family's folder holds one registered operator of that family`(
    family: OperatorInfo.Family
  ) throws {
    let folder = Self.sources.appendingPathComponent(family.rawValue.capitalized)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let registered = OperatorRegistry.builtIn.filter { type(of: $0).info.family == family }
    #expect(!files.isEmpty)
    #expect(files.sorted() == registered.map { "\(type(of: $0)).swift" }.sorted())
  }

  @Test func `there is no folder without a family`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    #expect(folders.sorted() == OperatorInfo.Family.allCases.map { $0.rawValue.capitalized }.sorted())
  }

  @Test func `an operator's type says the same as its id`() {
    for record in OperatorRegistry.builtIn {
      let words = type(of: record).info.id.split(separator: "-").map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }
      // A word of the domain has one type; its operator says that it is one.
      let names = [words.joined(), words.joined() + "Operator"]
      #expect(names.contains("\(type(of: record))"))
    }
  }

  @Test func `a declaration may name every operator and nothing else`() {
    #expect(OperatorNames.all == Self.infos.map(\.id))
  }

  @Test func `operators are found by their names`() {
    #expect(MutationOperator.all.map(\.name) == Self.infos.map(\.id))
    #expect(
      MutationOperator.all.map(\.name).compactMap(MutationOperator.init(named:)) == MutationOperator.all)
    #expect(MutationOperator(named: "unknown") == nil)
  }

  /// What the examples are seen in: a producer with one failure, beside another agent and an earlier version.
  private static func surroundings(of schema: Schema) throws -> MutationSurroundings {
    var result = MutationSurroundings(of: schema)
    result.failureTag = "failure"
    result.failureKinds = ["timed_out"]
    result.others = SamplePayloads([try Schema(["const": ["verdict": "pass"]])])
    result.earlier = SamplePayloads([try Schema(["const": ["number": 7]])])
    return result
  }

  @Test(arguments: OperatorRegistry.builtIn.map { MutationOperator($0) })
  func `an operator makes of its example what it says`(operation: MutationOperator) throws {
    let example = operation.info.example
    let schema = try Schema(
      JSONValue(parsing: example.schema), options: SchemaOptions(formats: .assertion))
    let payload = try JSONValue(parsing: example.payload)
    #expect(schema.isValid(payload))
    var made: [String] = []
    switch operation.record {
    case let record as any TextOperator:
      let texts = record.texts(of: payload.text())
      made = (0..<texts.count).map { texts[$0] }
      let isBroken = CaseBuilder(schema).content(of: example.becomes) != nil
      #expect(isBroken)
    case let record as any ValueOperator:
      made = try values(record, payload, schema)
      #expect(schema.isValid(try JSONValue(parsing: example.becomes)) == operation.info.keepsValid)
    case is any SequenceOperator:
      let failure = CaseBuilder(try Schema(["const": ["failure": "timed_out"]]))
      made = [try deliveries(operation, payload, schema, failure)]
    default: Issue.record("\(operation) changes neither values nor texts")
    }
    #expect(made.contains { $0.hasSameCodePoints(as: example.becomes) }, "\(made)")
  }

  /// What is delivered with a payload as the last, a line each; whatever has to be chosen is the simplest.
  private func deliveries(
    _ operation: MutationOperator, _ payload: JSONValue, _ schema: Schema, _ failure: CaseBuilder
  ) throws -> String {
    let builder = CaseBuilder(schema)
    var choices: [Choice] = []
    for index in 0..<2_000 where choices.isEmpty {
      let built = try builder.valid(index: 1, random: SplitMix64(seed: 1, stream: "", index: index))
      if built.payload == payload { choices = built.record.choices }
    }
    // Behind the choices of the payload everything is the simplest.
    let simplest = try builder.sequence(
      by: operation, failures: [failure], Draws(replaying: choices))
    return (simplest.before + [simplest.payload]).map { $0.text() }.joined(separator: "\n")
  }

  /// All that the operator makes of a payload, at every pointer and for every node that it is aimed at.
  private func values(_ record: any ValueOperator, _ payload: JSONValue, _ schema: Schema) throws -> [String]
  {
    let builder = CaseBuilder(schema)
    let surroundings = try Self.surroundings(of: schema)
    return builder.plan.graph.nodes.indices.flatMap { id in
      let site = MutationSite(id: id, plan: builder.plan, surroundings: surroundings)
      // A declared failure is aimed at by the campaign itself.
      let aims = record is FailureOutputOperator && site.isRoot ? [.whole] : record.aims(at: site)
      return aims.flatMap { aim in
        payload.pointers.flatMap { path -> [String] in
          guard let value = payload[JSONPointer(tokens: path)] else { return [] }
          return record.changes(of: value, aim, at: site).compactMap { change in
            let full = path + [change.part].compactMap(\.self)
            switch change.content {
            case .value(let became): return payload.replacing(full[...], with: became)?.text()
            case .removal: return payload.replacing(full[...], with: nil)?.text()
            case .generated(let node, let finish):
              var inner = PayloadBuilder(
                plan: builder.plan, size: .small, draws: Draws(replaying: [] as [Choice]))
              guard let made = try? inner.value(for: [node]), let became = finish(made) else { return nil }
              return payload.replacing(full[...], with: became)?.text()
            }
          }
        }
      }
    }
  }

  @Test func `the page of operators is up to date`() throws {
    let wanted = OperatorRegistry.document
    if ProcessInfo.processInfo.environment["HANDOFF_UPDATE_DOCS"] != nil {
      try Data(wanted.utf8).write(to: Self.page)
    }
    let found = (try? String(contentsOf: Self.page, encoding: .utf8)) ?? ""
    #expect(found == wanted, "run: HANDOFF_UPDATE_DOCS=1 swift test --filter OperatorRegistryTests")
  }
}

extension JSONValue {
  /// The paths of the value and of all its parts.
  fileprivate var pointers: [[String]] {
    switch self {
    case .object(let members):
      [[]] + members.flatMap { member in member.value.pointers.map { [member.key] + $0 } }
    case .array(let elements):
      [[]] + elements.enumerated().flatMap { index, value in value.pointers.map { ["\(index)"] + $0 } }
    default: [[]]
    }
  }
}
