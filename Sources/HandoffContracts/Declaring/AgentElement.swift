/// Something that can stand in `Agent("…") { … }`.
///
/// Types of your own may conform, for what many agents have in common.
public protocol AgentElement: Sendable {
  /// Adds what the element says to an agent.
  func apply(to agent: inout Agent)
}
