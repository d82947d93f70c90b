extension OperatorRegistry {
  /// The page `docs/operators.md`.
  static var document: String {
    let infos = builtIn.map { type(of: $0).info }
    let sections = OperatorInfo.Family.allCases.map { family in
      let rows = infos.filter { $0.family == family }.map(row).joined(separator: "\n")
      return """
        ## \(family.rawValue.prefix(1).uppercased() + family.rawValue.dropFirst())

        \(family.summary)

        | operator | what it makes | example |
        | --- | --- | --- |
        \(rows)

        """
    }
    return """
      # Operators

      Generated from the operators themselves. `handoff check` breaks payloads in these ways; what a consumer may accept
      nevertheless, a handoff says in `tolerates`: `{"operator": "extra-member", "because": "…"}`.

      Whether a payload is broken is asked of the validator each time, never of the operator: a change that another
      keyword allows is not sent as a broken payload. A text with a repeated member counts as broken (RFC 7493).

      A producer whose examples are shown here declares the failure `timed_out`.

      \(sections.joined(separator: "\n"))
      """
  }

  private static func row(_ info: OperatorInfo) -> String {
    let becomes = info.example.becomes
    let shown = becomes.isEmpty ? "nothing" : code(becomes)
    return "| `\(info.id)` | \(info.summary) | \(code(info.example.payload)) becomes \(shown) |"
  }

  /// A text in a table: on one line, with what cannot be seen spelled out.
  private static func code(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "⏎"
      case "|": shown += "\\|"
      case "\u{FEFF}": shown += "<U+FEFF>"
      case "\u{0}": shown += "␀"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown.contains("`") ? "`` \(shown) ``" : "`\(shown)`"
  }
}

extension OperatorInfo.Family {
  fileprivate var summary: String {
    switch self {
    case .structural: "The payload has another shape."
    case .constraint: "A keyword of the schema is broken, just beyond what it allows."
    case .lookalike: "A value that a lenient reader takes for the right one."
    case .noise: "What models and servers send beside or instead of the payload."
    case .truncation: "A part of the payload did not arrive."
    case .sequence:
      "Something came before a payload that keeps the contract. Each line is one delivery; the last one is judged. A payload "
        + "that comes again or late may be refused, but never misread. What is delivered in a row is no obligation that "
        + "coverage counts, and nothing of it is tolerated: each payload by itself keeps the contract."
    case .failure: "The producer failed, in one way or another."
    }
  }
}
