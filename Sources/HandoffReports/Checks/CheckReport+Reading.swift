public import HandoffChecking
import HandoffContracts
import HandoffFuzzing
public import HandoffSchema

extension CheckReport {
  /// A document that is no report of a check.
  public struct ReadingError: Error, Sendable, Hashable {
    /// Where in the document.
    public var pointer: JSONPointer
    /// What is expected there.
    public var expected: String
  }

  /// Reads what ``json`` wrote of a shard; how consumers were started is not in there.
  ///
  /// - Throws: ``ReadingError`` for the first value that is something else.
  public init(json: JSONValue) throws(ReadingError) {
    let root = ReportCursor(json)
    guard try root.integer("format") == 1 else { throw root.error("1", at: "format") }
    guard let part = root.optional("shard") else {
      throw root.error("the report of a part of a run, written with --shard and --format json")
    }
    let shard = Shard(index: try part.integer("index"), of: try part.integer("of"))
    guard shard.index >= 1, shard.of >= shard.index, shard.of <= 1_000_000 else {
      throw root.error("a shard, such as {\"index\": 1, \"of\": 4}", at: "shard")
    }
    self.init(
      system: try root.optional("system")?.text() ?? "", seed: try root.number("seed", UInt64.init),
      handoffs: try root.list("handoffs") { cursor throws(ReadingError) in try HandoffResult(cursor) },
      findings: try root.list("findings") { cursor throws(ReadingError) in try Finding(cursor) },
      complete: try root.flag("complete"))
    self.shard = shard
    let own = seed
    for index in handoffs.indices { handoffs[index].campaign.seed = own }
  }
}

/// A value of a report, with where it stands.
private struct ReportCursor {
  let value: JSONValue
  let tokens: [String]

  init(_ value: JSONValue, at tokens: [String] = []) {
    self.value = value
    self.tokens = tokens
  }

  func error(_ expected: String, at name: String? = nil) -> CheckReport.ReadingError {
    CheckReport.ReadingError(
      pointer: JSONPointer(tokens: tokens + [name].compactMap(\.self)), expected: expected)
  }

  func optional(_ name: String) -> ReportCursor? {
    value[name].map { ReportCursor($0, at: tokens + [name]) }
  }

  func member(_ name: String) throws(CheckReport.ReadingError) -> ReportCursor {
    guard let found = optional(name) else { throw error("the member \"\(name)\"") }
    return found
  }

  func text() throws(CheckReport.ReadingError) -> String {
    guard let text = value.stringValue else { throw error("a text") }
    return text
  }

  func text(_ name: String) throws(CheckReport.ReadingError) -> String { try member(name).text() }

  func flag() throws(CheckReport.ReadingError) -> Bool {
    guard let flag = value.boolValue else { throw error("true or false") }
    return flag
  }

  func flag(_ name: String) throws(CheckReport.ReadingError) -> Bool { try member(name).flag() }

  func pointer() throws(CheckReport.ReadingError) -> JSONPointer {
    guard let pointer = JSONPointer(parsing: try text()) else { throw error("a JSON Pointer") }
    return pointer
  }

  func number<Number>(
    _ name: String, _ read: (String) -> Number?
  ) throws(CheckReport.ReadingError) -> Number {
    guard case .number(let number) = try member(name).value, let value = read(number.literal) else {
      throw error("an integer", at: name)
    }
    return value
  }

  func integer(_ name: String) throws(CheckReport.ReadingError) -> Int { try number(name) { Int($0) } }

  /// More than any run counts to, and little enough that the counts of all parts can be added.
  private static let greatestCount = 1 << 40

  func count(_ name: String) throws(CheckReport.ReadingError) -> Int {
    let count = try integer(name)
    guard (0...Self.greatestCount).contains(count) else {
      throw error("a count 0...\(Self.greatestCount)", at: name)
    }
    return count
  }

