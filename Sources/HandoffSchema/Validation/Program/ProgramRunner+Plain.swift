extension ProgramRunner {
  /// As ``checkObject(_:_:marks:depth:)``, for objects that `properties`, `required` and
  /// `additionalProperties` alone describe, where nobody asks what was evaluated.
  @inline(never)
  mutating func checkPlainObject(_ number: Int32, _ index: Int, depth: Int) -> Bool {
    let values = tape.nodes
    guard enter(depth, parts: Int(values[index].length)) else { return false }
    let object = objects + Int(number)
    let entries = names + Int(object.pointee.names.entries.start)
    let entriesEnd = entries + Int(object.pointee.names.entries.count)
    let end = Int(values[index].next)
    var seen: UInt64 = 0
    // The entry behind the last one found, and its bit: members mostly come in the schema's order.
    var expected = entries
    var bit: UInt64 = 1
    let isMap = entries == entriesEnd
    var name = index &+ 1
    while name < end {
      let value = name &+ 1
      var schema = object.pointee.additional
      if !isMap,
        expected < entriesEnd && isSame(name, expected)
          || find(name, in: object, entriesEnd, &expected, &bit)
      {
        if seen & bit != 0 {
          hasGivenUp = true
          return false
        }
        seen |= bit
        bit &<<= 1
        let entry = expected
        expected += 1
        if !entry.pointee.schema.isNone {
          // What its type settles needs no look at the schema.
          let valueBit = values[value].classBit
          if entry.pointee.accepted & valueBit != 0 {
            name = Int(values[value].next)
            continue
          }
          if entry.pointee.refused & valueBit != 0 { return refuseMember(of: index) }
          schema = entry.pointee.schema
        }
      }
      if !schema.isNone, !check(schema, value, marks: Self.noMarks, depth: depth) {
        return refuseMember(of: index)
      }
      name = Int(values[value].next)
    }
    return seen & object.pointee.required == object.pointee.required
  }

  /// Looks for a name's entry and its bit, which stay what they are where there is none.
  @inline(__always)
  private mutating func find(
    _ name: Int, in object: UnsafePointer<ProgramObject>, _ end: UnsafePointer<NameEntry>,
    _ entry: inout UnsafePointer<NameEntry>, _ bit: inout UInt64
  ) -> Bool {
    // The one that was expected may have been left out.
    if entry + 1 < end, isSame(name, entry + 1) {
      entry += 1
      bit &<<= 1
      return true
    }
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
    let values = tape.nodes
    let end = Int(values[index].next)
    let accepted = nodes[items.node].accepted
    var element = index &+ 1
    while element < end {
      if accepted & values[element].classBit != 0 {
        element = Int(values[element].next)
        continue
      }
      guard check(items, element, marks: Self.noMarks, depth: depth) else { return false }
      element = Int(values[element].next)
    }
    return true
  }
}
