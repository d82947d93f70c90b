import HandoffContracts
import HandoffSchema

/// What was found in recorded runs: one problem for each rule and subject, counted.
struct VerificationProblems {
  private struct Key: Hashable {
    var rule: VerificationRule
    var subject: ExactString
  }

  private struct Problem {
    var rule: VerificationRule
    var subject: String
    var message: String
    var times = 1
    var location: SourceLocation?
    var payload: JSONValue?
    var path: [String]
  }

  private var positions: [Key: Int] = [:]
  private var problems: [Problem] = []

  /// Counts one more problem of a kind that is known, whose words need not be made again.
  ///
  /// - Returns: Whether it is known.
  mutating func recount(_ rule: VerificationRule, subject: String) -> Bool {
    guard let known = positions[Key(rule: rule, subject: ExactString(subject))] else { return false }
    problems[known].times += 1
    return true
  }

  /// Counts a problem; the first one of its kind is told.
  mutating func add(
    _ rule: VerificationRule, _ message: String, subject: String,
    at location: SourceLocation?, payload: JSONValue? = nil, path: [String] = []
  ) {
    let key = Key(rule: rule, subject: ExactString(subject))
    if let known = positions[key] {
      problems[known].times += 1
      return
    }
    positions[key] = problems.count
    problems.append(
      Problem(
        rule: rule, subject: subject, message: message, location: location, payload: payload, path: path))
  }

  var findings: [Finding] {
    problems.map { problem in
      let first = problem.message.prefix(1).uppercased() + problem.message.dropFirst()
      let times = problem.times == 1 ? "" : " (\(problem.times) times; this is the first)"
      let isHandoff = problem.subject.contains("->") || problem.subject.contains("<-")
      return Finding(
        rule: problem.rule.rawValue, severity: problem.rule.severity, message: "\(first)\(times).",
        agents: isHandoff || problem.subject.isEmpty ? [] : [problem.subject],
        handoffs: problem.path.isEmpty ? (isHandoff ? [problem.subject] : []) : problem.path,
        witness: problem.payload == nil && problem.path.isEmpty
          ? nil : Finding.Witness(payload: problem.payload, path: problem.path),
        remedy: Self.remedy(problem.rule), location: problem.location)
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
    case .recordUnreadable: "Write one record a line, as docs/recording.md describes."
    }
  }
}
