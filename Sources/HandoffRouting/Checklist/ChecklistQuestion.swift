import HandoffContracts

/// One question of the checklist: its words, the rules whose findings speak against it, and what else counts.
struct ChecklistQuestion: Sendable {
  /// What a question makes of the declaration where no finding speaks against it.
  typealias Judgement = (verdict: SystemChecklist.Verdict, why: String)

  let id: String
  let question: String
  /// The rules whose findings make it a no.
  let rules: [String]
  let remedy: String
  let judge: @Sendable (ChecklistEvidence) -> Judgement

  /// All questions, in the order in which they are asked.
  static let all = [tasks, graph, contracts, sharedState, failures, observability, escalation, pattern]

  /// The answer, with the findings that speak against it.
  func answer(_ evidence: ChecklistEvidence) -> SystemChecklist.Item {
    var (verdict, why) = judge(evidence)
    let against = evidence.findings(of: rules)
    if !against.isEmpty {
      let count = against.count == 1 ? "A finding speaks" : "\(against.count) findings speak"
      why = (verdict == .no ? why + " " : "") + "\(count) against it: \(Self.ruleList(against))."
      verdict = .no
    } else if verdict == .yes, !evidence.isComplete {
      (verdict, why) = (.cannotTell, "The audit met a cap, so that something may be missing.")
    }
    return SystemChecklist.Item(
      id: id, question: question, verdict: verdict, why: why, findings: against,
      remedy: verdict == .yes ? nil : remedy)
  }

  /// The rules of some findings, each with how often, in the order in which they come.
  private static func ruleList(_ findings: [Finding]) -> String {
    var counts: [(rule: String, count: Int)] = []
    for finding in findings {
      if let index = counts.firstIndex(where: { $0.rule == finding.rule }) {
        counts[index].count += 1
      } else {
        counts.append((finding.rule, 1))
      }
    }
    return counts.map { $0.count == 1 ? $0.rule : "\($0.rule) (\($0.count))" }.joined(separator: ", ")
  }
}
