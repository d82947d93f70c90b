internal import HandoffSchema

/// A value of a manifest where it stands on the parser's tape; nothing is made of it but what is asked for.
struct ManifestValue {
  let tape: TapeView
  let index: Int

  /// What kind of value it is.
  var kind: TapeNode.Kind { tape[index].kind }

  /// The number of members or elements.
  var count: Int { Int(tape[index].length) }

  /// The whole value as a tree.
  var json: JSONValue { tape.value(at: index) }

  /// The text, or `nil` for another type.
  var text: String? { kind == .string ? tape.string(at: index) : nil }

  /// The truth value, or `nil` for another type.
  var flag: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The number, or `nil` for another type.
  var number: JSONNumber? { kind == .number ? tape.number(at: index) : nil }

  /// Whether it is a text.
  func isText(_ text: StaticString) -> Bool {
    kind == .string && tape.string(at: index, equals: text.bytes)
  }

  /// The bytes from where the value begins to where its last content ends.
  ///
  /// Two values of which these are alike are the same value: all that may follow are the ends of what is open.
  var bytes: UnsafeBufferPointer<UInt8> {
    let start = tape.start(of: tape[index])
    let last = tape[Int(tape[index].next) - 1]
    let end: Int
    switch last.kind {
    // Empty, as nothing stands in it: only its first bracket counts.
    case .array, .object: end = Int(last.offset) + 1
    default: end = Int(last.offset) + Int(last.length)
    }
    return UnsafeBufferPointer(start: tape.text + start, count: end - start)
  }
}

extension StaticString {
  /// The text as UTF-8.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
