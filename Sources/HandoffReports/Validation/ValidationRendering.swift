public import HandoffSchema

/// The results of validation for people and for programs, piece by piece, so that volume needs no memory.
public enum ValidationRendering {
  /// The most violations of one payload that text shows; JSON shows all.
  public static let shownViolations = 20

  /// What text says of one payload: nothing where it is valid.
  ///
  /// - Complexity: O(*n*) in the number of violations.
  public static func text(_ result: ValidationResult, style: TextStyle = TextStyle()) -> String {
    let file = TerminalText.line(result.file)
    switch result.outcome {
    case .valid: return ""
    case .notJSON(let error):
      let line = result.line ?? error.line
      return heading("\(file):\(line):\(error.column): ", style)
        + "not JSON: \(TerminalText.line(error.message))\(hint(result, error))\n"
        + excerpt(result, 0, line: line, style)
    case .invalid(let violations):
      var text = ""
      for (place, violation) in violations.prefix(shownViolations).enumerated() {
        let location = result.places.indices.contains(place) ? result.places[place] : nil
        let line = (result.line ?? location?.line).map { ":\($0)" } ?? ""
        let column = location.map { ":\($0.column)" } ?? ""
        text += heading("\(file)\(line)\(column): ", style) + TerminalText.line(violation.description)
        text += " " + style.colored("[\(TerminalText.line(violation.keyword))]", .dim) + "\n"
        text += excerpt(result, place, line: location?.line ?? 1, style)
      }
      if violations.count > shownViolations {
        let rest = Counted.text(violations.count - shownViolations, "more violation")
        text +=
          heading("\(file)\(result.line.map { ":\($0)" } ?? ""): ", style)
          + "\(rest), shown by --format json\n"
      }
      return text
    }
  }

  /// A second value at the start of a line is most often the second of many.
  private static func hint(_ result: ValidationResult, _ error: JSONSyntaxError) -> String {
    let isNext = result.line == nil && error.line > 1 && error.column == 1
    return isNext && error.message.hasPrefix("expected the end of the text")
      ? " (for a file with one payload a line, write --lines)" : ""
  }

  /// The line of the text with the place underlined, where it is known.
  private static func excerpt(
    _ result: ValidationResult, _ place: Int, line: Int, _ style: TextStyle
  ) -> String {
    guard result.excerpts.indices.contains(place) else { return "" }
    let excerpt = result.excerpts[place]
    let number = "\(line)"
    let before = TerminalText.line(excerpt.before)
    let marked = TerminalText.line(excerpt.marked)
    let indent = String(repeating: " ", count: before.unicodeScalars.count)
    let mark = "^" + String(repeating: "~", count: max(0, marked.unicodeScalars.count - 1))
    return style.colored("  \(number) | ", .dim) + before + marked + TerminalText.line(excerpt.after) + "\n"
      + style.colored("  \(String(repeating: " ", count: number.count)) | ", .dim) + indent
      + style.colored(mark, .red) + "\n"
  }

  private static func heading(_ text: String, _ style: TextStyle) -> String { style.colored(text, .bold) }

  /// The last line of text.
  public static func text(_ summary: ValidationSummary, style: TextStyle = TextStyle()) -> String {
    var parts = [style.colored("\(Counted.number(summary.valid)) valid", .green)]
    if summary.invalid > 0 { parts.append(style.colored("\(Counted.number(summary.invalid)) invalid", .red)) }
    if summary.notJSON > 0 {
      parts.append(style.colored("\(Counted.number(summary.notJSON)) not JSON", .red))
    }
    if summary.undecided > 0 {
      parts.append(style.colored("\(Counted.number(summary.undecided)) undecided", .yellow))
    }
    return "\(Counted.text(summary.count, "payload")): \(parts.joined(separator: ", "))\n"
  }

  /// One payload's result as an object, in the format that `docs/report-format.md` describes: the *basic*
  /// output of JSON Schema 2020-12 with more members.
  public static func json(_ result: ValidationResult) -> JSONValue {
    var object: JSONObject = ["file": .string(result.file)]
    if let line = result.line { object["line"] = JSONValue(integerLiteral: line) }
    object["valid"] = .bool(result.isValid)
    switch result.outcome {
    case .valid: break
    case .notJSON(let error):
      object["syntax"] = [
        "message": .string(error.message), "line": JSONValue(integerLiteral: result.line ?? error.line),
        "column": JSONValue(integerLiteral: error.column),
      ]
    case .invalid(let violations):
      object["errors"] = .array(
        violations.enumerated().map { place, violation in
          json(
            violation, at: result.places.indices.contains(place) ? result.places[place] : nil,
            line: result.line)
        })
    }
    return .object(object)
  }

  static func json(_ violation: Violation, at place: TextLocation?, line: Int?) -> JSONValue {
    var object = violation.outputUnit
    object["keyword"] = .string(violation.keyword)
    object["found"] = .string(violation.found)
    object["allowed"] = .string(violation.allowed)
    if let hint = violation.hint { object["hint"] = .string(hint) }
    if let place {
      object["line"] = JSONValue(integerLiteral: line ?? place.line)
      object["column"] = JSONValue(integerLiteral: place.column)
    }
    return .object(object)
  }

  /// What stands before the first result.
  public static func jsonStart(schema: String) -> String {
    "{\n  \"format\": 1,\n  \"schema\": \(JSONValue.string(schema).text()),\n  \"results\": ["
  }

  /// One result of the array; `isFirst` for the first one.
  public static func jsonElement(_ result: ValidationResult, isFirst: Bool) -> String {
    (isFirst ? "\n    " : ",\n    ") + json(result).text(.compact)
  }

  /// What stands after the last result; `complete` is false where a file could not be read to its end.
  public static func jsonEnd(_ summary: ValidationSummary, isEmpty: Bool, complete: Bool) -> String {
    var counts: JSONObject = [
      "valid": JSONValue(integerLiteral: summary.valid),
      "invalid": JSONValue(integerLiteral: summary.invalid),
      "notJSON": JSONValue(integerLiteral: summary.notJSON),
    ]
    if summary.undecided > 0 { counts["undecided"] = JSONValue(integerLiteral: summary.undecided) }
    let summary = JSONValue.object(counts)
    return (isEmpty ? "]" : "\n  ]")
      + ",\n  \"summary\": \(summary.text()),\n  \"complete\": \(complete)\n}\n"
  }
}
