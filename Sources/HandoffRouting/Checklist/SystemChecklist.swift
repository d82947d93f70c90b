public import HandoffContracts

/// The eight questions to answer before a system of agents is built, answered from its declaration with evidence.
public struct SystemChecklist: Sendable, Hashable {
  /// What the declaration says to a question.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case yes
    case no
    /// The declaration does not say enough.
    case cannotTell = "cannot tell"
  }

  /// One question with its answer.
  public struct Item: Sendable, Hashable {
    /// What stands for the question in JSON, such as `contracts`.
    public var id: String
    /// The question.
    public var question: String
    /// The answer.
    public var verdict: Verdict
    /// Why, a sentence or two.
    public var why: String
    /// The findings of the audit that speak against it, in the order of the audit.
    public var findings: [Finding]
    /// What would make it a yes; absent where it is one.
    public var remedy: String?
  }

  /// The system's name.
  public var system: String
  /// The questions in order.
  public var items: [Item]

  /// Answers the questions.
  ///
  /// - Complexity: As that of ``RoutingAudit/audit(_:)``.
  public init(_ declared: AgentSystem) {
    let evidence = ChecklistEvidence(declared)
    system = declared.name
    items = ChecklistQuestion.all.map { $0.answer(evidence) }
  }

  /// True where every question is answered with yes.
  public var isComplete: Bool { items.allSatisfy { $0.verdict == .yes } }

  /// How many questions have an answer.
  public func count(_ verdict: Verdict) -> Int { items.count { $0.verdict == verdict } }
}
