/// What one run has decided, so that a value that a schema reaches by many ways is walked once.
///
/// Alternatives of a recursive schema that descend into the same child would otherwise double the work at every level.
struct ProgramMemory {
  /// A node and a value, reached through one state of the dynamic scope.
  struct Key: Hashable {
    private let bits: UInt64

    /// Names an application; `nil` where there are too many scopes or nodes to be told apart.
    @inline(__always)
    init?(_ node: Int, _ index: Int, _ scope: Int) {
      guard scope < 1 << 8, node < 1 << 24 else { return nil }
      bits = UInt64(scope) << 56 | UInt64(node) << 32 | UInt64(index)
    }
  }

  private var verdicts: [Key: Bool] = [:]
  private var evaluated: [Key: [Bool]] = [:]

  subscript(key: Key) -> Bool? {
    get { verdicts[key] }
    set { verdicts[key] = newValue }
  }

  /// The members or elements that an application looked at, where it accepted and that was asked for.
  func evaluated(_ key: Key) -> [Bool]? { evaluated[key] }

  mutating func note(_ marks: [Bool], _ key: Key) { evaluated[key] = marks }
}

/// The resources on the way to an application, outermost first.
struct ProgramScope {
  private(set) var resources: [Int32] = []
  private var states: [Int] = []
  private var known: [[Int32]: Int] = [:]

  /// A number for the order in which resources were first entered: all that dynamic references depend on.
  var state: Int { states.last ?? 0 }
  var innermost: Int32? { resources.last }

  mutating func enter(_ resource: Int32) {
    let isNew = !resources.contains(resource)
    resources.append(resource)
    guard isNew else { return states.append(state) }
    var order: [Int32] = []
    for resource in resources where !order.contains(resource) { order.append(resource) }
    let number = known[order] ?? known.count + 1
    known[order] = number
    states.append(number)
  }

  mutating func leave() {
    resources.removeLast()
    states.removeLast()
  }
}

/// What a run keeps where a schema asks for it, made when it is first needed: most runs never do.
final class ProgramBooks {
  /// What was decided where one value may come by several ways, kept only once there are many steps.
  var memory = ProgramMemory()
  /// The resources on the way, outermost first, in programs with dynamic references.
  var scope = ProgramScope()
}
