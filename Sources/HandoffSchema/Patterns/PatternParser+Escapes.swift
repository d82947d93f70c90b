extension PatternParser {
  /// Reads an escape outside a class; the backslash has been taken.
  mutating func parseEscape(at offset: Int) throws(PatternError) {
    guard position < scalars.count else { throw error("a lone \"\\\" ends the expression", at: offset) }
    switch scalars[position] {
    case "b":
      position += 1
      try appendPlace(.wordBoundary, at: offset)
    case "B":
      position += 1
      try appendPlace(.noWordBoundary, at: offset)
    case "1"..."9":
      let number = parseNumber() ?? 0
      references.append(Reference(target: .number(number), offset: offset))
      noteUnsupported("the back-reference \\\(number)", at: offset)
      try append(Sized(expression: .empty, size: 0))
    case "k":
      position += 1
      guard position < scalars.count, scalars[position] == "<" else {
        throw error("\\k is not followed by a group name, \\k<name>", at: offset)
      }
      position += 1
      let name = try parseGroupName(at: offset)
      references.append(Reference(target: .name(name), offset: offset))
      noteUnsupported("the back-reference \\k<\(name)>", at: offset)
      try append(Sized(expression: .empty, size: 0))
    default:
      switch try parseCharacterEscape(at: offset) {
      case .character(let value): try append(Sized(expression: character(value), size: 1))
      case .set(let set): try append(Sized(expression: .set(set), size: 1))
      }
    }
  }

  // A lone surrogate never occurs in a text.
  private func character(_ value: UInt32) -> PatternExpression {
    (0xD800..<0xE000).contains(value) ? .set(.none) : .character(value)
  }

  /// What an escape stands for.
  enum Escaped {
    case character(UInt32)
    case set(CodePointSet)
  }

  /// Reads an escape that means the same inside and outside a class; the backslash has been taken.
  mutating func parseCharacterEscape(at offset: Int) throws(PatternError) -> Escaped {
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "d": return .set(.digits)
    case "D": return .set(.notDigits)
    case "w": return .set(.wordCharacters)
    case "W": return .set(.notWordCharacters)
    case "s": return .set(.whiteSpace)
    case "S": return .set(.notWhiteSpace)
    case "p": return .set(try parseProperty(at: offset))
    case "P": return .set(try parseProperty(at: offset).complement)
    case "t": return .character(0x09)
    case "n": return .character(0x0A)
    case "v": return .character(0x0B)
    case "f": return .character(0x0C)
    case "r": return .character(0x0D)
    case "c":
      guard position < scalars.count, let letter = asciiLetter(scalars[position]) else {
        throw error("\\c is not followed by a letter", at: offset)
      }
      position += 1
      return .character(letter % 32)
    case "0":
      if position < scalars.count, digit(scalars[position], radix: 10) != nil {
        throw error("octal escapes are not ECMA-262; write \\xHH", at: offset)
      }
      return .character(0)
    case "x":
      guard let value = parseHex(digits: 2) else {
        throw error("\\x is not followed by two hexadecimal digits", at: offset)
      }
      return .character(value)
    case "u":
      return .character(try parseUnicodeEscape(at: offset))
    case "0"..."9", "A"..."Z", "a"..."z":
      throw error(unknownEscape(scalar), at: offset)
    default:
      return .character(scalar.value)
    }
  }

  private func unknownEscape(_ scalar: Unicode.Scalar) -> String {
    let name = "\\\(scalar)"
    let remedy =
      switch scalar {
      case "A": "; write ^"
      case "Z", "z": "; write $"
      case "h": "; write [ \\t]"
      case "R": "; write (?:\\r\\n|[\\n-\\r])"
      case "Q", "E": "; escape the characters one by one"
      case "a": "; write \\x07"
      case "e": "; write \\x1B"
      default: ""
      }
    return "\(name) is not an escape of ECMA-262\(remedy)"
  }

  private func asciiLetter(_ scalar: Unicode.Scalar) -> UInt32? {
    ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar) ? scalar.value : nil
  }

  /// Reads what follows `\u`: four digits, a pair of such escapes, or `{…}`.
  mutating func parseUnicodeEscape(at offset: Int) throws(PatternError) -> UInt32 {
    if position < scalars.count, scalars[position] == "{" {
      position += 1
      var value: UInt32 = 0
      let start = position
      while position < scalars.count, let next = digit(scalars[position], radix: 16) {
        value = min(value * 16 + UInt32(next), CodePointSet.end)
        position += 1
      }
      guard position > start, position < scalars.count, scalars[position] == "}" else {
        throw error("\\u{ is not followed by hexadecimal digits and \"}\"", at: offset)
      }
      position += 1
      if value >= CodePointSet.end { throw error("no code point is above 10FFFF", at: offset) }
      return value
    }
    guard let high = parseHex(digits: 4) else {
      throw error("\\u is not followed by four hexadecimal digits or {…}", at: offset)
    }
    let end = position
    if (0xD800..<0xDC00).contains(high), position + 1 < scalars.count,
      scalars[position] == "\\", scalars[position + 1] == "u"
    {
      position += 2
      if let low = parseHex(digits: 4), (0xDC00..<0xE000).contains(low) {
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
      }
      position = end
    }
    return high
  }

  private mutating func parseHex(digits: Int) -> UInt32? {
    guard position + digits <= scalars.count else { return nil }
    var value: UInt32 = 0
    for place in position..<position + digits {
      guard let digit = digit(scalars[place], radix: 16) else { return nil }
      value = value * 16 + UInt32(digit)
    }
    position += digits
    return value
  }

  /// Reads the braces after `\p` or `\P`.
  private mutating func parseProperty(at offset: Int) throws(PatternError) -> CodePointSet {
    let escape = text(offset..<position)
    guard position < scalars.count, scalars[position] == "{" else {
      throw error("\(escape) is not followed by a property in braces", at: offset)
    }
    let start = position + 1
    var end = start
    while end < scalars.count, end - start <= 100, scalars[end] != "}" { end += 1 }
    guard end < scalars.count, scalars[end] == "}" else {
      throw error("the braces after \(escape) are not closed", at: offset)
    }
    position = end + 1
    let name = text(start..<end)
    guard let set = UnicodeProperty.codePoints(of: name) else {
      let remedy = UnicodeProperty.remedy(for: name).map { "write \(escape){\($0)}" }
      throw error(.unknownProperty(name: "\(escape){\(name)}", remedy: remedy), at: offset)
    }
    return set
  }
}
