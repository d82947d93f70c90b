/// The kind of a failure, out of how programs write exceptions.
enum FailureName {
  /// Failures that frameworks write in words only.
  private static let known = [
    (words: "Max turns exceeded", name: "MaxTurnsExceeded"),
    (words: "Model behavior error", name: "ModelBehaviorError"),
  ]

  /// The last part of a type's name, or the word that a message begins with; `"error"` where nothing says more.
  static func of(type: String?, message: String?) -> String {
    if let type, !type.isEmpty, let last = type.split(separator: ".").last { return String(last) }
    guard let message else { return "error" }
    return known.first { message.contains($0.words) }?.name ?? ofMessage(message) ?? "error"
  }

  /// The class in texts such as `ConnectionError('no answer')` and `ValidationError: too short`.
  static func ofMessage(_ text: String) -> String? {
    let word = text.unicodeScalars.prefix {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "."
    }
    let rest = text.unicodeScalars.dropFirst(word.count).first
    guard !word.isEmpty, rest == nil || rest == "(" || rest == ":" else { return nil }
    let name = String(String.UnicodeScalarView(word)).split(separator: ".").last.map(String.init) ?? ""
    // Only what looks like the name of a class: a sentence may begin with a word and a colon, too.
    guard let first = name.unicodeScalars.first, ("A"..."Z").contains(first) else { return nil }
    return name
  }
}
