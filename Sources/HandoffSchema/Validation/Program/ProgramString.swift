/// Keywords for strings.
struct ProgramString: BitwiseCopyable {
  var minLength = 0
  var maxLength = Int.max
  var pattern: Int32 = -1
  var format: Int32 = -1

  /// A pattern that nobody can decide.
  static let unreadPattern: Int32 = -2
}

extension ProgramCompiler {
  mutating func compile(_ string: StringKeywords) -> Int32 {
    var result = ProgramString(minLength: string.minLength ?? 0, maxLength: string.maxLength ?? .max)
    if let pattern = string.pattern { result.pattern = number(of: pattern) }
    if string.unreadPattern != nil { result.pattern = ProgramString.unreadPattern }
    if string.formatAsserts, let name = string.format, let format = Format(named: name) {
      result.format = Int32(formats.count)
      formats.append(format)
    }
    strings.append(result)
    return Int32(strings.count - 1)
  }

  /// The place of a pattern among those of the program; equal ones exist once.
  mutating func number(of pattern: Pattern) -> Int32 {
    if let known = patternNumbers[ExactString(pattern.source)] { return known }
    let number = Int32(patterns.count)
    patterns.append(pattern)
    patternNumbers[ExactString(pattern.source)] = number
    return number
  }
}

extension ProgramRunner {
  mutating func checkString(_ number: Int, _ index: Int) -> Bool {
    let string = strings + number
    let node = tape.nodes[index]
    let least = string.pointee.minLength
    let most = string.pointee.maxLength
    if least > 0 || most < .max {
      // There are never more code points than bytes, and one needs at most twelve: an escaped pair.
      let bytes = Int(node.length)
      if bytes < least { return false }
      if bytes > most || bytes < 12 &* least {
        let length = tape.codePointCount(node)
        if length < least || length > most { return false }
      }
    }
    if string.pointee.pattern >= 0, !matches(string.pointee.pattern, index) { return false }
    if string.pointee.pattern == ProgramString.unreadPattern {
      hasGivenUp = true
      return false
    }
    if string.pointee.format >= 0 {
      let text = tape.string(at: index)
      return withProgram { $0.formats[Int(string.pointee.format)].accepts(text) }
    }
    return true
  }

  /// Says whether a pattern matches the string at an index.
  mutating func matches(_ pattern: Int32, _ index: Int) -> Bool {
    let address = table { $0.matchers }[Int(pattern)]
    guard let matcher = UnsafeRawPointer(bitPattern: address) else { return false }
    // The program holds the matchers whose addresses its image lists.
    return Unmanaged<LazyMatcher>.fromOpaque(matcher)._withUnsafeGuaranteedRef { matcher in
      let node = tape.nodes[index]
      if node.flags.contains(.escaped) { return tape.withUnescaped(node) { matcher.matches($0) } }
      return matcher.matches(tape.bytes(of: node))
    }
  }
}

extension TapeView {
  /// The number of code points of a string's value.
  ///
  /// - Complexity: O(1) for plain ASCII, else O(*n*) in its bytes.
  func codePointCount(_ node: TapeNode) -> Int {
    let bytes = bytes(of: node)
    if node.flags.isDisjoint(with: [.escaped, .nonASCII]) { return bytes.count }
    guard node.flags.contains(.escaped) else {
      return bytes.reduce(into: 0) { count, byte in if !TapeParser.isContinuation(byte) { count += 1 } }
    }
    var count = 0
    var place = 0
    while place < bytes.count {
      if bytes[place] == Byte.backslash {
        if bytes[place + 1] == UInt8(ascii: "u") {
          // Surrogates come in pairs, written as two escapes.
          let isPair = bytes[place + 2] | 0x20 == UInt8(ascii: "d") && bytes[place + 3] >= UInt8(ascii: "8")
          place += isPair ? 12 : 6
        } else {
          place += 2
        }
        count += 1
      } else {
        if !TapeParser.isContinuation(bytes[place]) { count += 1 }
        place += 1
      }
    }
    return count
  }
}

extension Evaluator {
  mutating func checkString(_ id: SchemaGraph.NodeID, _ text: String, _ value: JSONValue) -> Bool {
    guard let string = nodes[id].string else { return true }
    var isValid = true
    if string.minLength != nil || string.maxLength != nil {
      let length = text.unicodeScalars.count
      if let least = string.minLength, length < least {
        isValid = false
        if !isCollecting { return false }
        refuseLength(id, "minLength", length, value, "at least \(counted(least, "character"))")
      }
      if let most = string.maxLength, length > most {
        isValid = false
        if !isCollecting { return false }
        refuseLength(id, "maxLength", length, value, "at most \(counted(most, "character"))")
      }
    }
    if let pattern = string.pattern, !pattern.matches(text) {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "pattern", found: found(value), allowed: "text that matches \(pattern.source)")
    }
    if string.unreadPattern != nil { leaveOpen(id) }
    if string.formatAsserts, let name = string.format, let format = Format(named: name), !format.accepts(text)
    {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "format", found: found(value), allowed: format.phrase)
    }
    return isValid
  }

  private mutating func refuseLength(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ length: Int, _ value: JSONValue, _ allowed: String
  ) {
    refuse(
      id, keyword, found: "\(found(value)) of \(counted(length, "character"))", allowed: "text of \(allowed)")
  }
}
