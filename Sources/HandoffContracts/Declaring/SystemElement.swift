/// Something that can stand in `AgentSystem("…", entry: "…") { … }`.
///
/// Types of your own may conform, for parts that several systems share.
public protocol SystemElement: Sendable {
  /// Adds what the element says to a system.
  func apply(to system: inout AgentSystem)
}
