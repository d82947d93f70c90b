// The ways in which a frame has another schema applied.
extension Evaluator {
  /// Says whether a keyword's schemas have to tell a frame what they evaluated.
  func tracks(_ keyword: Keyword, _ top: Int) -> Bool { frames[top].marking && keyword.telling != .never }

  /// Applies a subschema to the same value.
  mutating func apply(_ schema: SchemaGraph.NodeID, to value: JSONValue, _ top: Int, tracking: Bool) {
    let index = frames[top].index
    guard isCollecting else { return start(schema, value, at: index, tracking: tracking, trace: []) }
    route.append(Hop(from: frames[top].id, to: schema))
    start(schema, value, at: index, tracking: tracking, trace: .route)
  }

  /// Applies the target of a reference to the same value.
  mutating func follow(_ keyword: String, to schema: SchemaGraph.NodeID, _ top: Int) {
    let frame = frames[top]
    let tracking = tracks(.reference, top)
    guard isCollecting else {
      return start(schema, frame.value, at: frame.index, tracking: tracking, trace: [])
    }
    route.append(Hop(from: frame.id, to: schema, reference: keyword))
    start(schema, frame.value, at: frame.index, tracking: tracking, trace: .route)
  }

  /// Applies a subschema to the name of a member.
  mutating func applyToName(_ schema: SchemaGraph.NodeID, _ name: String, place: Int, _ top: Int) {
    let member = index(ofPart: place, top)
    let index = member < 0 ? member : member - 1
    guard isCollecting else { return start(schema, .string(name), at: index, tracking: false, trace: []) }
    route.append(Hop(from: frames[top].id, to: schema))
    start(schema, .string(name), at: index, tracking: false, trace: .route)
  }

  /// Applies a subschema to the element or member at a place of this value.
  mutating func descend(
    to schema: SchemaGraph.NodeID, _ value: JSONValue, _ step: Step, place: Int, _ top: Int
  ) {
    let index = index(ofPart: place, top)
    guard isCollecting else { return start(schema, value, at: index, tracking: false, trace: []) }
    path.append(step)
    route.append(Hop(from: frames[top].id, to: schema))
    start(schema, value, at: index, tracking: false, trace: [.path, .route])
  }

  /// Applies a schema without recording what it refuses.
  mutating func attempt(_ schema: SchemaGraph.NodeID, on value: JSONValue, at index: Int, tracking: Bool) {
    guard isCollecting else { return start(schema, value, at: index, tracking: tracking, trace: []) }
    isCollecting = false
    start(schema, value, at: index, tracking: tracking, trace: .quiet)
  }

  /// Where on the tape the element, or the value of the member, at a place of a frame's value stands; -1 where the
  /// value has no tape, or the tape repeats names.
  ///
  /// - Complexity: O(1) for places in order.
  mutating func index(ofPart place: Int, _ top: Int) -> Int {
    guard let tape = oracle?.tape, frames[top].index >= 0 else { return -1 }
    let container = tape[frames[top].index]
    let isObject = container.kind == .object
    if case .object(let members) = frames[top].value, members.count != Int(container.length) { return -1 }
    var (current, index) = (frames[top].partPlace, frames[top].partIndex)
    if index < 0 || place < current { (current, index) = (0, frames[top].index + 1) }
    while current < place {
      index = Int(tape[isObject ? index + 1 : index].next)
      current += 1
    }
    frames[top].partPlace = current
    frames[top].partIndex = index
    return isObject ? index + 1 : index
  }
}
