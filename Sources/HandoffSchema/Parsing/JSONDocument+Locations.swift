extension JSONDocument {
  /// Where a value begins in the text, or `nil` where the pointer leads nowhere.
  ///
  /// - Complexity: O(*n*) in the bytes before it.
  public func location(of pointer: JSONPointer) -> TextLocation? {
    let offset = withTape { tape in
      tape.place(of: pointer).map { tape.start(of: tape[$0.value]) }
    }
    return offset.map(location(ofOffset:))
  }

  /// Where the name of a member begins in the text (its quote), or `nil` where the pointer does not lead to a
  /// member of an object.
  ///
  /// - Complexity: O(*n*) in the bytes before it.
  public func keyLocation(of pointer: JSONPointer) -> TextLocation? {
    let offset = withTape { tape in
      tape.place(of: pointer).flatMap { $0.name }.map { tape.start(of: tape[$0]) }
    }
    return offset.map(location(ofOffset:))
  }

  /// The line and column of a place in bytes; the end of the text for places beyond it.
  ///
  /// - Complexity: O(*n*) in the offset.
  public func location(ofOffset offset: Int) -> TextLocation {
    bytes.withUnsafeBufferPointer { text in
      var locator = TextLocator(text)
      return locator.location(of: min(max(offset, 0), text.count))
    }
  }

  /// A line of the text without its line break, counted from 1; empty where there is none.
  ///
  /// - Complexity: O(*n*) in the bytes up to it.
  public func line(_ number: Int) -> String {
    var start = 0
    var line = 1
    while line < number {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return "" }
      start = end + 1
      line += 1
    }
    var content = bytes[start...].prefix { $0 != 0x0A }
    if content.last == 0x0D { content = content.dropLast() }
    return String(decoding: content, as: UTF8.self)
  }
}

extension TapeView {
  /// The indices of the value that a pointer leads to and of its member name; of several members of one name
  /// the last.
  package func place(of pointer: JSONPointer) -> (value: Int, name: Int?)? {
    var place: (value: Int, name: Int?) = (0, nil)
    for token in pointer.tokens {
      let node = nodes[place.value]
      switch node.kind {
      case .object:
        guard let name = name(token, in: place.value) else { return nil }
        place = (name + 1, name)
      case .array:
        guard let position = JSONPointer.arrayIndex(token), position < Int(node.length) else { return nil }
        var element = place.value + 1
        for _ in 0..<position { element = Int(nodes[element].next) }
        place = (element, nil)
      default: return nil
      }
    }
    return place
  }

  /// The index of the last member name in an object that is a text, or `nil`.
  package func name(_ text: String, in object: Int) -> Int? {
    var text = text
    return text.withUTF8 { text in
      var found: Int?
      var index = object + 1
      let end = Int(nodes[object].next)
      while index < end {
        if string(at: index, equals: text) { found = index }
        index = Int(nodes[index + 1].next)
      }
      return found
    }
  }
}
