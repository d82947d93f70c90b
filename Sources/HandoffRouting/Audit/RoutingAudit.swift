public import HandoffContracts
import HandoffSchema

/// Decides from the declaration of an agent system what can go wrong between its agents.
public struct RoutingAudit: Sendable {
  private let rules: [any Rule.Type]
  private let producersAreClosed: Bool

  /// Makes an audit with every built-in rule.
  ///
  /// - Parameter producersAreClosed: True to take outputs as having only members that their contracts name; an open
  ///   object is otherwise taken as written, and may have any other member.
  public init(producersAreClosed: Bool = false) {
    self.init(rules: RuleRegistry.builtIn, producersAreClosed: producersAreClosed)
  }

  /// Makes an audit with some of the rules.
  package init(rules: [any Rule.Type], producersAreClosed: Bool = false) {
    self.rules = rules
    self.producersAreClosed = producersAreClosed
  }

  /// Tells of cycles of handoffs that no payload can take for ever, which no rule reports.
  ///
  /// - Complexity: As that of ``audit(_:)``.
  public func impossibleLoops(in system: AgentSystem) -> [LoopExplanation] {
    RoutingFacts(system, producersAreClosed: producersAreClosed).loopExplanations
  }

  /// Applies the rules to a system.
  ///
  /// - Complexity: O(*n*) on average in the number of agents, handoffs and findings.
  public func audit(_ system: AgentSystem) -> AuditReport {
    let facts = RoutingFacts(system, producersAreClosed: producersAreClosed)
    let writer = FindingWriter(facts)
    var placed: [(order: (Int, Int, Int, Int), part: FindingMerge.Part)] = []
    for rule in rules {
      for observation in rule.check(facts) {
        let (group, element, part) = writer.order(of: observation.subject)
        // Rules come in the order of their ids, so the running number keeps that order at one subject.
        let order = (group, element, part, placed.count)
        let finding = writer.finding(observation, rule.info)
        placed.append(
          (order, .init(finding: finding, observation: observation.cause.map { _ in observation })))
      }
    }
    placed.sort { $0.order < $1.order }
    let sorted = AllowanceFilter(system.allowances).apply(to: placed.lazy.map(\.part.finding))
    let kept = FindingMerge(writer).findings(of: sorted.kept.map { placed[$0].part })
    let unused = rules.contains { $0 == AllowUnusedRule.self } ? sorted.unused : []
    let aboutAllowances = unused.map {
      writer.finding(
        AllowUnusedRule.observation(
          of: $0, in: system, isRule: RuleRegistry.info(system.allowances[$0].rule) != nil),
        AllowUnusedRule.info)
    }
    return AuditReport(
      system: system.name, findings: kept + aboutAllowances, allowed: sorted.allowed,
      unknowns: facts.unknowns, complete: facts.payloads.isComplete)
  }
}
