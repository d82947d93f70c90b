import Foundation
import HandoffTestSupport
import Testing

@testable import handoff

/// The program carries the files of `Templates`; `HANDOFF_UPDATE=1` writes the Swift that holds them.
@Suite("Embedded templates")
struct EmbeddedTemplateTests {
  private static let folder = Here.root.appendingPathComponent("Templates")
  private static let sources = Here.root.appendingPathComponent("Sources/handoff/Templates/Embedded")

  /// The folders whose files are embedded; of the others nothing is written by `handoff init`.
  private static let embedded = ["adapters/", "ci/", "exporters/", "fixtures/", "node/", "python/", "swift/"]

  /// The files that are embedded.
  static let paths: [String] = {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { path in
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(path).path, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue && !path.contains("__pycache__")
        && embedded.contains { path.hasPrefix($0) }
    }.sorted()
  }()

  /// The name in Swift: the words of the path, each but the first one with a capital letter.
  private static func name(of path: String) -> String {
    let words = path.split { !$0.isLetter && !$0.isNumber }
    return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }
      .joined()
  }

  private static func text(of path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  private static func source(of path: String) throws -> String {
    let text = try text(of: path)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // The last line end stands before the closing quotes.
    let indented = lines.map { $0.isEmpty ? "" : "      " + $0 }.joined(separator: "\n")
    return """
      // Written by EmbeddedTemplateTests from Templates/\(path); change that file instead.
      extension Template {
        static let \(name(of: path)) = Template(
          path: "\(path)",
          text: ##\"""
      \(indented)
            \"""##)
      }

      """
  }

  @Test(arguments: paths)
  func `a file is embedded as it is`(path: String) throws {
    let file = GoldenFile(
      Self.sources.appendingPathComponent(
        "Template+\(Self.name(of: path).prefix(1).uppercased())\(Self.name(of: path).dropFirst()).swift"))
    #expect(try file.difference(from: Self.source(of: path), suite: "EmbeddedTemplateTests") == nil)
    let text = try Self.text(of: path)
    #expect(Template.all.first { $0.path == path }?.text == text)
    #expect(text.hasSuffix("\n") && !text.contains("\t"))
  }

  @Test func `the list is that of the folder`() {
    #expect(Template.all.map(\.path).sorted() == Self.paths)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: Self.sources.path)) ?? []
    #expect(files.count == Self.paths.count)
  }
}
