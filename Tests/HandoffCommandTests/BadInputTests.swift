import Foundation
import Testing

@testable import handoff

@Suite("Bad input")
struct BadInputTests {
  /// Commands that read a manifest or a schema first.
  private static let readers: [[String]] = [["audit"], ["validate"]]

  /// Runs every reader on a file and expects one line on standard error, which begins with the file.
  private func expectRefusal(
    of file: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for words in Self.readers {
      let operands = words == ["validate"] ? [file, file] : [file]
      let outcome = try BuiltTool.run(words + operands)
      #expect(outcome.status == 2, sourceLocation: sourceLocation)
      #expect(outcome.output == "", sourceLocation: sourceLocation)
      let lines = outcome.errors.split(separator: "\n")
      #expect(lines.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
      #expect(
        outcome.errors.hasPrefix("\(file): \(message)") || outcome.errors.hasPrefix("\(file):\(message)"),
        "\(outcome.errors)", sourceLocation: sourceLocation)
    }
  }

  @Test func `a missing file`() throws {
    try expectRefusal(of: "nowhere/system.json", "no such file; check the name and the folder\n")
  }

  @Test func `a folder`() throws {
    try expectRefusal(of: "Fixtures", "this is a folder; name a file in it\n")
  }

  @Test func `an empty file`() throws {
    let folder = try TemporaryFolder()
    try expectRefusal(of: folder.add("empty.json", ""), "the file is empty; expected a ")
  }

  @Test func `binary junk`() throws {
    let folder = try TemporaryFolder()
    var state: UInt64 = 1
    let junk = (0..<10_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    try expectRefusal(of: folder.add("junk.json", [0x7F] + Array("ELF".utf8) + junk), "1:1: not JSON: ")
    try expectRefusal(of: folder.add("zeros.json", [UInt8](repeating: 0, count: 10_000)), "1:1: not JSON: ")
    try expectRefusal(of: folder.add("high.json", [0xFF, 0xFE, 0x7B, 0x00]), "1:1: not JSON: ")
  }

  @Test func `truncated JSON`() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(
      contentsOf: Here.root.appendingPathComponent("Fixtures/systems/customer-service.json"))
    try expectRefusal(of: folder.add("cut.json", Array(whole.prefix(2_000))), "51:")
    try expectRefusal(of: folder.add("open.json", "{\"a\":"), "1:6: not JSON: ")
    try expectRefusal(
      of: folder.add("deep.json", String(repeating: "[", count: 1_000_000)), "1:513: not JSON: ")
  }

  @Test func `a manifest of the wrong version, and JSON that is no manifest`() throws {
    let folder = try TemporaryFolder()
    let newer = try folder.add(
      "newer.json", #"{"handoffSystem": 2, "name": "x", "entry": "a", "agents": {"a": {}}}"#)
    #expect(
      try BuiltTool.run("audit", newer).errors
        == "\(newer):1:19: /handoffSystem: this version of handoff reads manifests of format 1, found 2\n")
    for text in ["[]", "3", "\"handoffSystem\"", "{}"] {
      let outcome = try BuiltTool.run("audit", folder.add("other.json", text))
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("\(folder.path("other.json")):1:1: "), "\(outcome.errors)")
    }
  }

  @Test func `a file of 100 MB`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("large.json", "[")
    truncate(file, 100 << 20)
    try expectRefusal(of: file, "longer than the 64 MB that are read at once; split the file\n")
  }

  @Test func `a file name that would drive the terminal`() throws {
    let outcome = try BuiltTool.run("audit", "a\u{1B}[2J\nb")
    #expect(outcome.errors == #"a\u{1b}[2J\nb: no such file; check the name and the folder"# + "\n")
  }

  @Test func `all errors of a manifest are told in one run`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.add(
      "wrong.json",
      #"""
      {
        "handoffSystem": 1, "name": "x", "entry": "a", "agnets": {},
        "agents": {"a": {"produces": "nothing", "limit": "3"}}
      }
      """#)
    let outcome = try BuiltTool.run("audit", file)
    #expect(outcome.status == 2)
    let places = outcome.errors.split(separator: "\n").map { $0.dropFirst(file.count).prefix(6) }
    #expect(places.map { $0.prefix(3) } == [":2:", ":3:", ":3:"], "\(outcome.errors)")
  }
}
