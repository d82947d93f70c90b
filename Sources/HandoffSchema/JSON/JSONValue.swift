/// One JSON value.
///
/// Equality is that of the JSON Schema data model (2020-12 core, section 4.2.2): numbers by mathematical
/// value, strings by code point, objects without regard to order.
///
/// Nothing here recurses, with one exception that is not ours to change: Swift releases nested arrays by
/// recursion, about 250 bytes of stack a level. Values from parsed text are at most
/// ``JSONDocument/greatestDepthLimit`` levels deep and safe on every thread; whoever builds values hundreds
/// of thousands of levels deep must take them apart again level by level.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// The value's type.
  public var type: JSONType {
    switch self {
    case .null: .null
    case .bool: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// The truth value, or `nil` for another type.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The number, or `nil` for another type.
  public var numberValue: JSONNumber? { if case .number(let value) = self { value } else { nil } }
  /// The number as a machine integer, or `nil` for another type, a fraction or a value out of range.
  public var intValue: Int? { numberValue?.intValue }
  /// The text, or `nil` for another type.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
  /// The elements, or `nil` for another type.
  public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members, or `nil` for another type.
  public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// The value of a member, or `nil` where there is none or this is no object.
  public subscript(key: String) -> JSONValue? { objectValue?[key] }

  /// The element at a place, or `nil` where there is none or this is no array.
  public subscript(index: Int) -> JSONValue? {
    guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The value that a pointer leads to, or `nil` where it leads nowhere.
  ///
  /// - Complexity: O(*n*), where *n* is the number of tokens.
  public subscript(pointer: JSONPointer) -> JSONValue? {
    var value = self
    for token in pointer.tokens {
      switch value {
      case .object(let members):
        guard let next = members[token] else { return nil }
        value = next
      case .array(let elements):
        guard let index = JSONPointer.arrayIndex(token), elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Makes `null`.
  public init(nilLiteral: ()) { self = .null }
  /// Makes a boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes a whole number.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  /// Makes a number of a literal; the literal must be finite.
  public init(floatLiteral value: Double) {
    guard let number = JSONNumber(value) else {
      preconditionFailure("JSON has no number for \(value); write a finite literal.")
    }
    self = .number(number)
  }
  /// Makes a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object of the members in the order in which they are written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}
