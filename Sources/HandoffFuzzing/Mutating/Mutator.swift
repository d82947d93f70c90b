import HandoffSchema

/// Breaks one constraint at one place of a payload.
struct Mutator {
  /// A change below the place of the constraint.
  struct Change: Sendable, Hashable {
    /// The member or element that changes; the value itself where absent.
    var part: String?
    /// The new value; `nil` takes the part away.
    var became: JSONValue?

    static func replace(_ value: JSONValue) -> Change { Change(part: nil, became: value) }
    static func set(_ part: String, _ value: JSONValue) -> Change { Change(part: part, became: value) }
    static func remove(_ part: String) -> Change { Change(part: part, became: nil) }
  }

  let plan: GenerationPlan
  let target: MutationTarget

  private var node: SchemaNode { plan.graph[target.node] }

  /// Ways of breaking the constraint in a value, simplest first; empty where the value gives no handle.
  ///
  /// A change may turn out not to break anything (another keyword may allow the new value); the caller asks
  /// the validator.
  func changes(of value: JSONValue) -> [Change] {
    switch target.operation {
    case .wrongType, .nullForValue, .stringifiedNumber, .stringifiedBoolean, .numberForString,
      .fractionForInteger, .nestedInArray, .unwrappedArray:
      return typeChanges(of: value).map(Change.replace)
    case .notInEnum, .wrongConst: return otherValues(than: value).map(Change.replace)
    case .belowMinimum, .aboveMaximum, .wrongMultiple:
      guard case .number(let number) = value, let keywords = node.numeric else { return [] }
      return numberChanges(of: number, keywords).map { .replace(.number($0)) }
    case .caseChanged, .addedWhitespace, .tooShort, .emptyString, .tooLong, .patternBroken, .formatBroken,
      .truncatedString:
      guard case .string(let text) = value else { return [] }
      return TextChanges(keywords: node.string ?? StringKeywords(), text: text, patterns: plan.patterns)
        .changes(by: target.operation).filter { !$0.hasSameCodePoints(as: text) }
        .map { .replace(.string($0)) }
    case .tooFewItems, .emptyArray, .tooManyItems, .duplicateItems, .truncatedArray, .extraItem,
      .missingContained:
      guard case .array(let elements) = value, let keywords = node.array else { return [] }
      return arrayChanges(of: elements, keywords).map { .replace(.array($0)) }
    default:
      guard case .object(let members) = value, let keywords = node.object else { return [] }
      return objectChanges(of: members, keywords)
    }
  }

  private func typeChanges(of value: JSONValue) -> [JSONValue] {
    switch (target.operation, value) {
    case (.wrongType, _):
      let samples: [JSONValue] = [true, 7, "text", [], [:]]
      return samples.filter { !node.types.contains(TypeSet(of: $0)) && $0.type != value.type }
    case (.nullForValue, _): return value == .null ? [] : [.null]
    case (.stringifiedNumber, .number(let number)): return [.string(number.literal)]
    case (.stringifiedBoolean, .bool(let truth)):
      return [.string(truth ? "true" : "false"), .string(truth ? "yes" : "no")]
    case (.numberForString, .string(let text)):
      return [JSONNumber(literal: text) ?? JSONNumber(text.unicodeScalars.count)].map(JSONValue.number)
    case (.fractionForInteger, .number(let number)):
      guard let units = NumberGrid.units(of: number.decimal, 0) else { return [] }
      return [.number(NumberGrid.number(units * 10 + (units < 0 ? -5 : 5), exponent: -1))]
    case (.nestedInArray, .array): return []
    case (.nestedInArray, _): return [.array([value])]
    case (.unwrappedArray, .array(let elements)): return Array(elements.prefix(1))
    default: return []
    }
  }

  private func otherValues(than value: JSONValue) -> [JSONValue] {
    let listed = node.constant.map { [$0] } ?? node.enumeration ?? []
    var candidates: [JSONValue]
    switch value {
    case .string(let text): candidates = [.string(text + "x"), "unknown", ""]
    case .number(let number):
      guard let units = NumberGrid.units(of: number.decimal, -6) else { return [] }
      candidates = (1...listed.count + 1).map {
        .number(NumberGrid.number(units + Int128($0) * 1_000_000, exponent: -6))
      }
    case .bool(let truth): candidates = [.bool(!truth)]
    case .null: candidates = [false]
    case .array(let elements): candidates = [.array(elements + [.null]), .array([])]
    case .object(let members):
      var larger = members
      larger["unexpected"] = true
      candidates = [.object(larger), .object([:])]
    }
    candidates.removeAll { listed.contains($0) }
    return candidates
  }

  private func numberChanges(of number: JSONNumber, _ keywords: NumericKeywords) -> [JSONNumber] {
    // Whole numbers first: another schema may ask for them, and only one constraint is to be broken.
    let whole = number.isInteger ? changes(of: number, keywords, onlyIntegers: true) : []
    let isWholeOnly = node.types.isDisjoint(with: TypeSet(rawValue: 8))
    return whole + (isWholeOnly ? [] : changes(of: number, keywords, onlyIntegers: false))
  }

  private func changes(
    of number: JSONNumber, _ keywords: NumericKeywords, onlyIntegers: Bool
  ) -> [JSONNumber] {
    guard let grid = NumberGrid([keywords], onlyIntegers: onlyIntegers),
      let units = NumberGrid.units(of: number.decimal, grid.exponent)
    else { return beyond(keywords) }
    switch target.operation {
    case .belowMinimum where grid.hasLower:
      return [grid.lower - grid.step, grid.lower - grid.step * 1000].map(grid.number)
    case .aboveMaximum where grid.hasUpper:
      return [grid.upper + grid.step, grid.upper + grid.step * 1000].map(grid.number)
    case .wrongMultiple: return [grid.between(units)]
    default: return []
    }
  }

  /// Where the bounds are too large for exact arithmetic of ours, an exponent goes past them.
  private func beyond(_ keywords: NumericKeywords) -> [JSONNumber] {
    let literal: String
    switch target.operation {
    case .belowMinimum: literal = "-1e1000"
    case .aboveMaximum: literal = "1e1000"
    default: return []
    }
    return [JSONNumber(literal: literal)].compactMap(\.self)
  }
}
