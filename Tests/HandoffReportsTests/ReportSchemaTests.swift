import Foundation
import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

/// The JSON Schemas of the reports, below `docs/reports`.
@Suite("Schemas of reports")
struct ReportSchemaTests {
  private static let folder = Fixtures.repository.appendingPathComponent("docs/reports")

  private static let names = [
    "audit", "check", "checklist", "compare", "diff", "doctor", "failures", "find", "graph", "kept", "plan",
    "route",
    "rules", "stores", "validate", "verify",
  ]

  private static func document(_ name: String) throws -> JSONValue {
    let text = try String(contentsOf: folder.appendingPathComponent("\(name).schema.json"), encoding: .utf8)
    return try JSONValue(parsing: text)
  }

  /// The schema with every member forbidden that it does not name, so that none can be forgotten.
  ///
  /// Readers get the open one: members may be added to a format.
  private static func closed(_ value: JSONValue, depth: Int = 0) -> JSONValue {
    precondition(depth < 64)
    switch value {
    case .array(let elements): return .array(elements.map { closed($0, depth: depth + 1) })
    case .object(var object):
      for member in object { object[member.key] = closed(member.value, depth: depth + 1) }
      if object["type"] == "object", object["properties"] != nil { object["additionalProperties"] = false }
      return .object(object)
    default: return value
    }
  }

  private static func strict(_ name: String) throws -> Schema { try Schema(closed(document(name))) }

  private static func golden(_ name: String) throws -> JSONValue {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name)")
    return try JSONValue(parsing: String(contentsOf: url, encoding: .utf8))
  }

  @Test func `every schema is named here, and is one`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.sorted() == Self.names.map { "\($0).schema.json" })
    for name in Self.names {
      #expect(throws: Never.self) { try Schema(Self.document(name)) }
    }
  }

  @Test func `a report of what would not work here is as its schema says`() throws {
    let states: [Examination.State] = [.works, .fails(why: "w", remedy: "r"), .notTried(because: "b")]
    let examinations = Examination.Topic.allCases.enumerated().map {
      Examination($1, "n", states[$0 % states.count])
    }
    for system in ["desk", nil] {
      let report = DoctorReport(system: system, file: "system.json", examinations)
      #expect(try Self.strict("doctor").violations(in: report.json).map { "\($0)" } == [])
    }
  }

  @Test(arguments: [
    ("audit", "audit.json"), ("check", "check.json"), ("checklist", "checklist.json"),
    ("compare", "comparison.json"),
    ("failures", "failures.json"), ("graph", "graph.json"), ("plan", "plan.json"), ("route", "routes.json"),
    ("validate", "validation.json"),
  ])
  func `a report that was looked at is as its schema says`(schema: String, file: String) throws {
    let schema = try Self.strict(schema)
    let value = try Self.golden(file)
    for report in value.arrayValue ?? [value] {
      #expect(schema.violations(in: report).map { "\($0)" } == [])
    }
  }

  @Test func `what each command writes is as its schema says`() throws {
    for (command, document) in try Samples().all() {
      #expect(try Self.strict(command).violations(in: document.json).map { "\($0)" } == [], "\(command)")
    }
  }

  @Test func `what shows a part of a system is as its schema says`() throws {
    for (name, json) in Samples().systemDocuments {
      #expect(try Self.strict(name).violations(in: json.json).map { "\($0)" } == [], "\(name)")
    }
    let rules = RuleRendering.json(RuleRegistry.infos)
    #expect(try Self.strict("rules").violations(in: rules).map { "\($0)" } == [])
  }

  @Test(
    arguments: [
      nil, .rejected("no"), .failure(kind: "late", payload: nil), .accepted(answer: nil, understood: nil),
      .timedOut,
    ] as [ConsumerAnswer?])
  func `what a search found is as its schema says`(answer: ConsumerAnswer?) async throws {
    let schema = try Self.strict("find")
    let payloads: Schema = try Schema([
      "type": "object", "required": ["a"], "properties": ["a": ["type": "string"]],
    ])
    let smallest = await smallestPayload(of: payloads) { _ in true }.smallest
    #expect(smallest != nil)
    for smallest in [smallest, nil] {
      let found = PayloadSearchResult(smallest: smallest, cases: 7, shortfalls: ["It fell short."])
      let json = FoundRefusal(found, answer: smallest == nil ? nil : answer).json
      #expect(schema.violations(in: json).map { "\($0)" } == [])
      #expect(FoundRefusal(found, answer: nil).text().contains("It fell short."))
    }
  }

  @Test func `failures that are kept are as their schema says`() throws {
    let schema = try Self.strict("kept")
    for content in [HandoffCase.Content.payload(["a": 1]), .text("{")] {
      let kept = KeptFailure(
        CampaignFailure(
          failureClass: .crash, handoff: "a->b", content: content, explanation: "It ended.", evaluations: 1,
          replay: "h1-abc"), manifest: "news.json")
      let json: JSONValue = ["format": 1, "failures": [kept.json]]
      #expect(schema.violations(in: json).map { "\($0)" } == [])
    }
  }

  @Test func `changes of fixtures are as their schema says`() throws {
    let schema = try Self.strict("diff")
    let old = Fixtures.files(in: "diff", endingIn: ".old.json")
    #expect(old.count > 10)
    for file in old {
      let new = file.path.replacing(".old.json", with: ".new.json")
      let diff = try SystemDiff(
        from: AgentSystem(manifest: Array(Data(contentsOf: file)), file: "old"),
        to: AgentSystem(manifest: Array(Data(contentsOf: URL(fileURLWithPath: new))), file: "new"))
      let violations = schema.violations(in: DiffRendering.json(diff)).map { "\($0)" }
      #expect(violations == [], "\(file.lastPathComponent)")
    }
  }

  @Test func `reports on random systems are as their schemas say`() throws {
    let schemas = try Dictionary(
      uniqueKeysWithValues: ["audit", "failures", "plan", "graph"].map { ($0, try Self.strict($0)) })
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = RandomSystem(seed: seed)
      let system = random.system()
      let audit = RoutingAudit().audit(system)
      let reports = [
        "audit": AuditRendering.json(audit), "failures": FailureMatrix(system).json,
        "plan": SystemPlan(system).json, "graph": GraphModel(system, report: audit).json,
      ]
      for (name, report) in reports {
        let violations = try #require(schemas[name]).violations(in: report).map { "\($0)" }
        #expect(violations == [], "\(name), seed \(seed)")
      }
    }
  }
}
