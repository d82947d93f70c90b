public import HandoffSchema

/// A place that agents read and write.
public struct Store: Sendable {
  /// How long it remembers.
  public enum Layer: String, Sendable, Hashable, CaseIterable {
    case active, shortTerm, longTerm
  }

  /// What two writers at once do to it.
  public enum Merge: String, Sendable, Hashable, CaseIterable {
    /// The last one's value stays.
    case last
    /// Both values are kept.
    case append
    /// The second one is refused.
    case reject
  }

  /// The name, unique in the system.
  public var name: String
  /// How long it remembers.
  public var layer: Layer
  /// What two writers at once do to it; nothing is said where absent.
  public var merge: Merge?
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the store was declared.
  public var declaredAt: SourceLocation?

  /// Makes a store.
  public init(name: String, layer: Layer, declaredAt: SourceLocation? = nil) {
    self.name = name
    self.layer = layer
    self.declaredAt = declaredAt
  }
}
