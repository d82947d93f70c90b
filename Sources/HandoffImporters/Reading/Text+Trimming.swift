extension StringProtocol where SubSequence == Substring {
  /// The text without white space at both ends.
  var trimmed: Substring { trimmingBoth(\.isWhitespace) }

  /// The text without certain characters at both ends.
  func trimmingBoth(_ isDropped: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let first = rest.first, isDropped(first) { rest.removeFirst() }
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
