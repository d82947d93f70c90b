public import HandoffSchema

/// Whether a consumer accepts everything that a producer may send, for people and for programs.
public enum ComparisonRendering {
  /// The verdict as text.
  ///
  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - producer: What the reader calls the producer's schema.
  ///   - consumer: What the reader calls the consumer's schema.
  ///   - style: How the text looks.
  /// - Returns: The verdict in a line, and what proves it below.
  public static func text(
    _ verdict: InclusionVerdict, producer: String, consumer: String, style: TextStyle = TextStyle()
  ) -> String {
    let (producer, consumer) = (TerminalText.line(producer), TerminalText.line(consumer))
    var lines: [String] = []
    switch verdict.outcome {
    case .included:
      lines.append(
        style.colored("included", .green) + ": every payload of \(producer) is accepted by \(consumer)")
    case .notIncluded(let counterexample):
      lines.append(
        style.colored("not included", .red) + ": \(consumer) refuses a payload that \(producer) allows")
      lines += Self.lines(counterexample, style)
    case .undecided(let reason, let agreeing):
      lines.append(style.colored("undecided", .yellow) + ": \(TerminalText.line("\(reason)"))")
      lines.append(style.detail("tried", tried(agreeing, verdict.tried, producer, consumer)))
    }
    if verdict.producerIsClosed {
      lines.append(style.detail("producer", "taken as sending only members that it names (--closed)"))
    }
    if !verdict.derivation.isEmpty {
      lines += ["", "Why:"] + verdict.derivation.map { "    " + TerminalText.line($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func tried(_ agreeing: Int, _ tried: Int, _ producer: String, _ consumer: String) -> String {
    if tried == 0 { return "no payload of \(producer) was found to try" }
    let count = Counted.text(tried, "generated payload")
    let rest = agreeing == tried ? "" : "; on the others the validator met a cap"
    let accepted = agreeing == tried && tried > 1 ? "all" : Counted.number(agreeing)
    return
      "\(count) of \(producer), \(tried == 1 && agreeing == 1 ? "" : accepted + " ")accepted by \(consumer)\(rest)"
  }

  private static func lines(_ counterexample: Counterexample, _ style: TextStyle) -> [String] {
    var lines = [style.detail("payload", FindingText.payload(counterexample.payload))]
    if let explanation = counterexample.explanation {
      let place = explanation.path.isEmpty ? "the whole payload" : explanation.path.joined(separator: " / ")
      let origin = explanation.producerLocation.map { " (\($0))" } ?? ""
      lines.append(style.detail("where", TerminalText.line(place)))
      lines.append(style.detail("producer", TerminalText.line(explanation.producer + origin)))
      lines.append(
        style.detail(
          "consumer", TerminalText.line("\(explanation.consumer) (\(explanation.consumerLocation))")))
    }
    for violation in counterexample.violations.prefix(ValidationRendering.shownViolations) {
      lines.append(style.detail("refused", TerminalText.line("\(violation)")))
    }
    return lines
  }

  /// The verdict in the format that `docs/report-format.md` describes.
  public static func json(_ verdict: InclusionVerdict) -> JSONValue {
    var object: JSONObject = [
      "format": 1, "verdict": .string(name(verdict)), "producerIsClosed": .bool(verdict.producerIsClosed),
    ]
    switch verdict.outcome {
    case .included: break
    case .notIncluded(let counterexample):
      object["witness"] = counterexample.payload
      object["violations"] = .array(
        counterexample.violations.map { ValidationRendering.json($0, at: nil, line: nil) })
      if let explanation = counterexample.explanation { object["explanation"] = json(explanation) }
    case .undecided(let reason, let agreeing):
      object["reason"] = .string("\(reason)")
      object["agreeing"] = JSONValue(integerLiteral: agreeing)
      object["tried"] = JSONValue(integerLiteral: verdict.tried)
    }
    if !verdict.derivation.isEmpty {
      object["derivation"] = .array(verdict.derivation.map(JSONValue.string))
    }
    return .object(object)
  }

  private static func json(_ explanation: Counterexample.Explanation) -> JSONValue {
    var object: JSONObject = [
      "path": .array(explanation.path.map(JSONValue.string)), "producer": .string(explanation.producer),
      "consumer": .string(explanation.consumer),
    ]
    if let location = explanation.producerLocation { object["producerLocation"] = .string(location) }
    object["consumerLocation"] = .string(explanation.consumerLocation)
    return .object(object)
  }

  /// The verdict on one of many pairs, in one line.
  ///
  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - id: What names the pair; absent where the pair has no name.
  ///   - explains: Whether the explanation and the derivation are written too.
  /// - Returns: A JSON object without a line break.
  public static func pairLine(_ verdict: InclusionVerdict, id: JSONValue?, explains: Bool) -> String {
    var object: JSONObject = [:]
    if let id { object["id"] = id }
    object["verdict"] = .string(name(verdict))
    if let witness = verdict.witness { object["witness"] = witness }
    if case .undecided(let reason, let agreeing) = verdict.outcome {
      object["reason"] = .string("\(reason)")
      object["agreeing"] = JSONValue(integerLiteral: agreeing)
      object["tried"] = JSONValue(integerLiteral: verdict.tried)
    }
    if explains {
      let full = json(verdict)
      for key in ["explanation", "derivation"] { object[key] = full[key] }
    }
    return JSONValue.object(object).text(.compact)
  }

  /// The name of the verdict in reports.
  public static func name(_ verdict: InclusionVerdict) -> String {
    switch verdict.outcome {
    case .included: "included"
    case .notIncluded: "notIncluded"
    case .undecided: "undecided"
    }
  }
}
