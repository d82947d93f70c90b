import HandoffSchema
import Testing

/// A property of payloads that fails, and the one payload that shows it best.
struct ShrinkProperty: Sendable, CustomTestStringConvertible {
  var name: String
  var schema: String
  var minimum: String
  var fails: @Sendable (JSONValue) -> Bool

  var testDescription: String { name }

  /// The mean number of times that Hypothesis 6.155 asks about the same property while it shrinks; 0 where it was not
  /// measured, or where Hypothesis finds no failure.
  var reference: Int
}

extension JSONValue {
  /// The elements as whole numbers; empty for anything that is no array.
  var numbers: [Int] { arrayValue?.compactMap(\.intValue) ?? [] }

  /// The elements; empty for anything that is no array.
  var parts: [JSONValue] { arrayValue ?? [] }
}
