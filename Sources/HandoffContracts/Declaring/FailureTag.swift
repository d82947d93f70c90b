/// The member that names the failure in a failure payload, where it is not `failure`.
public struct FailureTag: ContractElement {
  /// The member's name.
  public var member: String

  /// Names the member.
  public init(_ member: String) {
    self.member = member
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Untagged() where no member names the failure.")
  public init(_ nothing: Never?) {
    self.init("")
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    contract.failureTag = member
  }
}

/// No member names the failure: each failure's shape alone says what it looks like, and none may be an output too.
public struct Untagged: ContractElement {
  /// Says so.
  public init() {}

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    contract.failureTag = nil
  }
}
