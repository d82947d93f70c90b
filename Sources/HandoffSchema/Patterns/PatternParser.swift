/// Reads a regular expression of ECMA-262 (section 22.2.1, with the `u` flag) into its syntax tree.
///
/// Open groups are kept on a stack of our own, so that no input exhausts the call stack. What a JSON Schema
/// in the field carries and ECMA-262 allows without the `u` flag (Annex B) is read too where it can mean
/// only one thing: escaped ASCII punctuation and spaces (`\-`, `\_`, `\@`), a lone `]`, `{` or `}`, a hyphen
/// beside a class escape (`[\w-.]`), and a quantified look-ahead. An escaped letter or digit that ECMA-262
/// does not know is an error, since other dialects give it a meaning (`\A`, `\Z`, `\h`).
struct PatternParser {
  /// The most positions (characters, sets and assertions after repetition is written out) of an expression.
  static let positionLimit = 100_000
  /// The most groups inside each other.
  static let nestingLimit = 150
  /// The most look-arounds as written: the simulation keeps a flag of each for every place in a text.
  static let lookAroundLimit = 250

  let source: String
  let scalars: [Unicode.Scalar]
  var position = 0
  var groups: [Group] = [Group(kind: .whole, offset: 0)]
  /// How many capturing groups have begun.
  var captures = 0
  /// The names of all groups, known once the whole source is read.
  var names: Set<String> = []
  var lookArounds = 0
  /// Back-references, checked at the end: one that leads nowhere is a syntax error.
  var references: [Reference] = []
  /// The first construct that is valid but cannot be compiled.
  var unsupported: PatternError?

  init(_ source: String) {
    self.source = source
    scalars = Array(source.unicodeScalars)
  }

  /// An expression with the number of its positions.
  struct Sized {
    var expression: PatternExpression
    var size: Int
  }

  struct Reference {
    enum Target { case number(Int), name(String) }
    var target: Target
    var offset: Int
  }

  /// A group whose closing parenthesis is still to come.
  struct Group {
    enum Kind { case whole, plain, look(PatternLook.Direction, isNegated: Bool) }
    var kind: Kind
    var offset: Int
    var alternatives: [PatternExpression] = []
    var sequence: [PatternExpression] = []
    var size = 0
    // The same name may occur again, but only in another alternative.
    var namesOfAlternative: Set<String> = []
    var namesOfOthers: Set<String> = []

    init(kind: Kind, offset: Int) {
      self.kind = kind
      self.offset = offset
    }
  }

  /// Reads the whole source.
  static func parse(_ source: String) throws(PatternError) -> PatternExpression {
    var parser = PatternParser(source)
    return try parser.parse()
  }

  private mutating func parse() throws(PatternError) -> PatternExpression {
    while position < scalars.count {
      try parseTerm()
    }
    if groups.count > 1 {
      throw error("the group that begins here is not closed", at: groups[groups.count - 1].offset)
    }
    let whole = finishGroup()
    try checkReferences()
    if let unsupported { throw unsupported }
    return whole.expression
  }

