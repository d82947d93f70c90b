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
    private let kind: Kind
    private let scope: Int

    private enum Kind: UInt8 { case array, object, tape }

    /// Names an application to the value at an index of a tape, through one state of the dynamic scope.
    init(_ node: SchemaGraph.NodeID, at index: Int, scope: Int) {
      self.node = node
      self.scope = scope
      storage = UInt(index)
      kind = .tape
    }

    /// Names an application; `nil` where the value is no container.
    init?(_ node: SchemaGraph.NodeID, _ value: JSONValue) {
      self.node = node
      scope = 0
      switch value {
      case .array(let elements):
        storage = elements.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        kind = .array
      case .object(let members):
        storage = members.members.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        kind = .object
      default: return nil
      }
    }
  }

  /// What was refused at a container, and how long the ways to it through value and schema were.
  struct Refusal {
    var violations: [Violation]
    var pathCount: Int
    var routeCount: Int
    /// How many more there were than are kept.
    var omitted: Int
  }

  private var verdicts: [Key: Bool] = [:]
  private var refusals: [Key: Refusal] = [:]

  /// The violations that are kept of all containers together; of further ones only a few are.
  static let keptViolations = 100_000
  static let keptOfOne = 16
  private var kept = 0

  /// The verdict on a container, or `nil` where it was not decided.
  func verdict(_ key: Key) -> Bool? { verdicts[key] }

  /// What was refused at a container, or `nil` where that was not kept.
  func refusal(_ key: Key) -> Refusal? { refusals[key] }

  mutating func note(_ key: Key, _ isValid: Bool) { verdicts[key] = isValid }

  mutating func note(_ key: Key, _ violations: ArraySlice<Violation>, pathCount: Int, routeCount: Int) {
    let room = max(Self.keptOfOne, Self.keptViolations - kept)
    let refusal = Refusal(
      violations: Array(violations.prefix(room)), pathCount: pathCount, routeCount: routeCount,
      omitted: max(0, violations.count - room))
    kept += refusal.violations.count
    refusals[key] = refusal
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
