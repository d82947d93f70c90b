internal import HandoffSchema

/// A finding that the owners of the system accept.
public struct Allow: SystemElement {
  private let allowance: Allowance

  /// Accepts the findings of a rule.
  ///
  /// - `rule`: The rule's id, such as `"loop-global-limit"`.
  /// - `at`: The agent or handoff that the finding must mention; any where absent.
  /// - `because`: The reason, for whoever reads the declaration later.
  public init(
    _ rule: String, at: String? = nil, because: String, fileID: String = #fileID, line: Int = #line
  ) {
    allowance = Allowance(
      rule: rule, at: at, because: because, declaredAt: SourceLocation(file: fileID, line: line))
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    system.allowances.append(allowance)
  }
}
