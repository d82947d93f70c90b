import Foundation
import HandoffContracts
import HandoffTestSupport
import Testing

@testable import handoff

@Suite("Documentation")
struct DocumentationTests {
  private static let pages: [String] = {
    let docs = Here.root.appendingPathComponent("docs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: docs.path)) ?? []
    let examples = Here.root.appendingPathComponent("Fixtures/examples")
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: examples.path)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
      + folders.sorted().map { "Fixtures/examples/\($0)/README.md" }
  }()

  private static func text(of page: String) throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent(page), encoding: .utf8)
  }

  @Test(arguments: pages)
  func `outputs that a page shows are those of the commands above them`(page: String) throws {
    let text = try Self.text(of: page)
    let blocks = PageBlocks(of: text)
    let languages = Set(blocks.blocks.compactMap { $0.file.flatMap(Self.interpreter) })
    if let missing = languages.sorted().first(where: { !Self.has($0) }) {
      print("The outputs of \(page) are not compared: there is no \(missing).")
      return
    }
    // A page that tells a story goes on where its last block ended.
    let isStory = page.hasSuffix("tutorial.md") || page.hasPrefix("Fixtures/")
    var story =
      isStory ? try Self.transcripts(of: FencedBlock.all("console", in: text), in: TemporaryFolder()) : []
    story.reverse()
    // What a page builds up stays in its folder; of others each block starts with a fresh one.
    let own = blocks.hasFiles ? try TemporaryFolder() : nil
    var rest = blocks.blocks[...]
    let renewed = try FencedBlock.replacing("console", in: text) { block in
      if isStory { return story.popLast() ?? "" }
      while let next = rest.popFirst(), next.language != "console" {
        if let own, let file = next.file { _ = try own.add(file, next.content) }
      }
      return try Self.transcripts(of: [block], in: own ?? TemporaryFolder()).joined()
    }
    let file = GoldenFile(Here.root.appendingPathComponent(page))
    #expect(try file.difference(from: renewed, suite: "DocumentationTests") == nil)
  }

  /// The program that runs a file.
  private static func interpreter(of file: String) -> String? {
    file.hasSuffix(".py") ? "python3" : file.hasSuffix(".mjs") ? "node" : nil
  }

  private static func has(_ program: String) -> Bool {
    (try? Shell.run("command -v \(program)"))?.status == 0
  }

  /// What stands between two blocks; no command prints it.
  private static let separator = "\u{1E}\n"

  /// What a shell shows when the commands of some blocks, the lines that begin with `$ `, are run one after the other.
  private static func transcripts(of blocks: [String], in folder: TemporaryFolder) throws -> [String] {
    // In a copy, so that what a check keeps beside a manifest is neither found there nor left behind.
    var script =
      "cp -R Fixtures Templates \(folder.path(""))/ 2>/dev/null; cd \(folder.path("")) && rm -rf Fixtures/*/.handoff\n"
    // For programs that start it themselves.
    script += "export HANDOFF_BIN='\(BuiltTool.path)'\n"
    script += "handoff() { '\(BuiltTool.path)' \"$@\"; }\n"
    script += "swift() { shift 2; handoff \"$@\"; }\nstatus() { return $1; }\ns=0\n"
    for (index, block) in blocks.enumerated() {
      if index > 0 { script += "printf '\\036\\n'\n" }
      for command in block.split(separator: "\n").filter({ $0.hasPrefix("$ ") }).map({ $0.dropFirst(2) }) {
        script +=
          "printf '%s\\n' \(CompletionScript.quoted("$ " + command))\nstatus $s\n{ \(command)\n} 2>&1\ns=$?\n"
      }
    }
    return try Shell.run(script).output.components(separatedBy: separator)
  }

  @Test func `Swift on the first page is compiled by the tests`() throws {
    let source = try String(
      contentsOf: Here.root.appendingPathComponent("Tests/HandoffCommandTests/ReadmeExampleTests.swift"),
      encoding: .utf8)
    // The imports that only the test of the example needs are left out.
    let extra = ["import Foundation", "import HandoffTestSupport", "import Synchronization"]
    let code = source.split(separator: "\n").filter {
      !$0.hasPrefix("// The README") && !extra.contains(String($0))
    }.joined(separator: "\n")
    let blocks = FencedBlock.all("swift", in: try Self.text(of: "README.md"))
    #expect(blocks.count == 3)
    for block in blocks where !block.hasPrefix("// Package.swift") {
      let lines = block.split(separator: "\n").joined(separator: "\n")
      #expect(code.contains(lines), "not in ReadmeExampleTests.swift: \(lines.prefix(200))")
    }
  }

  @Test func `manifests on a page can be read`() throws {
    for page in Self.pages {
      for block in FencedBlock.all("json", in: try Self.text(of: page)) where block.contains("handoffSystem")
      {
        #expect(throws: Never.self) { try AgentSystem(manifest: Array(block.utf8), file: page) }
      }
    }
  }

  @Test(arguments: pages)
  func `links within the repository lead somewhere`(page: String) throws {
    let folder = Here.root.appendingPathComponent(page).deletingLastPathComponent()
    for part in try Self.text(of: page).components(separatedBy: "](").dropFirst() {
      let target = part.prefix { $0 != ")" && $0 != "#" }
      guard !target.isEmpty, !target.hasPrefix("http") else { continue }
      let file = folder.appendingPathComponent(String(target)).path
      #expect(FileManager.default.fileExists(atPath: file), "\(target)")
    }
  }

  @Test func `files that a page names exist`() throws {
    let internals = try Self.text(of: "docs/internals.md")
    for part in internals.components(separatedBy: "`") where part.contains("/") && !part.contains(" ") {
      let isInModule = part.hasPrefix("Handoff") || part.hasPrefix("handoff/")
      guard isInModule || ["Sources/", "Tests/", "docs/"].contains(where: part.hasPrefix) else { continue }
      let file = Here.root.appendingPathComponent(isInModule ? "Sources/\(part)" : part).path
      #expect(FileManager.default.fileExists(atPath: file), "\(part)")
    }
  }

  @Test func `the index names every page`() throws {
    let index = try Self.text(of: "docs/README.md")
    for page in Self.pages where page.hasPrefix("docs/") && page != "docs/README.md" {
      #expect(index.contains("](\(page.dropFirst(5)))"), "\(page)")
    }
  }

  @Test func `the first page is short`() throws {
    #expect(
      try Self.text(of: "README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
  }
}
