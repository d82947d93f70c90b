internal import HandoffSchema

/// One file that an importer reads, with its name for messages.
public struct ImportSource: Sendable {
  /// The file's name as messages show it.
  public let name: String
  /// The file's bytes.
  public let bytes: [UInt8]
  /// The file as JSON, or why it is none.
  let json: Result<JSONDocument, JSONSyntaxError>
  /// The value of the whole file where it is JSON.
  let value: JSONValue?

  /// Takes a file.
  ///
  /// - Complexity: O(*n*) in the number of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: bytes)
      json = .success(document)
      value = document.value
    } catch {
      json = .failure(error)
      value = nil
    }
  }

  /// The text; what is no UTF-8 is replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The file's name without folders and without what follows the first dot: what a system is called that has no name.
  var stem: String {
    let last = name.split(separator: "/").last ?? "system"
    return String(last.split(separator: ".", maxSplits: 1).first ?? last)
  }

  /// The whole file as an export's value.
  ///
  /// - Throws: ``ImportError`` where the file is no JSON.
  func export() throws(ImportError) -> ExportValue {
    if let value { return ExportValue(value: value, pointer: JSONPointer(tokens: []), source: self) }
    guard case .failure(let error) = json else { throw ImportError(source: name, message: "expected JSON") }
    throw ImportError(source: name, line: error.line, column: error.column, message: error.message)
  }
}
