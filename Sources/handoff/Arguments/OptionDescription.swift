/// One option of the command line: its spelling, what follows it and what it does.
///
/// Parsing, help, shell completion and `docs/cli.md` all read this value; nothing is written twice.
package struct OptionDescription: Sendable, Hashable {
  /// What follows the option's name.
  package enum Value: Sendable, Hashable {
    /// Nothing: the option is present or absent.
    case none
    /// Any text; the placeholder stands for it in help.
    case text(placeholder: String)
    /// A name that a manifest declares, or a text that begins with one.
    case name(CompletionNames.Kind, placeholder: String)
    /// The name of a file.
    case file(placeholder: String)
    /// One of these words.
    case choice([String])
    /// An integer within bounds.
    case integer(placeholder: String, in: ClosedRange<Int>)
    /// An unsigned 64-bit integer, decimal.
    case seed(placeholder: String)
    /// A share of the work, `I/N` with 1 ≤ I ≤ N.
    case share(placeholder: String)
    /// Seconds, a positive decimal number.
    case seconds(placeholder: String)
    /// A share of a whole, 0 up to but not including 1.
    case rate(placeholder: String)
  }

  /// The name without the two dashes.
  package var name: String
  /// A one-letter spelling without the dash.
  package var letter: Character?
  package var value: Value
  /// What the option does, a sentence without a full stop.
  package var summary: String
  /// True where the option may be given several times.
  package var isRepeatable = false
  /// What holds where the option is absent, for help.
  package var fallback: String?
  /// What stands for the value in help, where a list of all choices would be too long.
  package var shownValue: String?

  package init(
    _ name: String, letter: Character? = nil, _ value: Value = .none, summary: String,
    isRepeatable: Bool = false, fallback: String? = nil, shownValue: String? = nil
  ) {
    self.name = name
    self.letter = letter
    self.value = value
    self.summary = summary
    self.isRepeatable = isRepeatable
    self.fallback = fallback
    self.shownValue = shownValue
  }
}

extension OptionDescription {
  /// What stands for the value in help; `nil` where no value follows.
  package var placeholder: String? {
    switch value {
    case .none: nil
    case .text(let placeholder), .name(_, let placeholder), .file(let placeholder),
      .integer(let placeholder, _),
      .seed(let placeholder), .share(let placeholder), .seconds(let placeholder), .rate(let placeholder):
      placeholder
    case .choice(let words): shownValue ?? words.joined(separator: "|")
    }
  }

  /// The spelling in help, such as `--format text|json`.
  package var usage: String {
    let letters = letter.map { "-\($0), " } ?? ""
    return letters + "--\(name)" + (placeholder.map { " \($0)" } ?? "")
  }

  /// The summary with the default and whether the option may be repeated.
  package var explanation: String {
    var notes: [String] = []
    if let fallback { notes.append("default: \(fallback)") }
    if isRepeatable { notes.append("may be repeated") }
    return notes.isEmpty ? summary : "\(summary) (\(notes.joined(separator: "; ")))"
  }

  /// What a value must be, or `nil` where the text is one.
  package func refusal(of text: String) -> String? {
    switch value {
    case .none, .text, .name: nil
    case .file: text.isEmpty ? "the name of a file" : nil
    case .choice(let words): words.contains(text) ? nil : words.joined(separator: ", ")
    case .integer(_, let bounds):
      Int(text).map(bounds.contains) == true ? nil : "an integer \(bounds.lowerBound)...\(bounds.upperBound)"
    case .seed: UInt64(text) != nil ? nil : "an integer 0...\(UInt64.max)"
    case .share: Share(parsing: text) != nil ? nil : "I/N with 1 <= I <= N, such as 2/4"
    case .rate: Self.rate(text) != nil ? nil : "a share of at least 0 and below 1, such as 0.05"
    case .seconds: Self.seconds(text) != nil ? nil : "seconds between 0.01 and 86400, such as 2.5"
    }
  }

  /// Reads a number of seconds, or returns `nil` where the text is none within 0.01...86400.
  package static func seconds(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: ".") }),
      let value = Double(text), value >= 0.01, value <= 86_400
    else { return nil }
    return value
  }

  /// Reads a share, or returns `nil` where the text is none within 0..<1.
  package static func rate(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: ".") }),
      let value = Double(text), value >= 0, value < 1
    else { return nil }
    return value
  }
}