  /// The elements of a member that may be missing.
  func list<Element>(
    _ name: String, _ read: (ReportCursor) throws(CheckReport.ReadingError) -> Element
  ) throws(CheckReport.ReadingError) -> [Element] {
    guard let found = optional(name) else { return [] }
    guard let elements = found.value.arrayValue else { throw error("an array", at: name) }
    var result: [Element] = []
    for (position, element) in elements.enumerated() {
      result.append(try read(ReportCursor(element, at: found.tokens + [String(position)])))
    }
    return result
  }

  func texts(_ name: String) throws(CheckReport.ReadingError) -> [String] {
    try list(name) { cursor throws(CheckReport.ReadingError) in try cursor.text() }
  }
}

extension CheckReport.HandoffResult {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    let name = try cursor.text("handoff")
    let verdict: CampaignReport.Verdict
    switch try cursor.text("verdict") {
    case "compatible": verdict = .compatible
    case "incompatible": verdict = .incompatible
    case "undecided": verdict = .undecided(try cursor.optional("reason")?.text() ?? "")
    default: throw cursor.error("\"compatible\", \"incompatible\" or \"undecided\"", at: "verdict")
    }
    let coverage = try CampaignCoverage(try cursor.member("coverage"))
    let failures = try cursor.list("failures") { item throws(CheckReport.ReadingError) in
      try CampaignFailure(item, handoff: name)
    }
    let shortfalls = try cursor.texts("shortfalls")
    self.init(
      notRun: try cursor.optional("notRun")?.text(),
      campaign: CampaignReport(
        handoff: name, verdict: verdict, seed: 0, cases: try cursor.count("cases"), coverage: coverage,
        failures: failures, isComplete: true, shortfalls: shortfalls,
        unneededTolerances: try cursor.list("unneededTolerances") {
          item throws(CheckReport.ReadingError) in try MutationOperator(item)
        }))
  }
}

extension CampaignCoverage {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    let part = try cursor.member("shard")
    self.init(
      reached: try cursor.count("reached"), of: try cursor.count("of"),
      missed: try part.list("missed") { item throws(CheckReport.ReadingError) in try Missed(item) },
      caught: try cursor.count("caught"), escaped: try cursor.texts("escaped"),
      unreachable: try part.list("unreachable") { item throws(CheckReport.ReadingError) in try Missed(item) })
    tried = try part.texts("tried")
    refused = try part.texts("refused")
    goalsByMode = try part.list("modes") { item throws(CheckReport.ReadingError) in try ModeGoals(item) }
    modes = try cursor.list("modes") { item throws(CheckReport.ReadingError) in try ModeShare(item) }
  }
}

extension CampaignCoverage.ModeGoals {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    self.init(mode: try FailureMode(cursor), goals: try cursor.texts("goals"))
  }
}

extension CampaignCoverage.ModeShare {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    self.init(
      mode: try FailureMode(cursor), caught: try cursor.count("caught"),
      escaped: try cursor.count("escaped"), missed: try cursor.count("missed"))
  }
}

extension FailureMode {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    guard let mode = FailureMode(rawValue: try cursor.text("mode")) else {
      throw cursor.error(Self.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "), at: "mode")
    }
    self = mode
  }
}

extension CampaignCoverage.Missed {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    self.init(goal: try cursor.text("goal"), reason: try cursor.text("reason"))
  }
}

extension CampaignFailure {
  fileprivate init(_ cursor: ReportCursor, handoff: String) throws(CheckReport.ReadingError) {
    guard let content = HandoffCase.Content(json: cursor.value) else {
      throw cursor.error("a \"payload\" or a \"raw\" text")
    }
    let answer = cursor.optional("answer").flatMap { ConsumerAnswer(reported: $0.value) }
    self.init(
      failureClass: try FailureClass(cursor), handoff: handoff, content: content,
      mutation: try cursor.optional("mutation").map { item throws(CheckReport.ReadingError) in
        try Mutation(item)
      },
      answer: answer, explanation: try cursor.text("explanation"), notes: try cursor.texts("notes"),
      confirmation: try Confirmation(try cursor.member("confirmation")),
      ways: try cursor.list("ways") { item throws(CheckReport.ReadingError) in try Way(item) },
      occurrences: try cursor.count("occurrences"),
      remedy: try cursor.text("remedy").split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init),
      freeParts: try cursor.list("free") { item throws(CheckReport.ReadingError) in try item.pointer() },
      isMinimal: try cursor.optional("minimal")?.flag() ?? true,
      evaluations: try cursor.count("evaluations"), replay: try cursor.text("replay"))
  }
}

