import HandoffContracts
import HandoffSchema

// What is told at the end.
extension Verifier {
  /// What was found so far.
  ///
  /// - Parameter tellsUnseen: Whether declared handoffs that were never seen are a finding; ``VerificationReport/counts`` has
  ///   them anyway.
  /// - Returns: The report.
  /// - Complexity: O(*n*) in the number of records and declared handoffs.
  public func report(tellsUnseen: Bool = false) -> VerificationReport {
    var problems = problems
    var isComplete = isComplete
    // Apart from the verifier, which is large to be copied for each run.
    let laps = UnboundedLaps(index: index, limits: handoffLimits)
    for (run, tally) in tallies.enumerated() {
      if let lap = tally.lap(in: moves, where: laps.contain) {
        let names = lap.handoffs.map { index.name(of: $0) }
        problems.add(
          .loopObserved,
          "the run \(quoted(runs[run])) went round \(names.joined(separator: ", ")) \(lap.times) times in a row",
          about: .lap(names.map { ExactString($0) }), at: lap.location)
      }
      if tally.isCut {
        isComplete = false
        problems.add(
          .loopObserved,
          "laps were looked for among the first \(RunTally.lapMemory) handoffs of the run \(quoted(runs[run])) only",
          about: .run, at: nil)
      }
    }
    if tellsUnseen { noteUnseen(&problems) }
    var counts = system.handoffIndices.map {
      VerificationReport.Count(
        handoff: index.name(of: $0), taken: taken[$0.rawValue], invalid: invalid[$0.rawValue],
        checked: checked[$0.rawValue])
    }
    for handoff in returned.keys.sorted() {
      counts.append(
        VerificationReport.Count(
          handoff: index.returnName(of: handoff), taken: returned[handoff] ?? 0, invalid: 0, checked: 0))
    }
    return VerificationReport(
      system: system.name, records: records, traces: tallies.count, counts: counts,
      findings: problems.findings, entries: listing?.entries ?? [], unlisted: listing?.left ?? 0,
      inferred: inferred,
      withoutPayload: withoutPayload, dialects: dialects, unread: unread, complete: isComplete)
  }

  /// One note for all declared handoffs that were never seen, where anything was seen at all.
  func noteUnseen(_ problems: inout VerificationProblems) {
    guard records > 0 else { return }
    let unseen = system.handoffIndices.filter { taken[$0.rawValue] == 0 && index.takesPart($0, in: system) }
    guard !unseen.isEmpty else { return }
    let names = unseen.prefix(Self.mostNamed).map { quoted(index.name(of: $0)) }.joined(separator: ", ")
    let more = unseen.count > Self.mostNamed ? " and \(unseen.count - Self.mostNamed) more" : ""
    let verb = unseen.count == 1 ? "was" : "were"
    problems.add(
      .handoffUnseen, "\(Counted.text(unseen.count, "declared handoff")) \(verb) never seen: \(names)\(more)",
      about: .run, at: nil)
  }

  /// The most names that one message lists.
  static let mostNamed = 12

  func quoted(_ text: String) -> String { "\"\(text)\"" }

  func words(_ reason: HandoffRecord.Reason) -> String {
    switch reason {
    case .output: "on an output, which it does not answer"
    case .none: "although no target was named, which it does not answer"
    case .limit: "at a limit, which it does not answer"
    case .failure(let kind): "on the failure \"\(kind)\", which it does not answer"
    case .giveBack: "as a way back"
    }
  }
}

/// The laps that nothing bounds.
private struct UnboundedLaps {
  var index: SystemIndex
  /// By handoff.
  var limits: [Int?]

  /// Whether handoffs lead back to where they begin, and no limit of theirs bounds that.
  func contain(_ handoffs: ArraySlice<HandoffIndex>) -> Bool {
    guard let first = handoffs.first, let last = handoffs.last else { return false }
    return index.target(of: last) == index.source(of: first)
      && zip(handoffs, handoffs.dropFirst()).allSatisfy { index.target(of: $0) == index.source(of: $1) }
      && !handoffs.contains { limits[$0.rawValue] != nil }
  }
}
