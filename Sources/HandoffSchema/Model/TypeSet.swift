/// A set of JSON types as the `type` keyword names them.
///
/// `number` includes every integer, so a set that contains `number` always contains `integer` too.
package struct TypeSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let null = TypeSet(rawValue: 1)
  package static let boolean = TypeSet(rawValue: 2)
  package static let integer = TypeSet(rawValue: 4)
  /// All numbers, whole ones included.
  package static let number = TypeSet(rawValue: 4 | 8)
  package static let string = TypeSet(rawValue: 16)
  package static let array = TypeSet(rawValue: 32)
  package static let object = TypeSet(rawValue: 64)
  package static let all = TypeSet(rawValue: 127)
}
