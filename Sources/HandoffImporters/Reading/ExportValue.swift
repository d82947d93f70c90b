internal import HandoffSchema

/// A value of an export, with the pointer by which a message finds it.
struct ExportValue: Sendable {
  var value: JSONValue
  var pointer: JSONPointer
  var source: ImportSource

  /// A member, or `nil` where it is absent or `null`.
  subscript(name: String) -> ExportValue? {
    guard let member = value[name], member.type != .null else { return nil }
    return ExportValue(value: member, pointer: pointer.appending(name), source: source)
  }

  /// A member that has to be there.
  ///
  /// - Throws: ``ImportError`` where it is absent.
  func member(_ name: String) throws(ImportError) -> ExportValue {
    guard let member = self[name] else { throw error("expected a member \"\(name)\", found none") }
    return member
  }

  /// The elements of an array.
  ///
  /// - Throws: ``ImportError`` for anything else.
  func elements() throws(ImportError) -> [ExportValue] {
    guard let elements = value.arrayValue else { throw unexpected("an array") }
    return elements.indices.map { index in
      ExportValue(value: elements[index], pointer: pointer.appending(index), source: source)
    }
  }

  /// The elements of an array that may be absent.
  ///
  /// - Throws: ``ImportError`` where it is anything else.
  static func elements(of value: ExportValue?) throws(ImportError) -> [ExportValue] {
    guard let value else { return [] }
    return try value.elements()
  }

  /// The members of an object in order, names apart.
  ///
  /// - Throws: ``ImportError`` for anything else.
  func members() throws(ImportError) -> [(name: String, value: ExportValue)] {
    guard let object = value.objectValue else { throw unexpected("an object") }
    return object.members.map { member in
      (member.key, ExportValue(value: member.value, pointer: pointer.appending(member.key), source: source))
    }
  }

  /// The text.
  ///
  /// - Throws: ``ImportError`` for anything but a string.
  func string() throws(ImportError) -> String {
    guard let string = value.stringValue else { throw unexpected("a string") }
    return string
  }

  /// A name: a text that is not empty.
  ///
  /// - Throws: ``ImportError`` for anything else.
  func name() throws(ImportError) -> String {
    let name = try string()
    guard !name.isEmpty else { throw error("expected a name, found an empty string") }
    return name
  }

  /// A count from 0 that fits.
  ///
  /// - Throws: ``ImportError`` for anything else.
  func count() throws(ImportError) -> Int {
    guard let count = value.intValue, count >= 0 else { throw unexpected("a whole number from 0") }
    return count
  }

  /// Makes an error that points here.
  func error(_ message: String) -> ImportError {
    let document = try? source.json.get()
    let location = document?.location(of: pointer)
    return ImportError(
      source: source.name, line: location?.line, column: location?.column, pointer: pointer, message: message)
  }

  private func unexpected(_ expected: String) -> ImportError {
    error("expected \(expected), found \(value.type.withArticle)")
  }
}

extension JSONType {
  fileprivate var withArticle: String {
    switch self {
    case .null: "null"
    case .array, .object: "an \(rawValue)"
    default: "a \(rawValue)"
    }
  }
}
