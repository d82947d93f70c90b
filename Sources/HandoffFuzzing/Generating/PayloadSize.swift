/// How large a generated payload may become where its schema leaves the choice.
public struct PayloadSize: Sendable, Hashable {
  /// Levels of optional nesting, 0 or more; what a schema requires is built at any depth up to 100.
  public var depth: Int
  /// Values in all, 1 or more; once they are used up, only what is required is added.
  public var values: Int
  /// The usual number of optional elements of an array and of words of a text.
  public var breadth: Int

  /// Makes a size.
  public init(depth: Int, values: Int, breadth: Int) {
    self.depth = depth
    self.values = values
    self.breadth = breadth
  }

  /// A few values, hardly nested.
  public static let small = PayloadSize(depth: 3, values: 40, breadth: 2)
  /// What agents usually send.
  public static let medium = PayloadSize(depth: 5, values: 150, breadth: 4)
  /// Long lists and deep nesting.
  public static let large = PayloadSize(depth: 8, values: 1_000, breadth: 12)
}
