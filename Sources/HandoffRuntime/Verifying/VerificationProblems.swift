import HandoffContracts
import HandoffSchema

/// What was found in recorded runs: one problem for each rule and subject, counted.
struct VerificationProblems {
  /// What a problem is about.
  enum Subject: Hashable {
    /// Runs as a whole, or lines of a file.
    case run
    case agent(ExactString)
    case handoff(ExactString)
    /// Handoffs that lead back to where they begin.
    case lap([ExactString])
  }

  private struct Key: Hashable {
    var rule: VerificationRule
    var subject: Subject
  }

  private struct Problem {
    var rule: VerificationRule
    var subject: Subject
    var message: String
    var times = 1
    var location: SourceLocation?
    var payload: JSONValue?
    /// Whether every time it is only inferred from the order of other things.
    var isInferred: Bool
  }

  private var positions: [Key: Int] = [:]
  private var problems: [Problem] = []

  /// Counts one more problem of a kind that is known, whose words need not be made again.
  ///
  /// - Returns: Whether it is known.
  mutating func recount(_ rule: VerificationRule, _ subject: Subject, isInferred: Bool = false) -> Bool {
    guard let known = positions[Key(rule: rule, subject: subject)] else { return false }
    problems[known].times += 1
    problems[known].isInferred = problems[known].isInferred && isInferred
    return true
  }

  /// Counts a problem; the first one of its kind is told.
  mutating func add(
    _ rule: VerificationRule, _ message: String, about subject: Subject, at location: SourceLocation?,
    payload: JSONValue? = nil, isInferred: Bool = false
  ) {
    if recount(rule, subject, isInferred: isInferred) { return }
    positions[Key(rule: rule, subject: subject)] = problems.count
    problems.append(
      Problem(
        rule: rule, subject: subject, message: message, location: location, payload: payload,
        isInferred: isInferred))
  }

  var findings: [Finding] {
    problems.map { problem in
      let first = problem.message.prefix(1).uppercased() + problem.message.dropFirst()
      let words = problem.isInferred ? "; inferred from the order of spans, not recorded" : ""
      let times = problem.times == 1 ? "" : " (\(problem.times) times; this is the first)"
      var finding = Finding(
        rule: problem.rule.rawValue,
        severity: problem.isInferred ? min(problem.rule.severity, .warning) : problem.rule.severity,
        message: "\(first)\(words)\(times).",
        remedy: Self.remedy(problem.rule), location: problem.location)
      finding.basis = .replayed
      if let payload = problem.payload { finding.witness = Finding.Witness(payload: payload) }
      switch problem.subject {
      case .run: break
      case .agent(let name): finding.agents = [name.string]
      case .handoff(let name): finding.handoffs = [name.string]
      case .lap(let names):
        finding.handoffs = names.map(\.string)
        finding.witness = Finding.Witness(payload: problem.payload, path: names.map(\.string))
      }
      return finding
    }
  }

  private static func remedy(_ rule: VerificationRule) -> String {
    switch rule {
    case .transitionUndeclared: "Declare the handoff, or keep the agents from taking it."
    case .handoffUnexpected: "Mend the routing, or declare what the handoff answers."
    case .payloadInvalid: "Mend the sender, or put its contract in front of the receiver."
    case .limitExceeded: "Count where the work is routed, or declare the limit that holds."
    case .loopObserved: "Give a handoff of the lap a limit, with an \"on\": \"limit\" handoff beside it."
    case .failureUnanswered: "Route the failure as declared."
    case .handoffNarrated: "Let the agent call the handoff instead of telling of it."
    case .transferFailed: "Mend the arguments of the call, or route its failure."
    case .runFailed: "Declare what answers it: a limit's handoff, or the failure of whoever caused it."
    case .handoffUnseen: "Look at runs that take it, or remove it."
    case .recordUnreadable: "Write one record a line, as docs/recording.md describes."
    }
  }
}
