extension JSONDocument {
  /// The most repeated keys that ``duplicateKeys`` lists; ``duplicateKeyCount`` counts them all.
  public static let duplicateKeyReportLimit = 1000

  /// The members whose key repeats an earlier one of the same object, in order of place, up to
  /// ``duplicateKeyReportLimit``.
  ///
  /// The last value of a key wins, as RFC 8259 section 4 allows. The location is that of the repeated key.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of bytes.
  public var duplicateKeys: [(pointer: JSONPointer, location: TextLocation)] {
    let names = repetitions.prefix(Self.duplicateKeyReportLimit).map(\.name)
    return withTape { tape in
      let pointers = tape.pointers(toNames: names)
      return bytes.withUnsafeBufferPointer { text in
        var locator = TextLocator(text)
        return zip(names, pointers).map { name, pointer in
          (pointer: pointer, location: locator.location(of: tape.start(of: tape[name])))
        }
      }
    }
  }

  /// How many members repeat an earlier key of the same object.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of bytes.
  public var duplicateKeyCount: Int { repetitions.count }

  /// The names that repeat an earlier one of their object, by their indices on the tape, each with the first one that it
  /// repeats; ascending.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of bytes.
  package var repetitions: [(name: Int, first: Int)] {
    withTape { tape in
      var search = RepeatedNames()
      for index in 0..<tape.count where tape[index].kind == .object && tape[index].length > 1 {
        search.look(in: index, of: tape)
      }
      return search.found.sorted { $0.name < $1.name }
    }
  }
}

/// Looks for names that stand more than once in an object.
private struct RepeatedNames {
  /// The names that repeat an earlier one, each with the first one that it repeats.
  var found: [(name: Int, first: Int)] = []
  /// Kept from one object to the next, so that most allocate nothing.
  private var names: [Int] = []

  /// With so many members comparing each with each is quicker than hashing.
  private static let fewMembers = 12

  mutating func look(in object: Int, of tape: TapeView) {
    guard tape[object].length <= Self.fewMembers else { return lookByHash(in: object, of: tape) }
    names.removeAll(keepingCapacity: true)
    var name = object + 1
    while name < Int(tape[object].next) {
      if let first = names.first(where: { tape.hasSameText($0, name) }) {
        found.append((name, first))
      } else {
        names.append(name)
      }
      name = Int(tape[name + 1].next)
    }
  }

  private mutating func lookByHash(in object: Int, of tape: TapeView) {
    var seen: [ExactString: Int] = [:]
    seen.reserveCapacity(Int(tape[object].length))
    var name = object + 1
    while name < Int(tape[object].next) {
      let text = ExactString(tape.string(at: name))
      if let first = seen[text] {
        found.append((name, first))
      } else {
        seen[text] = name
      }
      name = Int(tape[name + 1].next)
    }
  }
}

extension TapeView {
  /// Whether two strings have the same value.
  fileprivate func hasSameText(_ left: Int, _ right: Int) -> Bool {
    let node = nodes[left]
    guard node.flags.contains(.escaped) else { return string(at: right, equals: bytes(of: node)) }
    return withUnescaped(node) { string(at: right, equals: $0) }
  }

  /// The pointers to the members with these names, which must ascend; one walk over the tape for all.
  fileprivate func pointers(toNames names: [Int]) -> [JSONPointer] {
    var pointers: [JSONPointer] = []
    // The open containers, each with the index of the child (or its name) that the walk is in.
    var path: [(container: Int, child: Int, position: Int)] = []
    var index = 0
    for name in names {
      while index < name {
        while let last = path.last, Int(nodes[last.container].next) <= index { path.removeLast() }
        if let last = path.last, last.child != index {
          path[path.count - 1] = (last.container, index, last.position + 1)
        }
        // A name is followed by its value, a container by its first child, unless the walk can jump over it.
        let isObject = path.last.map { nodes[$0.container].kind == .object } ?? false
        let value = isObject ? index + 1 : index
        if Int(nodes[value].next) > name {
          path.append((container: value, child: value + 1, position: 0))
          index = value + 1
        } else {
          index = Int(nodes[value].next)
        }
      }
      while let last = path.last, Int(nodes[last.container].next) <= name { path.removeLast() }
      var tokens = path.dropLast().map { step in
        nodes[step.container].kind == .object ? string(at: step.child) : String(step.position)
      }
      tokens.append(string(at: name))
      pointers.append(JSONPointer(tokens: tokens))
    }
    return pointers
  }
}
