import HandoffSchema

extension CampaignFailure {
  /// One labelled part of a failure as text.
  package struct Detail: Sendable, Hashable {
    /// What the lines are, in a word or two.
    package var label: String
    /// The lines, one at least.
    package var lines: [String]
  }

  /// A payload of up to so many bytes is shown on one line.
  private static let shownBytes = 160
  /// The longest text that is shown whole, in lines.
  private static let shownLines = 40
  /// The most ways that are listed.
  private static let shownWays = 8
  /// The most cases of a sequence that are listed.
  private static let shownCases = 8

  /// Everything about the failure but its class and its token, in the order in which a reader wants it.
  package var details: [Detail] {
    var details = [contentDetail]
    if let freedom { details.append(freedom) }
    if !isMinimal {
      details.append(
        Detail(label: "size", lines: ["the budget on runs was used up; a smaller one may do"]))
    }
    if case .dependsOnState(let before, _) = confirmation { details.append(Self.sequence(before)) }
    if let mutation { details.append(Self.change(mutation)) }
    if let difference { details.append(Detail(label: "read", lines: difference)) }
    if let json = answer?.json {
      details.append(Detail(label: "answer", lines: [Excerpt.of(json, limit: 400)]))
    }
    details.append(Detail(label: "why", lines: [explanation] + notes))
    if ways.count > 1 { details.append(waysDetail) }
    details.append(Detail(label: confirmation.label, lines: [confirmation.text]))
    if !remedy.isEmpty { details.append(Detail(label: "remedy", lines: remedy)) }
    return details
  }

  /// The class, with the word for failures that are none each time.
  package var heading: String {
    if case .flaky = confirmation { return "flaky \(failureClass.name)" }
    return failureClass.name
  }

  /// The failure for a person: class and handoff, payload, what was changed, answer, reason, ways, how sure it is, what
  /// to do, and how to run it again.
  public var text: String {
    var lines = ["\(heading) on \(handoff): \(failureClass.summary)"]
    for detail in details {
      lines.append("  \(detail.label): \(detail.lines[0])")
      lines += detail.lines.dropFirst().map { "    \($0)" }
    }
    lines.append("  replay: \(replay)")
    return lines.joined(separator: "\n")
  }

  private var contentDetail: Detail {
    switch content {
    case .payload(let payload):
      let compact = payload.text()
      let isShort = compact.utf8.count <= Self.shownBytes
      return Detail(label: "payload", lines: isShort ? [compact] : Self.lines(of: payload.text(.pretty)))
    case .text(let text): return Detail(label: "text", lines: Self.lines(of: text))
    }
  }

  /// The most locations that are listed.
  private static let shownParts = 6

  /// What does not matter, in a sentence; `nil` where nothing is known of it.
  private var freedom: Detail? {
    guard !freeParts.isEmpty else { return nil }
    guard freeParts != [.root] else {
      return Detail(label: "free", lines: ["every other payload that was tried fails alike"])
    }
    let shown = freeParts.prefix(Self.shownParts).map(\.description).joined(separator: ", ")
    let rest = freeParts.count > Self.shownParts ? " and \(freeParts.count - Self.shownParts) more" : ""
    return Detail(label: "free", lines: ["any other value at \(shown)\(rest) fails too"])
  }

  private static func lines(of text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.prefix(shownLines).map { Excerpt.of(text: String($0), limit: 200) }
    return lines.count > shownLines ? shown + ["… (\(lines.count - shownLines) more lines)"] : shown
  }

  private static func sequence(_ contents: [HandoffCase.Content]) -> Detail {
    let runs = contents.runs
    var lines = runs.suffix(shownCases).map { run in
      let times = run.count > 1 ? "\(run.count) times: " : ""
      switch run.content {
      case .payload(let payload): return times + Excerpt.of(payload, limit: 200)
      case .text(let text): return "\(times)text: \(Excerpt.of(text: text, limit: 200))"
      }
    }
    let hidden = runs.dropLast(shownCases).reduce(0) { $0 + $1.count }
    if hidden > 0 { lines.insert("… (\(hidden) more cases)", at: 0) }
    return Detail(label: "after", lines: lines.isEmpty ? ["nothing"] : lines)
  }

  private static func change(_ mutation: Mutation) -> Detail {
    let place = mutation.pointer.tokens.isEmpty ? "(root)" : mutation.pointer.description
    if mutation.operation.isOfSequences { return Detail(label: "delivered", lines: ["\(mutation)"]) }
    guard mutation.operation != .failureOutput else {
      return Detail(
        label: "broken by",
        lines: ["\(mutation.operation.name): the producer's failure \(mutation.became?.text() ?? "")"])
    }
    let lines = ValueDifference(mutation.was, mutation.became, at: mutation.pointer).lines
    return Detail(label: "broken by", lines: ["\(mutation.operation.name) at \(place)"] + lines)
  }

  /// What was sent and what was read where both differ.
  private var difference: [String]? {
    guard failureClass == .misinterpretation, case .payload(let sent) = content,
      case .accepted(_, let understood)? = answer, let understood
    else { return nil }
    guard let pointer = understood.firstDifference(from: sent) else { return nil }
    let place = pointer.tokens.isEmpty ? "(root)" : pointer.description
    return ["something else at \(place)"]
      + ValueDifference(sent[pointer], understood.value[pointer], at: pointer).lines
  }

  private var waysDetail: Detail {
    var lines = ways.prefix(Self.shownWays).map { "\($0)" }
    if ways.count > Self.shownWays { lines.append("… (\(ways.count - Self.shownWays) more, listed in JSON)") }
    return Detail(label: "ways", lines: ["\(ways.count), in \(occurrences) cases"] + lines)
  }
}

extension CampaignFailure.Way: CustomStringConvertible {
  /// One line: how it was broken, where, what came of it, how often.
  public var description: String {
    let how = operation.map(\.name) ?? "a payload that keeps the contract"
    let place = member.map { $0.isEmpty ? " at (root)" : " at \($0)" } ?? ""
    let text = sign.isEmpty ? "" : " (\(sign))"
    return "\(how)\(operation == nil ? "" : place): \(failureClass.name)\(text), \(occurrences)×"
  }
}

extension Confirmation {
  /// What stands before the text of a report.
  fileprivate var label: String { "again" }

  /// What running it again has shown, in one sentence.
  fileprivate var text: String {
    switch self {
    case .confirmed: "it fails each time"
    case .dependsOnState(let before, let isShortest):
      "it fails only after \(before.count == 1 ? "the case above" : "the \(before.count) cases above")"
        + (isShortest ? "; a fresh consumer does not" : "; fewer may do: the search met its bound")
    case .flaky(let rate): "it fails sometimes: on this payload in \(rate)"
    case .unconfirmed(let why): "not run again: \(why)"
    }
  }
}

extension CampaignReport {
  /// The report in one line: verdict, cases and what was exercised.
  public var summary: String {
    let reason = if case .undecided(let why) = verdict { " (\(why))" } else { "" }
    return "\(handoff): \(verdict.name)\(reason), \(cases) cases with seed \(seed), "
      + "\(coverage.reached) of \(coverage.of) obligations tried"
  }
}
