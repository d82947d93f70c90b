public import HandoffFuzzing
public import HandoffSchema

/// What a search for a payload that a program does not accept has found.
public struct FoundRefusal: Sendable, Hashable {
  private let found: PayloadSearchResult
  private let answer: ConsumerAnswer?

  /// Puts a result together.
  ///
  /// - Parameters:
  ///   - found: The search.
  ///   - answer: What the program said to the smallest payload.
  public init(_ found: PayloadSearchResult, answer: ConsumerAnswer?) {
    self.found = found
    self.answer = answer
  }

  /// The result as JSON: `{"format": 1, "cases", "payload"?, "answer"? | "how"?, "minimal"?, "free"?, "shortfalls"?}`.
  public var json: JSONValue {
    var object: JSONObject = ["format": 1, "cases": JSONValue(integerLiteral: found.cases)]
    if let smallest = found.smallest {
      object["payload"] = smallest.payload
      if let line = answer?.json { object["answer"] = line }
      if let how { object["how"] = .string(how) }
      object["minimal"] = .bool(smallest.isMinimal)
      object["free"] = .array(smallest.freeParts.map { .string($0.description) })
    }
    if !found.shortfalls.isEmpty { object["shortfalls"] = .array(found.shortfalls.map(JSONValue.string)) }
    return .object(object)
  }

  /// The result as text, ending with a line end.
  public func text(style: TextStyle = TextStyle()) -> String {
    let shortfalls = found.shortfalls.map { style.detail("fell short", TerminalText.excerpt($0)) }
    guard let smallest = found.smallest else {
      let head =
        "\(style.colored("nothing found", .green)): all of \(Counted.text(found.cases, "payload")) were accepted"
      return ([head] + shortfalls).joined(separator: "\n") + "\n"
    }
    var lines = [
      "\(style.colored("not accepted", .bold, .red)) after \(Counted.text(found.cases, "payload"))",
      style.detail("payload", FindingText.payload(smallest.payload)),
    ]
    if let line = answer?.json { lines.append(style.detail("answer", TerminalText.excerpt(line.text()))) }
    if let how { lines.append(style.detail("answer", "none: \(TerminalText.excerpt(how))")) }
    if !smallest.freeParts.isEmpty {
      let parts = smallest.freeParts.map { $0.description.isEmpty ? "the whole payload" : "\($0)" }
      lines.append(
        style.detail(
          "free", TerminalText.excerpt("any other content here too: \(parts.joined(separator: ", "))")))
    }
    if !smallest.isMinimal {
      lines.append(style.detail("note", "the budget was used up before nothing smaller was left to try"))
    }
    return (lines + shortfalls).joined(separator: "\n") + "\n"
  }

  private var how: String? {
    switch answer {
    case .crashed(let crash): crash.how
    case .timedOut: "no answer in time"
    default: nil
    }
  }
}
