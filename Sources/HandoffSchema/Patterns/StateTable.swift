/// The states of a deterministic automaton while it is being made, numbered as they are found.
struct StateTable<Key: Hashable> {
  private let classes: CodePointClasses
  private let stateLimit: Int
  private var numbers: [Key: Int32] = [:]
  private var keys: [Key]
  private var next: [Int32]
  private var accepting = [true]

  /// The state after a match, from which nothing is refused.
  static var matched: Int32 { 0 }

  /// Begins with the state ``matched``, whose key stands for itself alone.
  init(_ classes: CodePointClasses, stateLimit: Int, matched key: Key) {
    self.classes = classes
    self.stateLimit = stateLimit
    keys = [key]
    next = [Int32](repeating: Self.matched, count: classes.count)
  }

  var count: Int { keys.count }

  subscript(index: Int) -> Key { keys[index] }

  /// The number of the state with a key, which is a new one where there is none yet.
  mutating func state(_ key: Key) throws(AutomatonLimit) -> Int32 {
    if let number = numbers[key] { return number }
    if keys.count > stateLimit { throw AutomatonLimit(.states, limit: stateLimit) }
    if (keys.count + 1) * classes.count > AutomatonLimit.transitions {
      throw AutomatonLimit(.transitions, limit: AutomatonLimit.transitions)
    }
    let number = Int32(keys.count)
    numbers[key] = number
    keys.append(key)
    accepting.append(false)
    next += [Int32](repeating: Self.matched, count: classes.count)
    return number
  }

  /// Notes whether a text may end in a state.
  mutating func accept(_ isAccepting: Bool, at index: Int) { accepting[index] = isAccepting }

  /// Notes where a code point of a class leads from a state.
  mutating func lead(from index: Int, on label: Int, to target: Int32) {
    next[index * classes.count + label] = target
  }

  /// The automaton, once every state has been noted.
  func table(initial: Int32) -> TransitionTable {
    TransitionTable(classes: classes, next: next, accepting: accepting, initial: initial)
  }
}
