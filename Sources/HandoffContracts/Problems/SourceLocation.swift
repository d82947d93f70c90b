/// Where a declaration was written: in Swift source or in a manifest.
public struct SourceLocation: Sendable, Hashable {
  /// The file: for Swift `Module/File.swift` (`#fileID`, so that a binary names no path of the machine that
  /// built it and is the same everywhere), for a manifest as the caller named it.
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

extension SourceLocation: CustomStringConvertible {
  /// The place as compilers write it: `file:line:column`.
  public var description: String {
    "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}
