/// A refusal of a consumer in Swift, with its reason: throw it; any other error but a `HandoffFailure` refuses, too.
public struct HandoffRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Why the payload is refused.
  public var reason: String

  /// Makes a refusal.
  public init(_ reason: String) {
    self.reason = reason
  }

  /// The reason.
  public var description: String { reason }
}