extension CampaignFailure.Way {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    self.init(
      failureClass: try FailureClass(cursor),
      operation: try cursor.optional("operator").map { item throws(CheckReport.ReadingError) in
        try MutationOperator(item)
      },
      member: try cursor.optional("member")?.text(), sign: try cursor.optional("sign")?.text() ?? "",
      occurrences: try cursor.count("occurrences"))
  }
}

extension FailureClass {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    let name = try cursor.text("class")
    guard let found = Self.all.first(where: { $0.name.hasSameCodePoints(as: name) }) else {
      throw cursor.error("a class of failures", at: "class")
    }
    self = found
  }
}

extension MutationOperator {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    guard let found = MutationOperator(named: try cursor.text()) else {
      throw cursor.error("an operator that this version knows")
    }
    self = found
  }
}

extension Mutation {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    self.init(
      operation: try MutationOperator(try cursor.member("operator")),
      pointer: try cursor.member("pointer").pointer(),
      was: cursor.optional("was")?.value, became: cursor.optional("became")?.value)
  }
}

extension Confirmation {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    switch try cursor.text("state") {
    case "confirmed": self = .confirmed
    case "depends-on-state":
      let after = try cursor.list("after") { item throws(CheckReport.ReadingError) -> HandoffCase.Content in
        guard let content = HandoffCase.Content(json: item.value) else { throw item.error("a case") }
        return content
      }
      self = .dependsOnState(after: after, isShortest: try cursor.flag("shortest"))
    case "flaky":
      let (failures, runs) = (try cursor.count("failures"), try cursor.count("runs"))
      guard runs >= 1, failures <= runs else { throw cursor.error("at least as many as failed", at: "runs") }
      self = .flaky(FailureRate(failures: failures, of: runs))
    case "unconfirmed": self = .unconfirmed(try cursor.text("because"))
    default: throw cursor.error("a state of confirmation", at: "state")
    }
  }
}

extension ConsumerAnswer {
  /// The answer that a report shows; `nil` where it is none.
  fileprivate init?(reported value: JSONValue) {
    if let answer = value["accepted"] {
      self = .accepted(
        answer: answer == .null ? nil : answer, understood: value["understood"].map { Understanding($0) })
    } else if let kind = value["failure"]?.stringValue {
      self = .failure(kind: kind, payload: value["payload"])
    } else if let reason = value["rejected"]?.stringValue {
      self = .rejected(reason)
    } else {
      return nil
    }
  }
}

extension ReportCursor {
  fileprivate func basis() throws(CheckReport.ReadingError) -> Finding.Basis {
    guard let basis = Finding.Basis(rawValue: try text()) else {
      throw error(Finding.Basis.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "))
    }
    return basis
  }
}

extension Finding {
  fileprivate init(_ cursor: ReportCursor) throws(CheckReport.ReadingError) {
    guard let severity = Severity(rawValue: try cursor.text("severity")) else {
      throw cursor.error("\"error\", \"warning\" or \"note\"", at: "severity")
    }
    var witness: Witness?
    if let item = cursor.optional("witness") {
      witness = Witness(
        payload: item.optional("payload")?.value, path: try item.texts("path"), stem: try item.texts("stem"))
    }
    var location: SourceLocation?
    if let item = cursor.optional("location") {
      location = SourceLocation(
        file: try item.text("file"), line: try item.count("line"),
        column: item.optional("column") == nil ? nil : try item.count("column"))
    }
    self.init(
      rule: try cursor.text("rule"), severity: severity, message: try cursor.text("message"),
      agents: try cursor.texts("agents"), handoffs: try cursor.texts("handoffs"), witness: witness,
      remedy: try cursor.text("remedy"), location: location, basis: try cursor.member("basis").basis())
    unknowns = try cursor.texts("unknown")
  }
}
