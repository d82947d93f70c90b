import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Verification of recorded runs")
struct VerifierTests {
  private static let system: AgentSystem = {
    var desk = Agent(name: "desk")
    desk.produces = "letter"
    var clerk = Agent(name: "clerk")
    clerk.limit = 4
    let letter = Contract(
      name: "letter", output: ["type": "object", "required": ["weight"]],
      failures: [FailureOutput(kind: "lost")])
    var heavy = Handoff(from: "desk", to: "clerk")
    heavy.when = ["properties": ["weight": ["minimum": 10]]]
    var called = Handoff(from: "desk", to: "helper")
    called.returns = true
    return AgentSystem(
      name: "post", entry: ["desk"], limits: AgentSystem.RunLimit(handoffs: 12, onLimit: nil),
      contracts: [letter],
      agents: [desk, clerk, Agent(name: "helper"), Agent(name: "head", kind: .human)],
      handoffs: [
        heavy, Handoff(from: "clerk", to: "desk"), called,
        Handoff(from: "desk", to: "desk", trigger: .failures(["lost"]), limit: 2),
        Handoff(from: "desk", to: "head", trigger: .failures(["lost"])),
      ])
  }()

  private func verify(_ records: HandoffRecord...) -> VerificationReport {
    var verifier = Verifier(Self.system)
    for record in records { verifier.add(record) }
    return verifier.report()
  }

  private func step(
    _ from: String, _ to: String?, _ reason: HandoffRecord.Reason = .output, _ payload: JSONValue? = nil,
    trace: String = "t"
  ) -> HandoffRecord {
    HandoffRecord(trace: trace, from: from, to: to, reason: reason, payload: payload)
  }

  private func rules(_ report: VerificationReport) -> [String] { report.findings.map(\.rule) }

