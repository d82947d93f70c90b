/// One way of breaking a payload.
public struct MutationOperator: Sendable, Hashable {
  /// The permanent name in reports and options: words joined by hyphens.
  public let name: String
  /// What it does, in a few words.
  public let summary: String

  private init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }

  /// Compares by name.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension MutationOperator: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

extension MutationOperator {
  // Types.
  /// A value of another type.
  public static let wrongType = Self("wrong-type", "a value of another type")
  /// Null in place of a value.
  public static let nullForValue = Self("null-for-value", "null in place of a value")
  /// A number written as a string.
  public static let stringifiedNumber = Self("stringified-number", "a number written as a string")
  /// A truth value written as a string.
  public static let stringifiedBoolean = Self("stringified-boolean", "a truth value written as a string")
  /// A number in place of a string.
  public static let numberForString = Self("number-for-string", "a number in place of a string")
  /// A fraction where a whole number belongs.
  public static let fractionForInteger = Self(
    "fraction-for-integer", "a fraction where a whole number belongs")
  /// A value wrapped in an array.
  public static let nestedInArray = Self("nested-in-array", "a value wrapped in an array")
  /// The first element in place of the array.
  public static let unwrappedArray = Self("unwrapped-array", "the first element in place of the array")

  // Values.
  /// A value that is not listed.
  public static let notInEnum = Self("not-in-enum", "a value that is not listed")
  /// Another value than the only one.
  public static let wrongConst = Self("wrong-const", "another value than the only one")
  /// Upper for lower case or the reverse.
  public static let caseChanged = Self("case-changed", "upper for lower case or the reverse")
  /// White space around a text.
  public static let addedWhitespace = Self("added-whitespace", "white space around a text")

  // Numbers.
  /// A number below the least one.
  public static let belowMinimum = Self("below-minimum", "a number below the least one")
  /// A number above the greatest one.
  public static let aboveMaximum = Self("above-maximum", "a number above the greatest one")
  /// A number between two multiples.
  public static let wrongMultiple = Self("wrong-multiple", "a number between two multiples")

  // Strings.
  /// A text that is too short.
  public static let tooShort = Self("too-short", "a text that is too short")
  /// An empty text.
  public static let emptyString = Self("empty-string", "an empty text")
  /// A text that is too long.
  public static let tooLong = Self("too-long", "a text that is too long")
  /// A text that does not match the pattern.
  public static let patternBroken = Self("pattern-broken", "a text that does not match the pattern")
  /// A text that is not in the format.
  public static let formatBroken = Self("format-broken", "a text that is not in the format")
  /// A text that was cut off.
  public static let truncatedString = Self("truncated-string", "a text that was cut off")

  // Arrays.
  /// Too few elements.
  public static let tooFewItems = Self("too-few-items", "too few elements")
  /// An empty array.
  public static let emptyArray = Self("empty-array", "an empty array")
  /// Too many elements.
  public static let tooManyItems = Self("too-many-items", "too many elements")
  /// The same element twice.
  public static let duplicateItems = Self("duplicate-items", "the same element twice")
  /// An array that was cut off.
  public static let truncatedArray = Self("truncated-array", "an array that was cut off")
  /// An element where none is allowed.
  public static let extraItem = Self("extra-item", "an element where none is allowed")
  /// An array without the element it must contain.
  public static let missingContained = Self(
    "missing-contained", "an array without the element it must contain")

  // Objects.
  /// A required member left out.
  public static let missingRequired = Self("missing-required", "a required member left out")
  /// A required member under a slightly different name.
  public static let renamedMember = Self(
    "renamed-member", "a required member under a slightly different name")
  /// A member where no further one is allowed.
  public static let extraMember = Self("extra-member", "a member where no further one is allowed")
  /// An object without members.
  public static let emptyObject = Self("empty-object", "an object without members")
  /// Too few members.
  public static let tooFewMembers = Self("too-few-members", "too few members")
  /// Too many members.
  public static let tooManyMembers = Self("too-many-members", "too many members")
  /// A member with a name that is not allowed.
  public static let badMemberName = Self("bad-member-name", "a member with a name that is not allowed")
  /// A member left out that another one needs.
  public static let missingDependent = Self("missing-dependent", "a member left out that another one needs")

  // Whole payloads.
  /// A value that the schema excludes by `not`.
  public static let matchesForbidden = Self(
    "matches-forbidden", "a value that the schema excludes by \"not\"")
  /// A declared failure in place of a result.
  public static let failureOutput = Self("failure-output", "a declared failure in place of a result")
  /// JSON text that was cut off.
  public static let truncatedText = Self("truncated-text", "JSON text that was cut off")
  /// JSON text with prose or a code fence around it.
  public static let surroundedText = Self("surrounded-text", "JSON text with prose or a code fence around it")

  /// Every operator, in a fixed order.
  public static let all: [Self] = [
    wrongType, nullForValue, stringifiedNumber, stringifiedBoolean, numberForString, fractionForInteger,
    nestedInArray, unwrappedArray, notInEnum, wrongConst, caseChanged, addedWhitespace, belowMinimum,
    aboveMaximum, wrongMultiple, tooShort, emptyString, tooLong, patternBroken, formatBroken, truncatedString,
    tooFewItems, emptyArray, tooManyItems, duplicateItems, truncatedArray, extraItem, missingContained,
    missingRequired, renamedMember, extraMember, emptyObject, tooFewMembers, tooManyMembers, badMemberName,
    missingDependent, matchesForbidden, failureOutput, truncatedText, surroundedText,
  ]

  /// Finds an operator by name.
  public init?(named name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
