internal import HandoffSchema

/// A made-up value for a type that is probed.
enum ProbeOffer {
  /// An empty text, zero, `false`.
  case simple
  /// Another text, one, `true`, for types that refuse what is empty.
  case other
  /// This value, wherever a single one is read.
  case exactly(JSONValue)

  /// Texts of forms that types ask for.
  static let texts: [ProbeOffer] = [
    "2026-01-02T03:04:05Z", "2026-01-02", "https://example.org/a", "123e4567-e89b-42d3-a456-426614174000",
    "a@example.org", "YQ==", "1.0.0", "10.0.0.1", "en", "EUR",
  ].map { .exactly(.string($0)) }

  var text: String {
    switch self {
    case .simple: ""
    case .other: "a"
    case .exactly(let value): value.stringValue ?? "a"
    }
  }

  var truth: Bool {
    switch self {
    case .simple: false
    case .other: true
    case .exactly(let value): value == true
    }
  }

  var number: Int {
    switch self {
    case .simple: 0
    case .other: 1
    case .exactly(let value): value.intValue ?? 1
    }
  }
}
