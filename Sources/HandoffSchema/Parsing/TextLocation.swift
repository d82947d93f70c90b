/// A place in a text.
public struct TextLocation: Sendable, Hashable {
  /// In bytes, from 0.
  public var offset: Int
  /// From 1.
  public var line: Int
  /// In code points, from 1.
  public var column: Int

  /// Makes a place.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}

extension TextLocation: CustomStringConvertible {
  /// Line and column, separated by a colon.
  public var description: String { "\(line):\(column)" }
}
