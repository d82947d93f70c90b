import HandoffContracts
public import HandoffRouting
import HandoffSchema

extension SystemPlan {
  /// The plan for people: stages, what waits for what, the way that takes longest and what each failure blocks.
  ///
  /// - Complexity: O(*n*) in the size of the plan.
  public func text(style: TextStyle = TextStyle()) -> String {
    let size = "\(Counted.text(steps.count, "agent")) in \(Counted.text(stages.count, "stage"))"
    var lines = [
      "\(style.colored(TerminalText.line(system), .bold)): \(size); the run starts with \(list(starts))."
    ]
    lines += ["", "Agents of one stage do not wait for each other."]
    var table = TextTable(["STAGE", "AGENT", "WAITS FOR", "SECONDS"])
    for step in steps {
      table.add(["\(step.stage)", step.agent, step.waiting, step.seconds.map(Self.number) ?? ""])
    }
    lines += table.lines(style: style)
    for loop in loops { lines.append("In a circle: \(list(loop)).") }
    if !exceptional.isEmpty { lines += ["", "Only on a failure or a limit: \(list(exceptional))."] }
    if !unreached.isEmpty { lines += ["", "Never: \(list(unreached))."] }
    if let criticalPath { lines += [""] + criticalPath.sentences.map { TerminalText.line($0) } }
    if !failures.isEmpty {
      var table = TextTable(["IF AGENT", "FAILS WITH", "THESE GET NOTHING", "AND THE WORK ENDS AT"])
      for path in failures { table.add([path.agent, path.failure, path.blocked(), path.outcome]) }
      lines += [""] + table.lines(style: style)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ names: [String]) -> String { Self.list(names) }

  /// Names in quotes; the first ones and a count where there are many.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { TerminalText.quoted($0) }.joined(separator: ", ")
    let rest = names.count - 12
    return names.isEmpty ? "nobody" : shown + (rest > 0 ? " and \(rest) more" : "")
  }

  /// A number of seconds without a fraction that says nothing.
  static func number(_ seconds: Double) -> String {
    let tenths = (seconds * 10).rounded()
    guard tenths.magnitude < 1e15 else { return "\(seconds)" }
    let (whole, tenth) = Int64(tenths).quotientAndRemainder(dividingBy: 10)
    return tenth == 0 ? "\(whole)" : "\(whole).\(tenth)"
  }
}

extension SystemPlan.Step {
  /// What the agent waits for, in words.
  var waiting: String {
    let repeated = again.isEmpty ? "" : "; again on \(Self.shown(again))"
    let names = Self.shown(predecessors)
    switch wait {
    case .nothing: return (predecessors.isEmpty ? "nothing" : "nothing, or \(names)") + repeated
    case .any: return (predecessors.count > 1 ? "any of " : "") + names + repeated
    case .count(let count):
      let all = predecessors.count + again.count
      return (count == all ? "all of " : "\(count) of ") + names + repeated
    }
  }

  /// The first names, and how many more there are.
  private static func shown(_ names: [String]) -> String {
    let rest = names.count - 6
    return names.prefix(6).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension SystemPlan.CriticalPath {
  /// What the path says, in sentences.
  var sentences: [String] {
    var sentences = [
      "Critical path: \(agents.joined(separator: " -> ")), \(SystemPlan.number(seconds)) seconds."
    ]
    sentences.append(
      speedUp > 1
        ? "One after the other all agents take \(SystemPlan.number(totalSeconds)) seconds, so working side by side "
          + "is at most \(SystemPlan.number(speedUp)) times as fast."
        : "It passes every agent that says how long it takes, so nothing is gained by working side by side.")
    if !withoutSeconds.isEmpty {
      sentences.append(
        "\(SystemPlan.list(withoutSeconds)) \(withoutSeconds.count == 1 ? "does" : "do") not say how long "
          + "\(withoutSeconds.count == 1 ? "it takes and counts" : "they take and count") nothing.")
    }
    return sentences
  }
}
