extension JSONValue {
  /// The number of values in the value, itself included, and one more for every 64 bytes of text; no more than
  /// `limit` are counted.
  ///
  /// Parts that stand in several positions count each time: whoever reads or prints the value meets them so often,
  /// even where they share their storage.
  /// - Complexity: O(*n*), where *n* is the result.
  package func size(upTo limit: Int) -> Int {
    var size = 0
    var waiting = [self]
    while let next = waiting.popLast() {
      size += 1
      switch next {
      case .array(let items):
        if items.count >= limit - size { return limit }
        waiting += items
      case .object(let members):
        if members.count >= limit - size { return limit }
        for member in members { waiting.append(member.value) }
      case .string(let text): size += text.utf8.count / 64
      case .number(let number): size += number.literal.utf8.count / 64
      case .null, .bool: break
      }
      if size >= limit { return limit }
    }
    return size
  }
}
