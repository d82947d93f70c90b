/// One check of the declaration of an agent system.
package protocol Rule: Sendable {
  /// What there is to say about the rule.
  static var info: RuleInfo { get }

  /// Looks for what the rule reports, in declaration order.
  ///
  /// Pure: the same facts give the same observations.
  static func check(_ facts: RoutingFacts) -> [Observation]
}
