/// The member that names the failure in a failure payload, where it is not `failure`.
public struct FailureTag: ContractElement {
  /// The member's name.
  public var member: String
  /// Where the tag was named.
  public var declaredAt: SourceLocation

  /// Names the member.
  public init(_ member: String, fileID: String = #fileID, line: Int = #line) {
    self.member = member
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Untagged() where no member names the failure.")
  public init(_ nothing: Never?) {
    self.init("")
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    contract.note(once: "FailureTag", at: declaredAt, member: "failureTag")
    contract.failureTag = member
  }
}

/// No member names the failure: each failure's shape alone says what it looks like, and none may be an output too.
public struct Untagged: ContractElement {
  private let location: SourceLocation

  /// Says so.
  public init(fileID: String = #fileID, line: Int = #line) {
    location = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    contract.note(once: "FailureTag", at: location, member: "failureTag")
    contract.failureTag = nil
  }
}
