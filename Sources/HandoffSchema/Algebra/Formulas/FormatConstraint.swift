/// What is known about asserting formats, beyond a way to check one string.
enum FormatConstraint {
  static func holds(_ name: String, for text: String) -> Bool {
    Format(named: name)?.accepts(text) ?? true
  }

  /// Strings in and near the formats, simple ones first.
  static let samples = [
    "a", "", "/", "0", "1", "a@b.co", "a.co", "2000-01-01", "00:00:00Z", "2000-01-01T00:00:00Z", "P1D",
    "1.1.1.1", "::", "::1", "a:b", "http://a.co", "/a", "#a", "{a}", "00000000-0000-0000-0000-000000000000",
    "a b", "é", "é@é.co", "http://é.co", "^", "(", "[", "\\", "%", "1/a", "0#", "a/{b}", "~", "/~",
    "2000-02-30", "25:00:00Z", "256.1.1.1", "1.1.1", "a..b", "-a", "@", "é.co", "\u{0}", " ",
  ]

  /// A regular language around a format.
  struct Language {
    /// Every string of the format matches; a pattern of ECMA-262.
    var pattern: String
    /// True where nothing else matches.
    var isExact = false
  }

  private static let pointer = "(/([^~]|~[01])*)?"
  private static let time = #"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+\-][0-9]{2}:[0-9]{2})$"#

  /// What every string of a format looks like; `nil` where nothing regular is known.
  static func language(_ name: String) -> Language? {
    switch Format(named: name) {
    case .date: Language(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .time: Language(pattern: "^" + time)
    case .dateTime: Language(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]" + time)
    case .duration: Language(pattern: "^P[0-9T]")
    case .email, .idnEmail: Language(pattern: "@")
    case .hostname, .idnHostname: Language(pattern: #"^[\s\S]{1,253}$"#)
    case .ipv4: Language(pattern: #"^[0-9]{1,3}(\.[0-9]{1,3}){3}$"#)
    case .ipv6: Language(pattern: "^(?=[0-9A-Fa-f:.]{2,45}$)[0-9A-Fa-f.]*:")
    case .uri, .iri: Language(pattern: #"^[A-Za-z][A-Za-z0-9+.\-]*:"#)
    case .uuid: Language(pattern: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", isExact: true)
    case .jsonPointer: Language(pattern: "^\(pointer)$", isExact: true)
    case .relativeJSONPointer: Language(pattern: "^(0|[1-9][0-9]*)(#|\(pointer))$", isExact: true)
    default: nil
    }
  }

  /// Says whether all strings of one format are in another, by the grammars of RFC 3986 and RFC 3987.
  static func implies(_ name: String, _ other: String) -> Bool {
    switch (Format(named: name), Format(named: other)) {
    case (.uri, .uriReference), (.iri, .iriReference): true
    default: false
    }
  }
}
