import HandoffContracts
import HandoffRouting

extension FailurePath {
  /// Who notices the failure, in words.
  var detection: String {
    switch detectedBy {
    case .agent: "the agent"
    case .timeout: "timeout"
    case .validation: "validation"
    case .monitor: "monitor"
    }
  }

  /// What answers the failure, in words.
  var answer: String { responses.map(Self.words).joined(separator: ", then ") }

  private static func words(_ response: Response) -> String {
    switch response {
    case .retry(_, let limit): "retry, at most \(limit == 1 ? "once" : "\(limit) times")"
    case .handoff(let name): name
    case .goesBack(let name): "back along \(name)"
    case .unanswered: "nobody: the run ends with an error"
    }
  }

  /// Where the work ends, in words.
  var outcome: String {
    let known = ends.map(\.words).joined(separator: ", ")
    return hasMoreEnds ? (known.isEmpty ? "not worked out" : known + " or farther away") : known
  }

  /// Whom the failure blocks, in words; the first ones and a count where there are many.
  func blocked(limit: Int = 6) -> String {
    guard let blocks else { return "not worked out" }
    guard !blocks.isEmpty else { return "-" }
    let rest = blocks.count - limit
    return blocks.prefix(limit).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension FailurePath.End {
  var words: String {
    switch self {
    case .human(let name): "human \(name)"
    case .finish(let name): "finish at \(name)"
    case .error(let name): "error at \(name)"
    case .trap(let name): "no way out behind \(name)"
    case .unknown(let name): "unknown behind \(name)"
    }
  }
}
