import Foundation
import HandoffContracts
import HandoffReports
import HandoffSchema
import HandoffTestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A law over names and formats: whatever agents, contracts, failures and payloads are called, a document stays what its
/// format says it is.
@Suite("Hostile names in every format")
struct HostileFormatTests {
  /// What breaks out of one format or another where somebody forgot to escape it.
  private static let parts = [
    "\"'`", "\n::error::injected", "%0A%25", "]]>", "</script><script>alert(1)</script>", "<!-- -->",
    "</style></svg><img src=x onerror=alert(1)>", "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "👩‍🚀 事務 é e\u{301}",
    "\u{0}\u{1B}[31m\u{7}\u{7F}\u{9B}", "| *x* [a](javascript:b) @all #1", "&lt;&amp;", "\\",
    "\r\n\t::error::x", "%\u{301}:\u{301},\u{301}\r\u{301}",
    "->", "<-", "a->b<-c", "{{ x }} ${y} $(z)", "\u{FFFE}\u{2028}\u{2029}\u{FEFF}", " ",
    String(repeating: "ab ", count: 700),
  ]

  /// Each by itself where `HANDOFF_LAWS` is `whole`, otherwise four in a row.
  private static let names: [String] = {
    guard ProcessInfo.processInfo.environment["HANDOFF_LAWS"] != "whole" else { return parts }
    return stride(from: 0, to: parts.count, by: 4).map { start in
      parts[start..<min(start + 4, parts.count)].joined()
    }
  }()

  @Test(arguments: names)
  func `no name does harm in any format of any command`(name: String) throws {
    for (command, document) in try Samples(name).all() {
      Self.readsWell(document, command)
      Self.isWellFormed(document, command)
      try Self.holds(name, document, command)
      Self.annotates(document, command)
      let markdown = Self.text(MarkdownFormat.self, document)
      Self.staysMarkdown(markdown, command)
      #expect(markdown.count <= MarkdownFormat.limit)
      try Self.staysPage(document, command)
    }
  }

  @Test(arguments: names)
  func `no name does harm in what shows a part of a system`(name: String) throws {
    for (command, document) in Samples(name).systemDocuments {
      for (format, text) in [("text", document.text), ("markdown", document.markdown)] {
        let bad = text.unicodeScalars.first(where: Self.isHarmful)
        #expect(bad == nil, "\(command) \(format): \(bad.map { String($0.value, radix: 16) } ?? "")")
      }
      let parsed = try JSONValue(parsing: document.json.text(.pretty))
      #expect(parsed["system"]?.stringValue?.hasSameCodePoints(as: "newsroom" + name) == true, "\(command)")
      Self.staysMarkdown(document.markdown, command)
      // A name adds no line: what is listed, and how much of it, does not hang on what it is called.
      let plain = Samples("x").systemDocuments.first { $0.name == command }?.document.text
      #expect(Self.lineCount(document.text) == plain.map(Self.lineCount), "\(command)")
    }
  }

  private static func lineCount(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

  private static func text(_ format: any ReportFormat.Type, _ document: any ReportDocument) -> String {
    format.text(of: document, ReportManner(version: "1.2.3"))
  }

  /// Characters that drive a terminal, turn the reading direction or are hidden.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// What people read has no character that hides, turns or drives.
  private static func readsWell(_ document: any ReportDocument, _ command: String) {
    let formats: [any ReportFormat.Type] = [
      TextFormat.self, SeamsFormat.self, MarkdownFormat.self, HTMLFormat.self, SVGFormat.self,
    ]
    for format in formats {
      let bad = text(format, document).unicodeScalars.first(where: isHarmful)
      #expect(bad == nil, "\(command) \(format.name): \(bad.map { String($0.value, radix: 16) } ?? "")")
    }
  }

  /// XML is well-formed.
  private static func isWellFormed(_ document: any ReportDocument, _ command: String) {
    for format in [JUnitFormat.self, SVGFormat.self] as [any ReportFormat.Type] {
      let text = Self.text(format, document)
      guard !text.isEmpty else { continue }
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(command) \(format.name): \(parser.parserError.map { "\($0)" } ?? "")")
      #expect(!text.contains("<script") && !text.contains("<img"))
    }
  }

  /// JSON can be parsed, and holds the name as it is.
  private static func holds(_ name: String, _ document: any ReportDocument, _ command: String) throws {
    for format in [JSONFormat.self, GitLabFormat.self, SARIFFormat.self] as [any ReportFormat.Type] {
      let value = try JSONValue(parsing: text(format, document))
      guard format.name == JSONFormat.name, let system = value["system"]?.stringValue else { continue }
      #expect(system.hasSameCodePoints(as: "newsroom" + name), "\(command)")
    }
  }

  /// An annotation is one line, and a problem one annotation.
  private static func annotates(_ document: any ReportDocument, _ command: String) {
    let text = Self.text(GitHubFormat.self, document)
    // By bytes, as the runner reads: to Swift a carriage return and a line feed are one character.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: Array($0), as: UTF8.self) }
    #expect(lines.count == document.report.items.count + (document.report.complete ? 0 : 1), "\(command)")
    for line in lines {
      #expect(
        ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }, "\(command): \(line)")
      #expect(!line.utf8.contains(UInt8(ascii: "\r")))
      // What is not text of ours is introduced by a sign that is always followed by two digits.
      for part in line.utf8.split(separator: UInt8(ascii: "%")).dropFirst() {
        #expect(["25", "0A", "0D", "3A", "2C"].contains(String(decoding: part.prefix(2), as: UTF8.self)))
      }
    }
  }

  /// Markdown holds no HTML and no link.
  private static func staysMarkdown(_ text: String, _ command: String) {
    #expect(!text.contains("<") && !text.contains("[a]("), "\(command)")
    #expect(!text.contains(" @all"), "\(command)")
  }

  /// HTML has only the page's own elements and attributes.
  private static func staysPage(_ document: any ReportDocument, _ command: String) throws {
    let page = try HTMLTokens(text(HTMLFormat.self, document))
    #expect(page.problems == [], "\(command)")
    #expect(page.scripts == 1 && page.styles == 1)
  }
}
