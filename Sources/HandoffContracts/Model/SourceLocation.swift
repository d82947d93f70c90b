/// Where a declaration was written: in Swift source or in a manifest.
public struct SourceLocation: Sendable, Hashable {
  /// The file as the compiler or the caller names it.
  public var file: String
  /// From 1.
  public var line: Int
  /// In code points from 1; absent for Swift declarations.
  public var column: Int?
  /// Within a manifest: the pointer to the element.
  public var pointer: String?

  /// Makes a place.
  public init(file: String, line: Int, column: Int? = nil, pointer: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
  }
}
