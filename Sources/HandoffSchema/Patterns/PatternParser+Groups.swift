extension PatternParser.Group {
  /// Ends an alternative at `|` or at the end of the group.
  mutating func closeAlternative() {
    switch sequence.count {
    case 0: alternatives.append(.empty)
    case 1: alternatives.append(sequence[0])
    default: alternatives.append(.sequence(sequence))
    }
    sequence = []
    namesOfOthers.formUnion(namesOfAlternative)
    namesOfAlternative = []
  }

  /// The alternatives as one expression; those of single characters become one set.
  var expression: PatternExpression {
    var codePoints: [ClosedRange<UInt32>] = []
    var others: [PatternExpression] = []
    var place = 0
    for alternative in alternatives {
      switch alternative {
      case .character(let value): codePoints.append(value...value)
      case .set(let set): codePoints += set.ranges.map { $0.lowerBound...($0.upperBound - 1) }
      default:
        if codePoints.isEmpty { place += 1 }
        others.append(alternative)
      }
    }
    if alternatives.count == 1 { return alternatives[0] }
    if alternatives.count > others.count { others.insert(.set(CodePointSet(codePoints)), at: place) }
    return others.count == 1 ? others[0] : .choice(others)
  }
}

extension PatternParser {
  /// Reads what follows `(` up to the group's body.
  mutating func openGroup(at offset: Int) throws(PatternError) {
    if groups.count > Self.nestingLimit {
      throw error(.tooDeeplyNested(limit: Self.nestingLimit), at: offset)
    }
    var kind = Group.Kind.plain
    if position < scalars.count, scalars[position] == "?" {
      position += 1
      kind = try parseGroupKind(at: offset)
    } else {
      captures += 1
    }
    if case .look = kind {
      lookArounds += 1
      if lookArounds > Self.lookAroundLimit {
        throw error(.tooManyLookArounds(limit: Self.lookAroundLimit), at: offset)
      }
    }
    groups.append(Group(kind: kind, offset: offset))
  }

  private mutating func parseGroupKind(at offset: Int) throws(PatternError) -> Group.Kind {
    guard position < scalars.count else { throw error("the group is not complete", at: offset) }
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case ":": return .plain
    case "=": return .look(.ahead, isNegated: false)
    case "!": return .look(.ahead, isNegated: true)
    case "<":
      if position < scalars.count, scalars[position] == "=" || scalars[position] == "!" {
        position += 1
        return .look(.behind, isNegated: scalars[position - 1] == "!")
      }
      let name = try parseGroupName(at: offset)
      if groups.contains(where: { $0.namesOfAlternative.contains(name) }) {
        throw error("a second group is named \"\(name)\"", at: offset)
      }
      groups[groups.count - 1].namesOfAlternative.insert(name)
      captures += 1
      return .plain
    case "P": throw error("(?P is not ECMA-262; write a named group as (?<name>…)", at: offset)
    case "#": throw error("(?# is not ECMA-262; it has no comments", at: offset)
    case ">": throw error("(?> is not ECMA-262; it has no atomic groups", at: offset)
    case "i", "m", "s", "-":
      return try parseModifiers(at: offset)
    default:
      throw error("\"(?\(scalar)\" begins no group of ECMA-262", at: offset)
    }
  }

  // `(?ims-ims:` scopes flags (ECMA-262 2025); for a whole expression, `(?i)`, there is no syntax.
  private mutating func parseModifiers(at offset: Int) throws(PatternError) -> Group.Kind {
    position -= 1
    let start = position
    let letters: [Unicode.Scalar] = ["i", "m", "s", "-"]
    while position < scalars.count, letters.contains(scalars[position]) { position += 1 }
    let flags = text(start..<position)
    let set = flags.filter { $0 != "-" }
    let isWellFormed =
      flags.filter { $0 == "-" }.count <= 1 && Set(set).count == set.count && !set.isEmpty
    guard isWellFormed, position < scalars.count, scalars[position] == ":" else {
      throw error("(?\(flags) is not ECMA-262; flags cannot be set inside an expression", at: offset)
    }
    position += 1
    noteUnsupported("the flag group (?\(flags):", at: offset)
    return .plain
  }

  /// Reads a name and the `>` after it; escapes in names count as what they stand for.
  mutating func parseGroupName(at offset: Int) throws(PatternError) -> String {
    var name = ""
    while position < scalars.count, scalars[position] != ">" {
      var value = scalars[position].value
      position += 1
      if scalars[position - 1] == "\\" {
        guard position < scalars.count, scalars[position] == "u" else {
          throw error("a group name may hold no escape but \\u", at: position - 1)
        }
        position += 1
        value = try parseUnicodeEscape(at: position - 2)
      }
      guard let scalar = Unicode.Scalar(value), isNameCharacter(scalar, isFirst: name.isEmpty) else {
        throw error("the group name holds what no name may hold", at: position - 1)
      }
      name.unicodeScalars.append(scalar)
    }
    guard position < scalars.count else { throw error("the group name is not closed by \">\"", at: offset) }
    position += 1
    if name.isEmpty { throw error("the group name is empty", at: offset) }
    return name
  }

  private func isNameCharacter(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    if scalar == "$" || scalar == "_" { return true }
    if isFirst { return scalar.properties.isIDStart }
    return scalar.properties.isIDContinue || scalar.value == 0x200C || scalar.value == 0x200D
  }

  /// Ends the innermost group at `)` and appends it, with its quantifier, to the one around it.
  mutating func closeGroup(at offset: Int) throws(PatternError) {
    if groups.count == 1 { throw error("\")\" closes no group", at: offset) }
    let isLookBehind: Bool
    if case .look(.behind, _) = groups[groups.count - 1].kind {
      isLookBehind = true
    } else {
      isLookBehind = false
    }
    let group = finishGroup()
    let end = position
    if isLookBehind, try parseQuantifier() != nil {
      throw error("nothing to repeat: a look-behind matches a place, not a character", at: end)
    }
    try append(group)
  }

  /// Takes the innermost group off the stack.
  mutating func finishGroup() -> Sized {
    var group = groups.removeLast()
    group.closeAlternative()
    if groups.isEmpty {
      names = group.namesOfOthers
    } else {
      groups[groups.count - 1].namesOfAlternative.formUnion(group.namesOfOthers)
    }
    switch group.kind {
    case .whole, .plain:
      return Sized(expression: group.expression, size: group.size)
    case .look(let direction, let isNegated):
      let look = PatternLook(direction: direction, isNegated: isNegated, body: group.expression)
      return Sized(expression: .look(look), size: group.size + 1)
    }
  }

  /// Remembers the first construct that cannot be compiled; a syntax error further on still comes first.
  mutating func noteUnsupported(_ construct: String, at offset: Int) {
    if unsupported == nil { unsupported = error(.unsupported(construct: construct), at: offset) }
  }

  /// Checks that every back-reference names a group.
  func checkReferences() throws(PatternError) {
    for reference in references {
      switch reference.target {
      case .number(let number) where number > captures:
        throw error(
          "the back-reference \\\(number) names group \(number), but the expression has \(captures)",
          at: reference.offset)
      case .name(let name) where !names.contains(name):
        throw error("the back-reference \\k<\(name)> names no group", at: reference.offset)
      case .number, .name:
        continue
      }
    }
  }
}
