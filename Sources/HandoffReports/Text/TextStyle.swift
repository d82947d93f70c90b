import HandoffContracts

/// How a text report looks.
public struct TextStyle: Sendable, Hashable {
  /// Whether ANSI colours are used.
  public var usesColor: Bool

  /// Chooses a look.
  public init(usesColor: Bool = false) {
    self.usesColor = usesColor
  }

  enum Ink: String {
    case red = "31", yellow = "33", green = "32", cyan = "36", bold = "1", dim = "2"
  }

  func colored(_ text: String, _ ink: Ink...) -> String {
    guard usesColor, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
  }

  func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: colored("error", .bold, .red)
    case .warning: colored("warning", .bold, .yellow)
    case .note: colored("note", .bold, .cyan)
    }
  }

  /// A labelled line under a heading.
  func detail(_ label: String, _ text: String) -> String {
    let padding = String(repeating: " ", count: max(1, 12 - label.count))
    return "    " + colored(label + ":", .dim) + padding + text
  }

  /// A further line under a labelled one.
  func continuation(_ text: String) -> String { String(repeating: " ", count: 17) + text }
}
