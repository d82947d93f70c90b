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
    let names = Array(repeatedNames.prefix(Self.duplicateKeyReportLimit))
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
  public var duplicateKeyCount: Int { repeatedNames.count }

  /// The indices of the repeated names, ascending.
  private var repeatedNames: [Int] {
    withTape { tape in
      var names: [Int] = []
      for index in 0..<tape.count where tape[index].kind == .object && tape[index].length > 1 {
        tape.collectRepeatedNames(of: index, into: &names)
      }
      return names.sorted()
    }
  }
}

extension TapeView {
  fileprivate func collectRepeatedNames(of object: Int, into names: inout [Int]) {
    var seen: Set<ExactString> = []
    seen.reserveCapacity(Int(nodes[object].length))
    var name = object + 1
    while name < Int(nodes[object].next) {
      if !seen.insert(ExactString(string(at: name))).inserted { names.append(name) }
      name = Int(nodes[name + 1].next)
    }
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
