/// The rules that exist.
public enum RuleRegistry {
  /// Every rule, sorted by id.
  package static let builtIn: [any Rule.Type] = [
    AgentUnlinkedRule.self,
    AgentUnreachableRule.self,
    AllowUnusedRule.self,
    ContextOverflowRule.self,
    ContractMissingRule.self,
    ContractUnsatisfiableRule.self,
    ContractUnusedRule.self,
    ContractVacuousRule.self,
    DeadEndRule.self,
    EdgesUnknownRule.self,
    EnvelopeIncompleteRule.self,
    EscalationMissingRule.self,
    EscalationUnreachableRule.self,
    FailureAmbiguousRule.self,
    FailureAsSuccessRule.self,
    FailureRouteUnreachableRule.self,
    FailureTrapRule.self,
    FailureUndeclaredRule.self,
    FailureUnroutedRule.self,
    FieldLostRule.self,
    FieldUnfilledRule.self,
    GuardUnsatisfiableRule.self,
    HandoffIncompatibleRule.self,
    HandoffRepeatedRule.self,
    HandoffShadowedRule.self,
    HandoffUndecidedRule.self,
    InvalidUnansweredRule.self,
    JoinConflictRule.self,
    JoinDeadlockRule.self,
    JoinPartialRule.self,
    LimitResetsRule.self,
    LimitUnroutedRule.self,
    LoopCertainRule.self,
    LoopGlobalLimitRule.self,
    LoopLatentRule.self,
    LoopTrapRule.self,
    LoopUnboundedRule.self,
    LoopUndecidedRule.self,
    MemberMisspeltRule.self,
    MemberWithoutEffectRule.self,
    NoFinishRule.self,
    PatternMismatchRule.self,
    RetryUnchangedRule.self,
    ReturnUndeclaredRule.self,
    RouteLabelDeadRule.self,
    RouteLabelUnknownRule.self,
    RoutingGapRule.self,
    RoutingOverlapRule.self,
    SimplerPatternRule.self,
    StoreOwnershipRule.self,
    StoreRaceRule.self,
    StoreStaleReadRule.self,
    StoreUndeclaredRule.self,
    TargetUndeclaredRule.self,
  ]

  /// What there is to say about every rule, sorted by id.
  public static let infos: [RuleInfo] = builtIn.map { $0.info }

  /// What there is to say about one rule, or `nil` for an id that no rule has.
  ///
  /// - Complexity: O(*n*) in the number of rules.
  public static func info(_ id: String) -> RuleInfo? {
    infos.first { $0.id == id }
  }
}
