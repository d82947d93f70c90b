import HandoffContracts
public import HandoffRouting
public import HandoffSchema

extension SystemChecklist {
  /// The checklist in the format that `docs/checklist.md` describes.
  public var json: JSONValue {
    .object([
      "format": 1, "system": .string(system), "complete": .bool(isComplete),
      "questions": .array(items.map(\.json)),
      "summary": [
        "yes": .number(JSONNumber(count(.yes))), "no": .number(JSONNumber(count(.no))),
        "cannotTell": .number(JSONNumber(count(.cannotTell))),
      ],
    ])
  }

  /// The checklist as text for a terminal, one question after the other.
  public func text(style: TextStyle = TextStyle()) -> String {
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      lines.append("\(index + 1). \(item.question) \(style.verdict(item.verdict))")
      lines.append("   " + TerminalText.line(item.why))
      for finding in item.findings.prefix(Self.shownFindings) {
        lines.append("   - \(finding.rule): \(TerminalText.line(finding.message))")
      }
      if item.findings.count > Self.shownFindings {
        lines.append("   - \(item.findings.count - Self.shownFindings) more; handoff audit shows them")
      }
      if let remedy = item.remedy { lines.append("   " + style.colored("remedy:", .dim) + " " + remedy) }
    }
    lines.append("")
    lines.append("\(TerminalText.line(system)): \(summary)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The checklist as a Markdown table.
  public var markdown: String {
    var table = MarkdownTable(["Question", "Answer", "Why", "Findings"])
    for item in items {
      var rules: [String] = []
      for finding in item.findings where !rules.contains(finding.rule) { rules.append(finding.rule) }
      table.add([
        item.question, item.verdict.rawValue,
        [item.why, item.remedy ?? ""].joined(separator: " ").trimmedEnd,
        rules.joined(separator: ", "),
      ])
    }
    return
      "### Checklist of \(MarkdownTable.escaped(system))\n\n\(table.text)\n\n\(MarkdownTable.escaped(summary))\n"
  }

  private var summary: String {
    "\(count(.yes)) of \(items.count) answered with yes, \(count(.no)) with no,"
      + " \(count(.cannotTell)) cannot be told"
  }

  /// A list of findings is no answer; the audit shows all of them.
  private static let shownFindings = 3
}

extension SystemChecklist.Item {
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "id": .string(id), "question": .string(question),
      "answer": .string(verdict == .cannotTell ? "cannotTell" : verdict.rawValue), "why": .string(why),
      "findings": .array(
        findings.map { .object(["rule": .string($0.rule), "message": .string($0.message)]) }),
    ]
    object["remedy"] = remedy.map { .string($0) }
    return .object(object)
  }
}

extension TextStyle {
  fileprivate func verdict(_ verdict: SystemChecklist.Verdict) -> String {
    switch verdict {
    case .yes: colored("yes", .bold, .green)
    case .no: colored("no", .bold, .red)
    case .cannotTell: colored("cannot tell", .bold, .yellow)
    }
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmedEnd: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
}
