/// What one evaluation has decided, so that a container that a schema reaches by many ways is walked once.
///
/// Alternatives of a recursive schema that descend into the same child would otherwise double the work at every level.
/// A container is told by the storage that holds its parts: all copies share it, the instance keeps it alive, and two
/// containers with the same storage are equal.
struct EvaluationMemory {
  /// A schema node and a container.
  struct Key: Hashable {
    private let node: SchemaGraph.NodeID
    private let storage: UInt
    private let isObject: Bool

    /// Names an application; `nil` where the value is no container.
    init?(_ node: SchemaGraph.NodeID, _ value: JSONValue) {
      self.node = node
      switch value {
      case .array(let elements):
        storage = elements.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        isObject = false
      case .object(let members):
        storage = members.members.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        isObject = true
      default: return nil
      }
    }
  }

  /// What was refused at a container, and how long the ways to it through value and schema were.
  struct Refusal {
    var violations: [Violation]
    var pathCount: Int
    var routeCount: Int
  }

  private var verdicts: [Key: Bool] = [:]
  private var refusals: [Key: Refusal] = [:]

  /// The most violations of one container that are kept for the next way that leads to it.
  static let keptViolations = 64

  /// The verdict on a container, or `nil` where it was not decided.
  func verdict(_ key: Key) -> Bool? { verdicts[key] }

  /// What was refused at a container, or `nil` where that was not kept.
  func refusal(_ key: Key) -> Refusal? { refusals[key] }

  mutating func note(_ key: Key, _ isValid: Bool) { verdicts[key] = isValid }

  mutating func note(_ key: Key, _ refusal: Refusal) {
    if refusal.violations.count <= Self.keptViolations { refusals[key] = refusal }
  }
}

extension Violation {
  /// The same violation where its container was reached by another way.
  func moved(_ refusal: EvaluationMemory.Refusal, to path: JSONPointer, _ route: JSONPointer) -> Violation {
    var moved = self
    moved.instance.tokens = path.tokens + instance.tokens.dropFirst(refusal.pathCount)
    moved.keywordLocation.tokens = route.tokens + keywordLocation.tokens.dropFirst(refusal.routeCount)
    return moved
  }
}
