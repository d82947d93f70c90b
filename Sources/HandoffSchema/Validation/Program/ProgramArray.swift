/// Keywords for arrays.
struct ProgramArray: BitwiseCopyable {
  var prefixItems = ProgramRange()
  var items = ProgramReference.none
  var contains = ProgramReference.none
  var unevaluated = ProgramReference.none
  var minItems = 0
  var maxItems = Int.max
  var minContains = 1
  var maxContains = Int.max
  var uniqueItems = false
  var containsEvaluates = true
}

extension ProgramCompiler {
  mutating func compile(_ array: ArrayKeywords) -> Int32 {
    arrays.append(
      ProgramArray(
        prefixItems: list(array.prefixItems), items: reference(array.items),
        contains: reference(array.contains),
        unevaluated: reference(array.unevaluatedItems), minItems: array.minItems ?? 0,
        maxItems: array.maxItems ?? .max, minContains: array.minContains ?? 1,
        maxContains: array.maxContains ?? .max, uniqueItems: array.uniqueItems,
        containsEvaluates: array.containsEvaluates))
    return Int32(arrays.count - 1)
  }
}

extension ProgramRunner {
  mutating func checkArray(_ number: Int, _ index: Int, marks: Int, depth: Int) -> Bool {
    let array = arrays + number
    let count = Int(tape.nodes[index].length)
    if count < array.pointee.minItems || count > array.pointee.maxItems { return false }
    let end = Int(tape.nodes[index].next)
    steps &+= count
    var element = index + 1
    if array.pointee.prefixItems.count > 0 {
      var position = 0
      for place in array.pointee.prefixItems.indices {
        guard element < end else { break }
        guard check(references[place], element, marks: Self.noMarks, depth: depth) else { return false }
        if marks != Self.noMarks { self.marks[marks + position] = true }
        element = Int(tape.nodes[element].next)
        position += 1
      }
    }
    let items = array.pointee.items
    if !items.isNone {
      if marks != Self.noMarks { self.marks.set(marks, count: count) }
      if !items.isAlways {
        while element < end {
          guard check(items, element, marks: Self.noMarks, depth: depth) else { return false }
          element = Int(tape.nodes[element].next)
        }
      }
    }
    if array.pointee.uniqueItems, !tape.hasUniqueElements(index) { return false }
    if !array.pointee.contains.isNone { return checkContains(array, index, marks: marks, depth: depth) }
    return true
  }

  @inline(never)
  private mutating func checkContains(
    _ array: UnsafePointer<ProgramArray>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    let isMarking = marks != Self.noMarks && array.pointee.containsEvaluates
    let least = array.pointee.minContains
    let most = array.pointee.maxContains
    var matching = 0
    var position = 0
    var element = index + 1
    steps &+= Int(tape.nodes[index].length)
    while element < Int(tape.nodes[index].next) {
      if !isMarking, matching >= least, most == .max || matching > most { break }
      if check(array.pointee.contains, element, marks: Self.noMarks, depth: depth) {
        matching += 1
        if isMarking { self.marks[marks + position] = true }
      }
      element = Int(tape.nodes[element].next)
      position += 1
    }
    return matching >= least && matching <= most
  }
}

extension TapeView {
  /// Says whether all elements of an array differ.
  ///
  /// - Complexity: O(*n*) on average in the bytes of the array.
  func hasUniqueElements(_ array: Int) -> Bool {
    let count = Int(nodes[array].length)
    if count < 2 { return true }
    if count <= 16, let isUnique = hasUniqueScalars(array) { return isUnique }
    var seen: Set<JSONValue> = []
    seen.reserveCapacity(count)
    var element = array + 1
    while element < Int(nodes[array].next) {
      if !seen.insert(value(at: element)).inserted { return false }
      element = Int(nodes[element].next)
    }
    return true
  }

  /// Compares a few elements pairwise; `nil` where one is no literal, plain string or plain integer.
  private func hasUniqueScalars(_ array: Int) -> Bool? {
    let end = array + 1 + Int(nodes[array].length)
    // Scalars take one node each.
    guard end == Int(nodes[array].next) else { return nil }
    for index in array + 1..<end {
      let node = nodes[index]
      if node.kind == .array || node.kind == .object
        || !node.flags.isDisjoint(with: [.escaped, .notPlainInteger])
      {
        return nil
      }
      // The only integer with two plain spellings.
      if node.kind == .number, bytes(of: node)[0] == Byte.minus { return nil }
    }
    for second in array + 2..<end {
      for first in array + 1..<second
      where nodes[first].kind == nodes[second].kind
        && bytes(of: nodes[first]).hasSameBytes(as: bytes(of: nodes[second]))
      {
        return false
      }
    }
    return true
  }
}