  @Test func `a run ends only at an agent that may end it`() {
    let dropped = verify(step("desk", "clerk", .output, ["weight": 12]), step("clerk", nil))
    #expect(rules(dropped) == ["transition-undeclared"])
    #expect(
      dropped.findings.first?.message
        == "A run ended at \"clerk\", which may not end it; its output goes on, such as by \"clerk->desk\".")
    let answered = verify(step("desk", "helper", .output, ["weight": 1]), step("helper", nil))
    #expect(rules(answered) == [])
    let cancelled = verify(step("desk", "head", .failure("lost")), step("head", nil))
    #expect(rules(cancelled) == [])
    let stopped = verify(step("desk", nil, .limit))
    #expect(rules(stopped) == [])
  }

  @Test func `a run that does what is declared has no findings, and is counted`() {
    let report = verify(
      step("desk", "clerk", .output, ["weight": 12]), step("clerk", "desk"),
      step("desk", "desk", .failure("lost"), ["failure": "lost"]),
      step("desk", "head", .failure("lost"), ["failure": "lost"]),
      step("desk", "helper", .output, ["weight": 1]),
      step("helper", "desk", .giveBack))
    #expect(report.findings == [] && report.complete)
    #expect(report.records == 6 && report.traces == 1)
    #expect(
      report.counts.map(\.handoff) == [
        "desk->clerk", "clerk->desk", "desk->helper", "desk->desk", "desk->head", "desk<-helper",
      ])
    #expect(report.counts.map(\.taken) == [1, 1, 1, 1, 1, 1])
    #expect(report.counts.map(\.checked) == [1, 0, 1, 0, 1, 0])
  }

  @Test func `work that goes where nothing leads is told once, with how often`() {
    let report = verify(
      step("clerk", "head"), step("clerk", "head"), step("clerk", "nobody"), step("x", "desk"))
    #expect(rules(report) == ["transition-undeclared", "transition-undeclared", "transition-undeclared"])
    #expect(
      report.findings[0].message
        == "No handoff is declared from \"clerk\" to \"head\" (2 times; this is the first).")
  }

  @Test func `a way back that no handoff declares is undeclared`() {
    #expect(rules(verify(step("clerk", "desk", .giveBack))) == ["transition-undeclared"])
  }

  @Test func `whoever took over inside a call may answer it in a trace of another framework, nobody else`() {
    var called = Handoff(from: "boss", to: "writer")
    called.returns = true
    let system = AgentSystem(
      name: "s", entry: ["boss"], agents: ["boss", "writer", "editor", "printer"].map { Agent(name: $0) },
      handoffs: [called, Handoff(from: "writer", to: "editor")])
    func rules(_ answer: String, isForeign: Bool) -> [String] {
      var verifier = Verifier(system)
      for record in [step("boss", "writer"), step("writer", "editor"), step(answer, "boss", .giveBack)] {
        var record = record
        record.isForeign = isForeign
        verifier.add(record)
      }
      return self.rules(verifier.report())
    }
    #expect(rules("editor", isForeign: true) == [])
    #expect(rules("printer", isForeign: true) == ["transition-undeclared"])
    #expect(rules("editor", isForeign: false) == ["transition-undeclared"])
  }

  @Test func `a handoff for another reason, and one with a payload that its guard refuses, are unexpected`() {
    #expect(rules(verify(step("desk", "clerk", .failure("lost")))) == ["handoff-unexpected"])
    #expect(rules(verify(step("desk", "clerk", .output, ["weight": 3]))) == ["handoff-unexpected"])
  }

  @Test func `a payload that breaks the sender's contract is shown`() throws {
    let report = verify(step("desk", "clerk", .output, [:]), step("desk", "clerk", .output, ["weight": 10]))
    #expect(rules(report) == ["payload-invalid"])
    #expect(report.findings[0].witness?.payload == [:])
    #expect(report.counts[0].invalid == 1 && report.counts[0].checked == 2)
  }

  @Test func `what was redacted is judged by what the recorder said of the whole`() {
    var record = step("desk", "clerk", .output, ["weight": "[redacted]"])
    record.isRedacted = true
    record.verdict = .output
    #expect(rules(verify(record)) == [])
    record.verdict = .violation
    #expect(rules(verify(record)) == ["payload-invalid"])
  }

  @Test func `a handoff of a name that nobody declares is undeclared`() {
    var record = step("desk", "clerk", .output, ["weight": 12])
    record.handoff = "desk->clerk#7"
    #expect(rules(verify(record)) == ["transition-undeclared"])
  }

  @Test func `at the limit of the run the work may go to whoever takes it then`() {
    var system = Self.system
    system.limits = AgentSystem.RunLimit(handoffs: 2, onLimit: "head")
    var verifier = Verifier(system)
    verifier.add(step("clerk", "head", .limit))
    #expect(verifier.report().findings.map(\.rule) == ["transition-undeclared"])
    verifier = Verifier(system)
    for record in [step("desk", "clerk"), step("clerk", "desk"), step("desk", "head", .limit)] {
      verifier.add(record)
    }
    #expect(verifier.report().findings == [])
  }

  @Test func `under first match an earlier handoff comes first, until its limit is reached`() {
    var system = Self.system
    system.selection = .firstMatch
    system.handoffs[0].limit = 1
    var late = Handoff(from: "desk", to: "helper")
    late.when = ["properties": ["weight": ["minimum": 1]]]
    system.handoffs[2] = late
    let heavy: JSONValue = ["weight": 12]
    var verifier = Verifier(system)
    verifier.add(step("desk", "helper", .output, heavy))
    #expect(verifier.report().findings.map(\.rule) == ["handoff-unexpected"])
    verifier = Verifier(system)
    verifier.add(step("desk", "clerk", .output, heavy))
    verifier.add(step("desk", "helper", .output, heavy))
    #expect(verifier.report().findings == [])
  }

  @Test func `the elements of a handoff with each are neither held against its guard nor the contract`() {
    var system = Self.system
    system.handoffs[0].each = JSONPointer(tokens: ["parts"])
    var verifier = Verifier(system)
    verifier.add(step("desk", "clerk", .output, 3))
    #expect(verifier.report().findings == [])
  }

  @Test func `where no payload was kept, the recorder's verdict counts`() {
    var record = step("desk", "clerk")
    record.verdict = .violation
    #expect(rules(verify(record)) == ["payload-invalid"])
  }

  @Test func `limits of handoffs, agents and runs are counted run by run`() {
    let lost = step("desk", "desk", .failure("lost"))
    #expect(rules(verify(lost, lost)) == [])
    #expect(rules(verify(lost, lost, lost)) == ["limit-exceeded"])
    #expect(rules(verify(lost, lost, step("desk", "desk", .failure("lost"), trace: "u"))) == [])
    let visits = (0..<5).map { _ in step("desk", "clerk") }
    var verifier = Verifier(Self.system)
    for visit in visits.dropLast() { verifier.add(visit) }
    #expect(verifier.report().findings == [])
    verifier.add(visits[4])
    // An arrival beyond the limit is no run yet; going on from it by anything but the limit is.
    #expect(verifier.report().findings == [])
    verifier.add(step("clerk", "desk"))
    #expect(verifier.report().findings.map(\.rule) == ["limit-exceeded"])
    var run = Verifier(Self.system)
    for number in 0..<13 {
      run.add(step("desk", number % 2 == 0 ? "helper" : "head", number % 2 == 0 ? .output : .failure("lost")))
    }
    #expect(run.report().findings.map(\.rule).contains("limit-exceeded"))
  }

  @Test func `a lap that is gone three times in a row is a loop, one that is gone twice is not`() throws {
    let lap = [step("desk", "clerk"), step("clerk", "desk")]
    var verifier = Verifier(Self.system)
    for record in lap + lap { verifier.add(record) }
    #expect(verifier.report().findings == [])
    for record in lap { verifier.add(record) }
    let loop = try #require(verifier.report().findings.first)
    #expect(loop.rule == "loop-observed" && loop.severity == .warning)
    #expect(loop.witness?.path == ["desk->clerk", "clerk->desk"])
    #expect(loop.message.contains("3 times in a row"))
  }

  @Test func `what comes again without leading back is no lap, and a limited handoff bounds one`() {
    let lost = step("desk", "head", .failure("lost"))
    #expect(verify(lost, lost, lost, lost).findings == [])
    let retry = step("desk", "desk", .failure("lost"))
    #expect(rules(verify(retry, retry, retry, retry)) == ["limit-exceeded"])
  }

  @Test func `a run that ends at a failure with a declared response is told`() {
    #expect(rules(verify(step("desk", nil, .failure("lost")))) == ["failure-unanswered"])
    #expect(rules(verify(step("clerk", nil, .failure("ill")))) == [])
    #expect(rules(verify(step("desk", nil, .limit))) == [])
  }

  @Test func `a line that is no record makes the verification incomplete, and the rest is still read`() {
    var verifier = Verifier(Self.system)
    for line in [
      "{\"trace\": ", "", "  \r", "{\"trace\": \"t\"}",
      "{\"trace\":\"t\",\"from\":\"clerk\",\"to\":\"desk\"}",
    ] {
      verifier.read(Array(line.utf8), at: SourceLocation(file: "runs.jsonl", line: 1))
    }
    let report = verifier.report()
    #expect(rules(report) == ["record-unreadable"] && !report.complete)
    #expect(report.records == 1)
    #expect(report.findings[0].location?.file == "runs.jsonl")
  }
}
