/// A way of breaking a payload that the receiver of a handoff may accept.
///
/// `Handoff("a", to: "b", tolerates: [Tolerates("extra-member", because: "b takes what it knows.")])`.
public struct Tolerates: Sendable {
  let tolerance: Tolerance

  /// Tolerates what a mutation operator makes.
  ///
  /// - `operation`: The operator's id, such as `"extra-member"`; `docs/operators.md` lists them.
  /// - `because`: The reason, for whoever reads the declaration later.
  public init(_ operation: String, because: String, fileID: String = #fileID, line: Int = #line) {
    tolerance = Tolerance(
      operation: operation, because: because, declaredAt: SourceLocation(file: fileID, line: line))
  }
}
