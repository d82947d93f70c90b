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
    var parts: [FindingMerge.Part] = []
    var orders: [(Int, Int, Int, Int)] = []
    for rule in rules {
      for observation in rule.check(facts) {
        let (group, element, part) = writer.order(of: observation.subject)
        // Rules come in the order of their ids, so the running number keeps that order at one subject.
        orders.append((group, element, part, parts.count))
        let finding = writer.finding(observation, rule.info)
        parts.append(.init(finding: finding, observation: observation.cause.map { _ in observation }))
      }
    }
    // Findings are large: their positions are sorted in their stead.
    let positions = orders.indices.sorted { orders[$0] < orders[$1] }
    let sorted = AllowanceFilter(system.allowances).apply(to: positions.lazy.map { parts[$0].finding })
    let kept = FindingMerge(writer).findings(of: sorted.kept.map { parts[positions[$0]] })
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
