import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffRuntime
import HandoffSchema
import HandoffTraces

/// Holds files of recorded runs, of whatever format, against a system.
struct TraceVerification {
  private let system: AgentSystem
  private let index: SystemIndex
  private let state: State
  private var files: TraceCollection

  /// What the parts of reading share.
  private final class State {
    var verifier: Verifier
    var strangers = 0
    var firstStranger = ""
    var runs = 0
    var records = 0
    init(_ verifier: Verifier) { self.verifier = verifier }
  }

  init(_ system: AgentSystem, lists: Bool) {
    self.system = system
    index = SystemIndex(system)
    state = State(Verifier(system, lists: lists))
    files = TraceCollection(system)
  }

  /// Reads a file.
  ///
  /// - Throws: ``FileError``.
  mutating func read(_ name: String) async throws(FileError) { try await files.read(name, into: sink) }

  private var sink: TraceCollection.Sink {
    TraceCollection.Sink(
      record: { [state] record, location in
        state.records += 1
        state.verifier.add(record, at: location)
      },
      refuse: { [state] reason, location in state.verifier.refuse(reason, location) },
      run: { [state, index] run in Self.add(run, to: state, index) })
  }

  /// Ends reading.
  ///
  /// - Returns: The report, and what is wrong where nothing could be read at all.
  mutating func report() -> (VerificationReport, problem: String?) {
    let tally = files.finish(into: sink)
    var unread = tally.problems.map {
      VerificationReport.Reading(name: $0.name, times: $0.times, first: $0.first)
    }
    if state.strangers > 0 {
      unread.append(
        VerificationReport.Reading(
          name: "a run in which none of the declared agents takes part", times: state.strangers,
          first: state.firstStranger))
    }
    state.verifier.note(
      dialects: tally.dialects.map { VerificationReport.Reading(name: $0.name, times: $0.times) },
      unread: unread)
    let report = state.verifier.report(tellsUnseen: true)
    let readsNothing = state.records == 0 && state.runs == 0 && report.findings.isEmpty
    guard readsNothing else { return (report, nil) }
    guard let first = unread.first ?? nothing(tally) else {
      return (report, "there is no record in what was read, so nothing was verified")
    }
    let place = first.first.isEmpty ? "" : "\(TerminalText.line(first.first)): "
    return (
      report,
      "\(place)nothing could be read: \(TerminalText.line(first.name)) (\(Counted.number(first.times)) times)"
    )
  }

  /// Spans that were read, none of which says anything of agents.
  private func nothing(_ tally: TraceTally) -> VerificationReport.Reading? {
    let spans = tally.read + tally.passedOver
    return spans > 0
      ? VerificationReport.Reading(name: "a span that says nothing of agents or handoffs", times: spans) : nil
  }

  private static func add(_ run: TracedRun, to state: State, _ index: SystemIndex) {
    let isOurs = run.agents.isEmpty || run.agents.contains { index.agent(named: $0) != nil }
    guard isOurs else {
      state.strangers += 1
      if state.firstStranger.isEmpty { state.firstStranger = run.name }
      return
    }
    state.runs += 1
    for handoff in run.handoffs {
      state.verifier.add(
        handoff.record, at: handoff.location ?? SourceLocation(file: run.name, line: 1))
    }
    for end in run.failures {
      var record = HandoffRecord(trace: run.name, from: end.agent, to: nil, reason: .failure(end.failure))
      record.isForeign = true
      if index.agent(named: end.agent) != nil { state.verifier.add(record, at: end.location) }
    }
    for remark in run.remarks { add(remark, to: state) }
  }

  private static func add(_ remark: TraceRemark, to state: State) {
    switch remark.kind {
    case .narrated(let from, let to, let text):
      state.verifier.add(
        .handoffNarrated,
        "\"\(from)\" says that it hands over to \"\(to)\", and nothing followed: \"\(excerpt(text))\"",
        from: from, to: to, at: remark.location)
    case .transferFailed(let from, let to, let why):
      let target = to.map { " to \"\($0)\"" } ?? ""
      state.verifier.add(
        .transferFailed, "\"\(from)\" tried to hand over\(target), which did not come about: \(excerpt(why))",
        from: from, to: to, at: remark.location)
    case .transferDropped(let from, let to):
      state.verifier.add(
        .transferFailed, "\"\(from)\" asked for several handoffs at once; the one to \"\(to)\" was dropped",
        from: from, to: to, at: remark.location)
    case .runFailed(let failure, let message):
      let words = message.map { ": \(excerpt($0))" } ?? ""
      state.verifier.add(
        .runFailed, "the run \"\(remark.run)\" ended with \"\(failure)\"\(words)", from: nil, to: nil,
        at: remark.location)
    }
  }

  private static func excerpt(_ text: String) -> String {
    let line = String(text.prefix(160)).split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.utf8.count < text.utf8.count ? line + "…" : line
  }
}
