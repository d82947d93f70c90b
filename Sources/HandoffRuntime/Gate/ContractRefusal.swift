public import HandoffSchema

/// Why a gate let a payload not pass.
public struct ContractRefusal: Error, Sendable, Hashable {
  /// What the payload is.
  public enum Reason: Sendable, Hashable {
    /// It is one of the contract's failures, not an output.
    case failure(kind: String, JSONValue)
    /// It breaks the contract, or nobody can tell whether it does.
    case broken(Classification)
    /// It keeps the contract, but the type that it was to be read as does not take it.
    case undecodable(type: String, String)
  }

  /// The contract's name.
  public var contract: String
  /// What the payload is.
  public var reason: Reason

  /// Puts a refusal together.
  public init(contract: String, _ reason: Reason) {
    self.contract = contract
    self.reason = reason
  }
}

extension ContractRefusal: CustomStringConvertible {
  /// What is wrong, such as a model can mend it by.
  public var description: String {
    switch reason {
    case .failure(let kind, _): "the sender failed: \"\(kind)\""
    case .broken(let classification):
      classification.feedback ?? "nobody can tell whether this keeps the contract \"\(contract)\""
    case .undecodable(let type, let why):
      "the payload keeps the contract \"\(contract)\", but \(type) does not take it: \(why)"
    }
  }
}
