import HandoffFuzzing

/// Which failure mode a finding about a handoff belongs to.
enum SeamRules {
  /// By the id of the rule; a rule that is not here says nothing about one handoff, or is a matter of loops.
  static let modes: [String: FailureMode] = [
    "contract-unsatisfiable": .format, "handoff-incompatible": .format, "join-conflict": .format,
    "member-misspelt": .format, "payload-invalid": .format, "return-undeclared": .format,
    "envelope-incomplete": .ambiguity, "handoff-repeated": .ambiguity, "handoff-shadowed": .ambiguity,
    "handoff-unexpected": .ambiguity, "routing-overlap": .ambiguity,
    "failure-ambiguous": .missingFailurePath, "failure-as-success": .missingFailurePath,
    "failure-route-unreachable": .missingFailurePath, "failure-trap": .missingFailurePath,
    "failure-unanswered": .missingFailurePath, "failure-unrouted": .missingFailurePath,
    "limit-unrouted": .missingFailurePath,
  ]
}
