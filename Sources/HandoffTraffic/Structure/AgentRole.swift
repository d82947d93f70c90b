package import HandoffContracts

/// What structure says about one agent.
package struct AgentRole: Sendable, Hashable {
  /// Work that reaches a human is out of the agents' hands.
  package var isHuman = false
  /// It takes the first handoff that matches; otherwise any that does may be taken.
  package var takesFirstMatch = false
  /// A limit on its visits that nothing resets.
  package var hasBindingLimit = false
  /// The agent may end the run.
  package var canFinish = false
  /// A caller may get control back from it: it does not hand off or route everything that it gives.
  package var givesBack = true
  /// Not all of its handoffs are known.
  package var hasUnknownHandoffs = false
  /// The contract of its output.
  package var contract: ContractIndex?
}
