public import HandoffSchema

/// Why a file cannot be imported.
public struct ImportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name.
  public var source: String
  /// The line, counted from 1, where it is known.
  public var line: Int?
  /// The column in bytes, counted from 1, where it is known.
  public var column: Int?
  /// The pointer to the value that is wrong, where the file is JSON.
  public var pointer: JSONPointer?
  /// What was found and what was expected.
  public var message: String

  /// Makes an error of its parts.
  public init(
    source: String, line: Int? = nil, column: Int? = nil, pointer: JSONPointer? = nil, message: String
  ) {
    self.source = source
    self.line = line
    self.column = column
    self.pointer = pointer
    self.message = message
  }

  /// The error in one line, as `file:line:column: message at "/pointer"`.
  public var description: String {
    let location = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    let tail = pointer.map { " at \"\($0)\"" } ?? ""
    return "\(source)\(location): \(message)\(tail)"
  }
}
