import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffRouting
import HandoffRuntime
import HandoffSchema

/// What each command may have found, made of one name, so that a hostile one stands wherever a name may.
struct Samples {
  /// Stands in every name and every text.
  let mark: String
  /// What the audit of the system found, once for all documents.
  let audited: AuditReport

  init(_ mark: String = "") {
    self.mark = mark
    audited = RoutingAudit().audit(Self.system(mark))
  }

  var system: AgentSystem { Self.system(mark) }

  private func name(_ name: String) -> String { name + mark }

  /// A newsroom with two loops, failures, a return, a supervisor and a human.
  private static func system(_ mark: String) -> AgentSystem {
    func name(_ name: String) -> String { name + mark }
    var contracts = ["brief", "findings", "analysis", "article", "review"].map {
      Contract(name: name($0), output: ["type": "object", "required": [.string(name("topic"))]])
    }
    contracts[1].failures = [
      FailureOutput(kind: name("no_sources")), FailureOutput(kind: name("timed_out")),
    ]
    contracts[2].failures = [FailureOutput(kind: name("contradiction"))]
    contracts[3].failures = [FailureOutput(kind: name("timed_out"))]
    let names = ["intake", "researcher", "analyst", "writer", "reviewer", "publisher"]
    var agents = names.map { Agent(name: name($0)) }
    for (index, contract) in contracts.enumerated() { agents[index].produces = contract.name }
    for index in agents.indices.dropFirst() { agents[index].accepts = .schema(["type": "object"]) }
    agents[5].finishes = .yes
    agents.append(Agent(name: name("editor"), kind: .human))
    func handoff(_ from: String, _ to: String, _ trigger: Handoff.Trigger = .output) -> Handoff {
      Handoff(from: name(from), to: name(to), trigger: trigger)
    }
    return AgentSystem(
      name: name("newsroom"), entry: [name("intake")], contracts: contracts, agents: agents,
      handoffs: [
        handoff("intake", "researcher"), handoff("researcher", "analyst"),
        handoff("researcher", "editor", .failures([name("no_sources")])),
        handoff("analyst", "researcher"), handoff("analyst", "writer"),
        handoff("writer", "reviewer"), handoff("writer", "editor", .anyFailure),
        handoff("reviewer", "writer"),
        Handoff(from: name("reviewer"), to: name("publisher"), pattern: .supervisor),
      ])
  }

  var audit: AuditDocument {
    AuditDocument(
      audited, of: system, file: name("news.json"), threshold: .error)
  }

  // MARK: - A check

  var checkReport: CheckReport {
    let failure = CampaignFailure(
      failureClass: .silentAcceptance, handoff: name("writer") + "->" + name("reviewer"),
      content: .payload([name("topic"): .string(name("25"))]),
      mutation: Mutation(
        operation: .truncatedString, pointer: JSONPointer(tokens: [name("topic")]),
        was: .string(name("long words")), became: .string(name("long"))),
      answer: .accepted(answer: ["verdict": .string(name("fine"))], understood: nil),
      explanation: name("The reviewer took it."), notes: [name("It was cut.")],
      ways: [
        .init(
          failureClass: .silentAcceptance, operation: .truncatedString, member: name("/topic"),
          sign: name(""), occurrences: 2)
      ],
      occurrences: 2, remedy: [name("Put the contract in front.")], evaluations: 12,
      replay: "h1-" + name("abc"))
    let text = CampaignFailure(
      failureClass: .failureSwallowed, handoff: failure.handoff, content: .text(name("{")),
      answer: .rejected(name("no")), explanation: name("Nobody noticed."),
      confirmation: .unconfirmed(name("no time")), evaluations: 1, replay: "h1-def")
    func result(
      _ from: String, _ to: String, _ modes: [CampaignCoverage.ModeShare],
      verdict: CampaignReport.Verdict = .compatible, failures: [CampaignFailure] = [], notRun: String? = nil
    ) -> CheckReport.HandoffResult {
      let escaped = modes.reduce(0) { $0 + $1.escaped }
      let caught = modes.reduce(0) { $0 + $1.caught }
      let missed = modes.reduce(0) { $0 + $1.missed }
      return CheckReport.HandoffResult(
        consumer: notRun == nil ? "python3" : nil, notRun: notRun,
        campaign: CampaignReport(
          handoff: name(from) + "->" + name(to), verdict: verdict, seed: 7, cases: notRun == nil ? 400 : 0,
          coverage: CampaignCoverage(
            reached: caught + escaped, of: caught + escaped + missed,
            missed: (0..<missed).map { .init(goal: name("/topic: goal \($0)"), reason: name("no room")) },
            caught: caught, escaped: (0..<escaped).map { name("/topic: cut \($0)") }, modes: modes),
          failures: failures, isComplete: true, shortfalls: []))
    }
    let all = FailureMode.allCases.map { CampaignCoverage.ModeShare(mode: $0, caught: 5) }
    var open = all
    open[3] = .init(mode: .missingFailurePath, missed: 2)
    var cut = all
    cut[1] = .init(mode: .truncation, caught: 3, escaped: 1)
    return CheckReport(
      system: name("newsroom"), seed: 7,
      handoffs: [
        result("intake", "researcher", all), result("researcher", "analyst", open),
        result(
          "researcher", "editor", [], verdict: .undecided(name("a human")), notRun: name("a human is not run")
        ),
        result("analyst", "writer", all),
        result("writer", "reviewer", cut, verdict: .incompatible, failures: [failure, text]),
        result("reviewer", "writer", Array(all.prefix(1))),
      ],
      findings: [
        Finding(
          rule: "handoff-incompatible", severity: .error, message: name("The writer refuses it."),
          agents: [name("analyst"), name("writer")],
          handoffs: [name("analyst") + "->" + name("writer")],
          witness: Finding.Witness(payload: [name("topic"): 1]), remedy: name("Mend it."),
          location: SourceLocation(file: name("news.json"), line: 12, column: 5))
      ])
  }

