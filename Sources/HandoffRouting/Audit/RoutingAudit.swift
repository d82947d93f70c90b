public import HandoffContracts
import HandoffSchema

/// Decides from the declaration of an agent system what can go wrong between its agents.
public struct RoutingAudit: Sendable {
  private let rules: [any Rule.Type]
  private let producersAreClosed: Bool
  private let isSideBySide: Bool?

  /// Makes an audit with every built-in rule.
  ///
  /// - Parameter producersAreClosed: True to take outputs as having only members that their contracts name; an open
  ///   object is otherwise taken as written, and may have any other member.
  public init(producersAreClosed: Bool = false) {
    self.init(rules: RuleRegistry.builtIn, producersAreClosed: producersAreClosed)
  }

  /// Makes an audit with some of the rules.
  ///
  /// - Parameters:
  ///   - rules: The rules.
  ///   - producersAreClosed: Whether outputs are taken to have only members that their contracts name.
  ///   - isSideBySide: Whether the work is parted among the processors; by default that of large systems is.
  package init(rules: [any Rule.Type], producersAreClosed: Bool = false, isSideBySide: Bool? = nil) {
    self.rules = rules
    self.producersAreClosed = producersAreClosed
    self.isSideBySide = isSideBySide
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
    let isSideBySide = isSideBySide ?? ConcurrentWork.isWorthwhile(for: system)
    let facts = RoutingFacts(system, producersAreClosed: producersAreClosed, isSideBySide: isSideBySide)
    let writer = FindingWriter(facts)
    let parts = ConcurrentWork.results(of: rules.count, where: isSideBySide) { number in
      let rule = rules[number]
      return rule.check(facts).map { observation in
        FindingMerge.Part(
          finding: writer.finding(observation, rule.info), subject: observation.subject,
          observation: observation.cause.map { _ in observation })
      }
    }
    // Findings are large: their positions are sorted in their stead.
    let positions = parts.indices.flatMap { rule in
      parts[rule].indices.map { FindingMerge.Position(rule: rule, number: $0) }
    }
    // Rules come in the order of their ids, and keep it at one subject.
    let orders = positions.enumerated().map { index, position in
      let (group, element, part) = writer.order(of: parts[position.rule][position.number].subject)
      return (group, element, part, index)
    }
    let ordered = orders.sorted { $0 < $1 }.map { positions[$0.3] }
    let sorted = AllowanceFilter(system.allowances).apply(
      to: ordered.lazy.map { parts[$0.rule][$0.number].finding })
    var findings = FindingMerge(writer).findings(of: parts, at: sorted.kept.map { ordered[$0] })
    let unused = rules.contains { $0 == AllowUnusedRule.self } ? sorted.unused : []
    findings += unused.map {
      writer.finding(
        AllowUnusedRule.observation(
          of: $0, in: system, isRule: RuleRegistry.info(system.allowances[$0].rule) != nil),
        AllowUnusedRule.info)
    }
    return AuditReport(
      system: system.name, findings: findings, allowed: sorted.allowed,
      unknowns: facts.unknowns, complete: facts.payloads.isComplete)
  }
}
