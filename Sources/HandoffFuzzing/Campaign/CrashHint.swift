import HandoffSchema

/// What of a payload that keeps the contract a consumer may not have reckoned with.
struct CrashHint {
  /// The most names that are told.
  private static let shown = 3
  /// The most values of a payload that are looked at.
  private static let looked = 1_000

  private let payload: JSONValue?
  private let line: String
  private let subject: CampaignSubject
  private let language: ConsumerLanguage

  init(
    _ content: HandoffCase.Content, _ answer: ConsumerAnswer, subject: CampaignSubject,
    language: ConsumerLanguage
  ) {
    payload = if case .payload(let payload) = content { payload } else { nil }
    line = if case .crashed(let crash) = answer { crash.line ?? "" } else { "" }
    self.subject = subject
    self.language = language
  }

  /// Half a sentence; `nil` where nothing is known.
  var text: String? {
    guard let payload else { return nil }
    let (names, empty, zeros) = Self.survey(payload)
    let absent =
      names.map { names in
        subject.describedNames.filter { !names.contains($0) }.map(\.string).sorted()
      } ?? []
    let named = absent.filter { line.contains("\"\($0)\"") || line.contains("'\($0)'") }
    if let first = named.first { return "\(Self.list(named)) may be absent; \(read(first))" }
    if let empty, speaksOfPosition { return "\(empty) may be empty; ask before you take an element of it" }
    if speaksOfDivision, !zeros.isEmpty {
      let places = zeros.prefix(Self.shown).map(\.description).joined(separator: " or ")
      return "\(places) may be 0; ask before you divide"
    }
    if speaksOfNothing, let first = absent.first {
      return "\(Self.list(absent)) may be absent; \(read(first))"
    }
    return nil
  }

  private var speaksOfNothing: Bool {
    ["undefined", "NoneType", "null", "nil"].contains { line.contains($0) }
  }

  private var speaksOfDivision: Bool { ["division", "Division", "divide"].contains { line.contains($0) } }

  private var speaksOfPosition: Bool {
    ["IndexError", "out of range", "empty", "undefined", "StopIteration"].contains {
      line.contains($0)
    }
  }

  private func read(_ name: String) -> String {
    switch language {
    case .python: "read it with .get(\(JSONValue.string(name).text()))"
    case .javaScript: "read it as \(name) ?? fallback"
    case .swift: "make the property optional"
    case .other: "ask for it before you read it"
    }
  }

  private static func list(_ names: [String]) -> String {
    let quoted = names.prefix(shown).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > shown ? "\(quoted) and \(names.count - shown) more" : quoted
  }

  /// The names of all members, the first array, object or text without anything in it, and where numbers are 0; no names
  /// where there is more than is looked at.
  private static func survey(_ payload: JSONValue) -> (
    names: Set<ExactString>?, empty: JSONPointer?, zeros: [JSONPointer]
  ) {
    var names: Set<ExactString> = []
    var empty: JSONPointer?
    var zeros: [JSONPointer] = []
    var open: [(value: JSONValue, pointer: JSONPointer)] = [(payload, .root)]
    var index = 0
    while index < open.count, index < looked {
      let (value, pointer) = open[index]
      index += 1
      switch value {
      case .array(let elements):
        if elements.isEmpty { empty = empty ?? pointer }
        for (position, element) in elements.enumerated() {
          open.append((element, pointer.appending(position)))
        }
      case .object(let members):
        for member in members {
          names.insert(ExactString(member.key))
          open.append((member.value, pointer.appending(member.key)))
        }
        if members.isEmpty, !pointer.tokens.isEmpty { empty = empty ?? pointer }
      case .string(let text): if text.isEmpty { empty = empty ?? pointer }
      case .number: if value == 0 { zeros.append(pointer) }
      default: break
      }
    }
    return (index < open.count ? nil : names, empty, zeros)
  }
}
