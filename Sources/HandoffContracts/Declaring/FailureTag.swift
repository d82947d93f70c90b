/// The member that names the failure in a failure payload, where it is not `failure`.
public struct FailureTag: ContractElement {
  /// The member's name.
  public var member: String

  /// Names the member.
  public init(_ member: String) {
    self.member = member
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    contract.failureTag = member
  }
}
