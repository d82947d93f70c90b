public import HandoffSchema

/// A system in another tool's format, and what that format cannot say of it.
public struct ExportedSystem: Sendable {
  /// The document.
  public var document: JSONValue
  /// What is missing in it or said otherwise, by topic.
  public var losses: [ImportLoss]
}
