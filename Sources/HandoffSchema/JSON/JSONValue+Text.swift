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
}

extension JSONValue: CustomStringConvertible {
  /// The compact text.
  public var description: String { text() }
}