  private mutating func parseTerm() throws(PatternError) {
    let offset = position
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "|":
      groups[groups.count - 1].closeAlternative()
    case "(":
      try openGroup(at: offset)
    case ")":
      try closeGroup(at: offset)
    case "*", "+", "?":
      throw error("nothing to repeat before \"\(scalar)\"", at: offset)
    case "{":
      position = offset
      if try parseQuantifier() != nil { throw error("nothing to repeat before \"{\"", at: offset) }
      position = offset + 1
      try append(Sized(expression: .character(scalar.value), size: 1))
    case "^":
      try appendPlace(.textStart, at: offset)
    case "$":
      try appendPlace(.textEnd, at: offset)
    case ".":
      try append(Sized(expression: .set(.notLineTerminators), size: 1))
    case "[":
      let set = try parseClass(at: offset)
      try append(Sized(expression: .set(set), size: 1))
    case "\\":
      try parseEscape(at: offset)
    default:
      try append(Sized(expression: .character(scalar.value), size: 1))
    }
  }

  /// Appends an atom with the quantifier that follows it.
  mutating func append(_ atom: Sized) throws(PatternError) {
    var atom = atom
    let offset = position
    if let quantifier = try parseQuantifier() {
      atom = try repeated(atom, quantifier, at: offset)
    }
    let (size, overflow) = groups[groups.count - 1].size.addingReportingOverflow(atom.size)
    if overflow || size > Self.positionLimit {
      throw error(.tooManyStates(limit: Self.positionLimit), at: offset)
    }
    groups[groups.count - 1].size = size
    switch atom.expression {
    case .empty: break
    // A group without a quantifier changes nothing; what it holds is easier to take apart in one sequence.
    case .sequence(let parts): groups[groups.count - 1].sequence += parts
    default: groups[groups.count - 1].sequence.append(atom.expression)
    }
  }

  mutating func appendPlace(_ place: PatternPlace, at offset: Int) throws(PatternError) {
    let end = position
    if try parseQuantifier() != nil {
      throw error("nothing to repeat: \"\(text(offset..<end))\" matches a place, not a character", at: end)
    }
    groups[groups.count - 1].sequence.append(.place(place))
    groups[groups.count - 1].size += 1
  }

  private func repeated(
    _ atom: Sized, _ quantifier: (atLeast: Int, atMost: Int?), at offset: Int
  ) throws(PatternError) -> Sized {
    if quantifier.atMost == 0 || atom.expression == .empty { return Sized(expression: .empty, size: 0) }
    let copies = quantifier.atMost ?? max(quantifier.atLeast, 1)
    let (size, overflow) = max(atom.size, 1).multipliedReportingOverflow(by: copies)
    if overflow || size > Self.positionLimit {
      throw error(.tooManyStates(limit: Self.positionLimit), at: offset)
    }
    if quantifier == (1, 1) { return atom }
    let expression = PatternExpression.repetition(
      atom.expression, atLeast: quantifier.atLeast, atMost: quantifier.atMost)
    return Sized(expression: expression, size: size)
  }
}

extension PatternParser {
  /// Reads a quantifier with its laziness mark, which changes nothing about which texts match.
  ///
  /// `nil`, at the same place, where none follows; a brace that opens no quantifier is a character.
  mutating func parseQuantifier() throws(PatternError) -> (atLeast: Int, atMost: Int?)? {
    guard position < scalars.count else { return nil }
    let offset = position
    var bounds: (atLeast: Int, atMost: Int?)
    switch scalars[position] {
    case "*":
      bounds = (0, nil)
      position += 1
    case "+":
      bounds = (1, nil)
      position += 1
    case "?":
      bounds = (0, 1)
      position += 1
    case "{":
      guard let braces = try parseBraces() else {
        position = offset
        return nil
      }
      bounds = braces
    default:
      return nil
    }
    if position < scalars.count, scalars[position] == "?" { position += 1 }
    return bounds
  }

  private mutating func parseBraces() throws(PatternError) -> (atLeast: Int, atMost: Int?)? {
    let offset = position
    position += 1
    let lower = parseNumber()
    guard position < scalars.count else { return nil }
    if scalars[position] == "}" {
      position += 1
      return lower.map { ($0, $0) }
    }
    guard scalars[position] == "," else { return nil }
    position += 1
    let upper = parseNumber()
    guard position < scalars.count, scalars[position] == "}" else { return nil }
    position += 1
    guard let lower else {
      // Other dialects read this as a bound from 0, ECMA-262 without the `u` flag as plain characters.
      if upper != nil { throw error("a quantifier without a lower bound; write {0,…}", at: offset) }
      return nil
    }
    if let upper, upper < lower {
      throw error("the bounds of the quantifier are out of order: \(lower) is above \(upper)", at: offset)
    }
    return (lower, upper)
  }

  /// Reads decimal digits; a number too large for `Int` becomes the largest one.
  mutating func parseNumber() -> Int? {
    var value: Int?
    while position < scalars.count, let digit = digit(scalars[position], radix: 10) {
      let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      value = overflow || carry ? .max : sum
      position += 1
    }
    return value
  }

  func digit(_ scalar: Unicode.Scalar, radix: UInt32) -> Int? {
    let value: UInt32
    switch scalar {
    case "0"..."9": value = scalar.value - 0x30
    case "A"..."F": value = scalar.value - 0x41 + 10
    case "a"..."f": value = scalar.value - 0x61 + 10
    default: return nil
    }
    return value < radix ? Int(value) : nil
  }

  func text(_ range: Range<Int>) -> String {
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars[range])
    return result
  }

  func error(_ reason: PatternError.Reason, at offset: Int) -> PatternError {
    PatternError(reason: reason, pattern: source, offset: offset)
  }

  func error(_ message: String, at offset: Int) -> PatternError {
    error(.syntax(message), at: offset)
  }
}
