extension JSONValue {
  /// The value as JSON text; numbers to the letter except in canonical form.
  ///
  /// Escapes only what RFC 8259 section 7 demands. Depth costs no call stack.
  ///
  /// - Complexity: O(*n*) in the size of the text; canonical form sorts each object's keys.
  public func text(_ style: JSONStyle = .compact) -> String {
    var bytes: [UInt8] = []
    write(style, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value as JSON text in UTF-8, as ``text(_:)`` gives it; for volume.
  ///
  /// - Complexity: O(*n*) in the size of the text; canonical form sorts each object's keys.
  public func write(_ style: JSONStyle = .compact, into bytes: inout [UInt8]) {
    var writer = JSONWriter(style: style)
    writer.write(self, into: &bytes)
  }

  /// The same, where somebody else writes the elements of long arrays.
  ///
  /// - Parameters:
  ///   - style: How the text looks.
  ///   - bytes: What the text is appended to.
  ///   - length: How many elements a long array has at least.
  ///   - elements: Appends the elements of one around which so many containers are open, it among them, as
  ///     ``write(elements:areFirst:style:depth:into:)`` does.
  package func write(
    _ style: JSONStyle, into bytes: inout [UInt8], arraysFrom length: Int,
    _ elements: (_ elements: [JSONValue], _ depth: Int, _ bytes: inout [UInt8]) -> Void
  ) {
    withoutActuallyEscaping(elements) { elements in
      var writer = JSONWriter(style: style)
      writer.longArrays = (length, elements)
      writer.write(self, into: &bytes)
    }
  }

  /// Appends elements of an array, with what parts them from each other and from those before them.
  ///
  /// - Parameters:
  ///   - elements: The elements.
  ///   - areFirst: Whether none of the array comes before them.
  ///   - style: How the text looks.
  ///   - depth: How many containers are open around them, the array among them.
  ///   - bytes: What the text is appended to.
  package static func write(
    elements: ArraySlice<JSONValue>, areFirst: Bool, style: JSONStyle, depth: Int, into bytes: inout [UInt8]
  ) {
    var writer = JSONWriter(style: style, depth: depth)
    writer.write(elements: elements, areFirst: areFirst, into: &bytes)
  }
}

extension JSONValue: CustomStringConvertible {
  /// The compact text.
  public var description: String { text() }
}
