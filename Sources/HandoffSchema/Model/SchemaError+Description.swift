extension SchemaError: CustomStringConvertible {
  /// One line: place, what was found and what is allowed.
  public var description: String { "\(place): \(reason)" }

  // A pointer of hundreds of tokens would drown the message.
  private var place: String {
    let text = pointer.description
    let pointer = text.utf8.count > 200 ? "\(text.prefix(120))…\(text.suffix(60))" : text
    if uri.isEmpty { return pointer.isEmpty ? "(root)" : pointer }
    return "\(uri)#\(pointer)"
  }
}

extension SchemaError.Reason: CustomStringConvertible {
  /// What is wrong, without the place.
  public var description: String {
    switch self {
    case .wrongKeywordValue(let keyword, let found, let allowed):
      "\"\(keyword)\" must be \(allowed), found \(found)"
    case .notASchema(let found): "expected a schema (an object or a boolean), found \(found)"
    case .unresolvedReference(let reference): "\"\(reference)\" leads nowhere"
    case .circularReference(let circle):
      "a circle of references that consumes nothing: \(Self.shortened(circle))"
    case .pattern(let error): error.description
    case .unknownVocabulary(let name, let known):
      "\"\(name)\" is not known; known are \(known.joined(separator: ", "))"
    case .limit(let limit): limit
    }
  }

  private static func shortened(_ circle: [String]) -> String {
    guard circle.count > 6 else { return circle.joined(separator: " -> ") }
    let middle = "… (\(circle.count - 6) more)"
    return (circle.prefix(4) + [middle] + circle.suffix(2)).joined(separator: " -> ")
  }
}
