extension ProgramRunner {
  /// As ``checkObject(_:_:marks:depth:)``, for objects that `properties`, `required` and
  /// `additionalProperties` alone describe, where nobody asks what was evaluated.
  @inline(never)
  mutating func checkPlainObject(_ number: Int32, _ index: Int, depth: Int) -> Bool {
    guard enter(depth, parts: Int(tape.nodes[index].length)) else { return false }
    let object = objects + Int(number)
    let entries = names + Int(object.pointee.names.entries.start)
    let entriesEnd = entries + Int(object.pointee.names.entries.count)
    let end = Int(tape.nodes[index].next)
    var seen: UInt64 = 0
    // The entry behind the last one found, and its bit: members mostly come in the schema's order.
    var expected = entries
    var bit: UInt64 = 1
    var name = index &+ 1
    while name < end {
      var schema = object.pointee.additional
      if expected < entriesEnd && isSame(name, expected) || find(name, in: object, &expected, &bit) {
        if seen & bit != 0 {
          hasGivenUp = true
          return false
        }
        seen |= bit
        bit <<= 1
        if !expected.pointee.schema.isNone { schema = expected.pointee.schema }
        expected += 1
      }
      if !schema.isNone, !check(schema, name &+ 1, marks: Self.noMarks, depth: depth) {
        return refuseMember(of: index)
      }
      name = Int(tape.nodes[name &+ 1].next)
    }
    return seen & object.pointee.required == object.pointee.required
  }

  /// Looks for a name's entry and its bit, which stay what they are where there is none.
  @inline(__always)
  private mutating func find(
    _ name: Int, in object: UnsafePointer<ProgramObject>, _ entry: inout UnsafePointer<NameEntry>,
    _ bit: inout UInt64
  ) -> Bool {
    let place = place(of: name, in: object.pointee.names)
    if place < 0 { return false }
    entry = names + (Int(object.pointee.names.entries.start) &+ place)
    bit = 1 &<< UInt64(truncatingIfNeeded: place)
    return true
  }

  /// As ``checkArray(_:_:marks:depth:)``, for arrays that only `items` and counts describe.
  @inline(never)
  mutating func checkPlainArray(_ number: Int32, _ index: Int, depth: Int) -> Bool {
    let count = Int(tape.nodes[index].length)
    guard enter(depth, parts: count) else { return false }
    let array = arrays + Int(number)
    if count < array.pointee.minItems || count > array.pointee.maxItems { return false }
    let items = array.pointee.items
    if items.isNone || items.isAlways { return true }
    let end = Int(tape.nodes[index].next)
    var element = index &+ 1
    while element < end {
      guard check(items, element, marks: Self.noMarks, depth: depth) else { return false }
      element = Int(tape.nodes[element].next)
    }
    return true
  }
}
