package import HandoffSchema

/// Whether there is any payload in a set.
package enum Existence: Sendable {
  case none
  /// Such as this one, which may be larger than it need be.
  case some(JSONValue)
  case unknown(UndecidedReason)
}
