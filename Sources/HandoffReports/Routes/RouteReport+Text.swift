import HandoffContracts
import HandoffRuntime
import HandoffSchema

extension RouteReport {
  /// The most elements of one handoff that text lists; JSON has all.
  private static let shownElements = 10

  /// The report as text: what is enabled and what it carries, what is not and why, and what comes next.
  ///
  /// - Complexity: O(*n*) in the number of the agent's handoffs and the size of what they carry.
  public func text(style: TextStyle = TextStyle()) -> String {
    var lines = [heading(style), style.detail("payload", FindingText.payload(visit.payload))]
    if let breach { lines.append(style.detail("broken", style.colored(breach, .red))) }
    lines += section("enabled", routing.enabled.flatMap { self.lines($0, style) })
    lines += section("not taken", routing.refused.map { "  \(quoted($0.handoff)): \(why($0))" })
    lines += section(
      "ignored", routing.ignored.map { "  \(quoted($0)): nobody knows where it leads" })
    lines += section("next", next.map { "  " + $0 })
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ style: TextStyle) -> String {
    let agent = style.colored(quoted(visit.agent), .bold)
    return switch visit.outcome {
    case .output: "\(agent) ends with its output"
    case .failure(let kind): "\(agent) ends with the failure \(TerminalText.quoted(kind))"
    case .none: "\(agent) ends with its output and names no target"
    case .limit: "\(agent) does not run again: it was visited as often as its limit allows"
    }
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title + ":"] + lines
  }

  private func lines(_ enabled: EnabledHandoff, _ style: TextStyle) -> [String] {
    var lines = ["  " + style.colored(quoted(enabled.handoff), .green)]
    if let replaced = list(enabled.insteadOf.map(quoted)) {
      lines.append(style.detail("instead of", "\(replaced), taken as often as the limit allows"))
    }
    if let condition = enabled.condition {
      lines.append(style.detail("only if", "\(TerminalText.quoted(condition)), which is not known here"))
    }
    if enabled.isUndecided {
      lines.append(style.detail("only if", "its schemas match the payload, which cannot be decided"))
    }
    if let group = enabled.parallel { lines.append(style.detail("parallel", TerminalText.quoted(group))) }
    let payloads = enabled.carried.payloads
    for payload in payloads.prefix(Self.shownElements) {
      lines.append(style.detail("carries", FindingText.payload(payload)))
    }
    if payloads.count > Self.shownElements {
      let rest = Counted.number(payloads.count - Self.shownElements)
      lines.append(style.detail("carries", "\(rest) more, listed by --format json"))
    }
    switch enabled.carried {
    case .elements([]): lines.append(style.detail("carries", "nothing: the array has no element, or is none"))
    case .received(nil):
      let input = "what \(quoted(visit.agent)) had received; --received FILE tells it"
      lines.append(style.detail("carries", input))
    case .payload, .elements, .received: break
    }
    if router.system[enabled.target].join != nil {
      lines.append(
        style.detail("waits", "\(quoted(enabled.target)) runs when other branches have arrived too"))
    }
    return lines + limitLines(enabled, style)
  }

  /// What becomes of arrivals at an agent that does not run again.
  private func limitLines(_ enabled: EnabledHandoff, _ style: TextStyle) -> [String] {
    guard let left = enabled.visitsLeft else { return [] }
    let count = enabled.carried.payloads.count
    guard left < max(count, 1) else { return [] }
    let agent = quoted(enabled.target)
    let runs = left == 0 ? "does not run again" : "runs \(Counted.text(left, "more time")) only"
    var lines = [style.detail("limit", "\(agent) \(runs): its limit allows no more visits")]
    // Elements mostly go the same way, which is worth saying once.
    var said: Set<String> = []
    for position in left..<max(left, count) {
      guard let routing = turnedAway(by: enabled, at: position) else { continue }
      let text = routing.enabled.map { "\(quoted($0.handoff)) takes the work" }
      let ways = list(text) ?? ending(routing) ?? "the run ends with an error"
      if said.insert(ways).inserted { lines.append(style.detail("then", ways)) }
    }
    return lines
  }

  private func why(_ refused: RefusedHandoff) -> String {
    let handoff = router.system[refused.handoff]
    let violation = violation(of: refused.handoff).map { ": " + TerminalText.line("\($0)") } ?? ""
    return switch refused.reason {
    case .otherOutcome: "it answers \(answered(by: handoff.trigger))"
    case .payload where handoff.payload != nil: "its \"payload\" refuses this one\(violation)"
    case .payload: "the payload is none that \(quoted(visit.agent)) promises for this outcome"
    case .guard: "its guard does not hold\(violation)"
    case .condition: "its condition \(TerminalText.quoted(handoff.condition ?? "")) does not hold"
    case .earlier(let earlier): "\(quoted(earlier)) comes first"
    case .limit:
      "it was taken \(Counted.text(counts.handoffs[refused.handoff, default: 0], "time")), its limit is"
        + " \(Counted.number(handoff.limit ?? 0))"
    case .runLimit:
      "the run has had \(Counted.text(counts.taken, "handoff")), its limit is"
        + " \(Counted.number(router.system.limits?.handoffs ?? 0))"
    }
  }

  private func answered(by trigger: Handoff.Trigger) -> String {
    switch trigger {
    case .output: "the output"
    case .anyFailure: "failures"
    case .failures(let kinds):
      "the failure \(kinds.map { TerminalText.quoted($0) }.joined(separator: " or "))"
    case .limit: "a limit"
    case .none: "an output for which no target is named"
    }
  }

  /// What comes next, a sentence each.
  private var next: [String] {
    var sentences: [String] = []
    if routing.enabled.count > 1 {
      sentences.append(howMany)
    } else if let only = routing.enabled.first, only.visitsLeft != 0 {
      let isEmpty = only.carried == .elements([])
      sentences.append(isEmpty ? "Nobody gets any work." : "\(quoted(only.target)) gets the work.")
    }
    if let ending = ending(routing) {
      sentences.append(ending.prefix(1).uppercased() + ending.dropFirst() + ".")
    }
    for way in routing.returns {
      let name = TerminalText.quoted(router.index.returnName(of: way.handoff))
      sentences.append("If \(quoted(way.target)) called, control goes back to it by \(name).")
    }
    if routing.mayFinish, routing.ending != .finish {
      sentences.append("\(quoted(visit.agent)) may end the run with this output.")
    }
    if let otherwise = routing.otherwise, otherwise != .finish {
      let end = otherwise == .human ? "\(quoted(visit.agent)) keeps the work" : "the run ends with an error"
      sentences.append("Where no condition holds, \(end).")
    }
    return sentences
  }

  /// Which of several enabled handoffs are taken.
  private var howMany: String {
    let agent = router.system[visit.agent]
    let isChoice = (agent.selection ?? router.system.selection) == .choice
    let group = routing.enabled.contains { $0.parallel != nil } ? ", with those of its parallel group" : ""
    let isTyped = routing.enabled.contains { router.system[$0.handoff].payload != nil }
    let typed = isTyped ? " A typed one may be taken instead." : ""
    return switch visit.outcome {
    case .output, .failure, .none:
      if isChoice {
        "Any one of them may be taken\(group)."
      } else if routing.enabled.contains(where: { $0.condition != nil }) {
        "The first whose condition holds is taken\(group).\(typed)"
      } else {
        isTyped ? "The first that is not typed is taken\(group).\(typed)" : "They are taken together."
      }
    case .limit: "The first whose condition holds is taken."
    }
  }

  /// What ends a run, or takes the work at its limit.
  private func ending(_ routing: Routing) -> String? {
    if let target = routing.runLimit?.target {
      return "the run's limit is reached, and \(quoted(target)) gets the work"
    }
    if routing.runLimit != nil { return "the run's limit is reached, and the run ends with an error" }
    return switch routing.ending {
    case .finish: "the run ends: \(quoted(visit.agent)) finishes with its output"
    case .human: "\(quoted(visit.agent)) is a human and keeps the work"
    case .error: "the run ends with an error: nobody takes the work"
    case nil: nil
    }
  }

  private func quoted(_ handoff: HandoffIndex) -> String { TerminalText.line(name(handoff)) }

  private func quoted(_ agent: AgentIndex) -> String { TerminalText.quoted(name(agent)) }

  private func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ", ") }
}