  var check: CheckDocument {
    let report = checkReport
    let audit = audited
    return CheckDocument(
      report, of: system,
      audit: AuditReport(system: audit.system, findings: audit.findings + report.findings),
      file: name("news.json"), threshold: .error
    ) { "handoff check 'news.json' --replay \($0.replay)" }
  }

  // MARK: - Recorded runs and changes

  var verificationReport: VerificationReport {
    var verifier = Verifier(system)
    verifier.add(
      HandoffRecord(
        trace: name("run"), from: name("intake"), to: name("researcher"), reason: .output,
        payload: [name("topic"): 1]))
    verifier.add(
      HandoffRecord(
        trace: name("run"), from: name("publisher"), to: name("intake"), reason: .output, payload: nil))
    verifier.add(
      HandoffRecord(
        trace: name("run"), from: name("intake"), to: name("stranger"), reason: .output, payload: nil))
    return verifier.report()
  }

  var verification: VerificationDocument {
    let audited = audited
    return VerificationDocument(
      verificationReport, of: system, file: name("news.json"), threshold: .error
    ) { audited }
  }

  /// - Throws: What the comparison of contracts throws.
  func diff() throws -> DiffDocument {
    var new = system
    new.contracts[0].output = ["type": "object", "required": [.string(name("subject"))]]
    new.contracts[1].failures.removeLast()
    new.contracts[2].name = name("opinion")
    new.contracts[3].version = "2.0.0"
    new.agents[2].produces = new.contracts[2].name
    return DiffDocument(
      try SystemDiff(from: system, to: new), system: new.name, file: name("news.json"), failsOnAny: true)
  }

  /// What each command found, by the command's name.
  func all() throws -> [(command: String, document: any ReportDocument)] {
    [("audit", audit), ("check", check), ("verify", verification), ("diff", try diff())]
  }

  // MARK: - Parts of a system

  /// A document that shows a part of a system, in its formats.
  struct SystemSample {
    var json: JSONValue
    var text: String
    var markdown: String
  }

  /// What the commands show of the system, by the name of their schema.
  var systemDocuments: [(name: String, document: SystemSample)] {
    var system = system
    system.agents[1].reads = [name("notes"), name("plan")]
    system.agents[2].writes = [name("notes")]
    system.agents[3].observes = true
    var notes = Store(name: name("notes"), layer: .shortTerm)
    notes.merge = .append
    system.stores = [notes]
    let (plan, checklist) = (SystemPlan(system), SystemChecklist(system))
    let (stores, failures) = (StoreTable(system), FailureMatrix(system))
    return [
      ("plan", SystemSample(json: plan.json, text: plan.text(), markdown: plan.markdown)),
      ("checklist", SystemSample(json: checklist.json, text: checklist.text(), markdown: checklist.markdown)),
      ("stores", SystemSample(json: stores.json, text: stores.text(), markdown: stores.markdown)),
      ("failures", SystemSample(json: failures.json, text: failures.text(), markdown: failures.markdown)),
    ]
  }
}
