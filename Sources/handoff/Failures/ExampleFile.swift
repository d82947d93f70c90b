import HandoffFuzzing
import HandoffReports
import HandoffSchema

/// Payloads that are tried before all others: recorded ones, and failures that were pinned.
///
/// One JSON value a line: `{"handoff": "A->B", "payload": …}`, or with `raw` for text that is not JSON; any other value
/// is a payload itself, for the one handoff that is checked.
struct ExampleFile {
  private struct Example {
    /// `nil` for the handoff that is checked.
    var handoff: String?
    var content: HandoffCase.Content
  }

  private var examples: [Example] = []

  /// The file beside a manifest that is always read where it is there: `NAME.examples.jsonl`.
  static func name(beside manifest: String) -> String {
    let stem = manifest.hasSuffix(".json") ? String(manifest.dropLast(5)) : manifest
    return "\(stem).examples.jsonl"
  }

  /// Nothing yet.
  init() {}

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: Its name.
  ///   - handoffs: The names of the handoffs that are checked.
  ///   - known: The names of all handoffs.
  /// - Throws: ``CommandError`` that names the first line which cannot be used.
  mutating func read(_ file: String, for handoffs: [String], known: [String]) throws(CommandError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.read(file, expected: "payloads, one a line")
    } catch {
      throw CommandError(error)
    }
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      func refused(_ why: String) -> CommandError {
        CommandError(lines: ["\(TerminalText.line(InputFile.label(file))):\(number + 1): \(why)"])
      }
      let value: JSONValue
      do throws(JSONSyntaxError) {
        value = try JSONDocument(parsing: Array(line)).value
      } catch {
        throw refused("not JSON: \(TerminalText.line(error.message)); write one payload a line")
      }
      guard let example = Self.example(value) else {
        if let name = value["handoff"]?.stringValue, known.contains(where: { $0.hasSameCodePoints(as: name) })
        {
          throw refused(
            "names a handoff without exactly one of \"payload\" and \"raw\"; write {\"handoff\": \"A->B\", \"payload\": ...}"
          )
        }
        guard handoffs.count == 1 else {
          throw refused(
            "names no handoff; write {\"handoff\": \"A->B\", \"payload\": ...}, or choose one with --handoff")
        }
        examples.append(Example(handoff: nil, content: .payload(value)))
        continue
      }
      if let name = example.handoff, !known.contains(where: { $0.hasSameCodePoints(as: name) }) {
        throw refused(HandoffName.unknown(name, known))
      }
      examples.append(example)
    }
  }

  /// What to try first on a handoff.
  func given(for handoff: String) -> [GivenCase] {
    examples.filter { $0.handoff?.hasSameCodePoints(as: handoff) ?? true }.map { GivenCase($0.content) }
  }

  private static func example(_ value: JSONValue) -> Example? {
    guard let handoff = value["handoff"]?.stringValue else { return nil }
    switch (value["payload"], value["raw"]?.stringValue) {
    case (let payload?, nil): return Example(handoff: handoff, content: .payload(payload))
    case (nil, let text?): return Example(handoff: handoff, content: .text(text))
    default: return nil
    }
  }

  /// The line that stands for a failure.
  static func line(for failure: (handoff: String, content: HandoffCase.Content)) -> String {
    var object: JSONObject = ["handoff": .string(failure.handoff)]
    switch failure.content {
    case .payload(let payload): object["payload"] = payload
    case .text(let text): object["raw"] = .string(text)
    }
    return JSONValue.object(object).text()
  }

  /// Adds a line to a file, in one step; false where it stands there already.
  static func add(_ line: String, to file: String) throws(FileError) -> Bool {
    var bytes: [UInt8] = []
    if FileList.exists(file) {
      do throws(FileError) {
        bytes = try InputFile.read(file, expected: "payloads, one a line")
      } catch {
        if case .empty = error.reason {} else { throw error }
      }
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard !lines.contains(where: { $0.elementsEqual(line.utf8) }) else { return false }
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    let pending = try PendingFile(file)
    try pending.write(bytes + Array(line.utf8) + [UInt8(ascii: "\n")])
    try pending.commit()
    return true
  }
}
