internal import HandoffSchema

extension Agent {
  /// What an agent answers when what it receives breaks its `accepts`.
  public enum InvalidAnswer: Sendable {
    /// It refuses.
    case reject
    /// It answers with this failure of its own contract.
    case failure(String)
  }
}

extension Agent.InvalidAnswer: Equatable {
  /// Compares kinds by code point.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.reject, .reject): true
    case (.failure(let left), .failure(let right)): left.hasSameCodePoints(as: right)
    default: false
    }
  }
}
