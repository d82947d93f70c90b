import HandoffContracts
public import HandoffRouting
public import HandoffSchema

extension FailureMatrix {
  static let head = ["AGENT", "FAILURE", "NOTICED BY", "ANSWERED BY", "ENDS AT", "BLOCKS"]

  /// The matrix as a table, and what it cannot tell below it.
  ///
  /// - Complexity: O(*n*) in the size of the matrix.
  public func text(style: TextStyle = TextStyle()) -> String {
    var lines: [String] = []
    if paths.isEmpty {
      lines.append("\(TerminalText.line(system)): no agent declares a failure.")
    } else {
      var table = TextTable(Self.head)
      for path in paths { table.add(cells(path)) }
      lines += table.lines(style: style)
    }
    return (lines + notes.map { "\n" + $0 }).joined(separator: "\n") + "\n"
  }

  /// The matrix as a Markdown table.
  ///
  /// - Complexity: O(*n*) in the size of the matrix.
  public var markdown: String {
    var table = MarkdownTable(Self.head.map { $0.prefix(1) + $0.dropFirst().lowercased() })
    for path in paths { table.add(cells(path)) }
    let title = "### Failures of \(MarkdownTable.escaped(system))"
    return ([title, table.text] + notes.map(MarkdownTable.escaped)).joined(separator: "\n\n") + "\n"
  }

  /// The matrix in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    [
      "format": 1, "system": .string(system), "failures": .array(paths.map(\.json)),
      "undeclared": .array(silentAgents.map(JSONValue.string)), "complete": .bool(unboundedCount == 0),
    ]
  }

  func cells(_ path: FailurePath) -> [String] {
    [path.agent, path.failure, path.detection, path.answer, path.outcome, path.blocked()]
  }

  var notes: [String] {
    var notes: [String] = []
    if !silentAgents.isEmpty {
      let shown = silentAgents.prefix(8).map { TerminalText.quoted($0) }.joined(separator: ", ")
      let rest = silentAgents.count - 8
      notes.append(
        "\(Counted.text(silentAgents.count, "agent")) without a declared failure: \(shown)"
          + (rest > 0 ? " and \(rest) more." : "."))
    }
    if unboundedCount > 0 {
      notes.append(
        "What \(Counted.text(unboundedCount, "failure")) would block was not worked out: the bound of "
          + "\(Counted.number(Self.stepLimit)) looks at handoffs was reached.")
    }
    return notes
  }
}

extension FailurePath {
  var json: JSONValue {
    [
      "agent": .string(agent), "failure": .string(failure), "detectedBy": .string(detectedBy.rawValue),
      "responses": .array(responses.map(\.json)), "ends": .array(ends.map(\.json)),
      "moreEnds": .bool(hasMoreEnds),
      "way": .array(way.map(JSONValue.string)),
      "blocks": blocks.map { .array($0.map(JSONValue.string)) } ?? .null,
    ]
  }
}

extension FailurePath.Response {
  fileprivate var json: JSONValue {
    switch self {
    case .retry(let handoff, let limit):
      ["kind": "retry", "handoff": .string(handoff), "limit": JSONValue(integerLiteral: limit)]
    case .handoff(let name): ["kind": "handoff", "handoff": .string(name)]
    case .goesBack(let name): ["kind": "return", "handoff": .string(name)]
    case .unanswered: ["kind": "unanswered"]
    }
  }
}

extension FailurePath.End {
  fileprivate var json: JSONValue {
    switch self {
    case .human(let name): ["kind": "human", "agent": .string(name)]
    case .finish(let name): ["kind": "finish", "agent": .string(name)]
    case .error(let name): ["kind": "error", "agent": .string(name)]
    case .trap(let name): ["kind": "trap", "agent": .string(name)]
    case .unknown(let name): ["kind": "unknown", "agent": .string(name)]
    }
  }
}
