import HandoffContracts
package import HandoffFuzzing
package import HandoffSchema

/// Payloads that are tried before all others: recorded ones, and failures that were pinned.
///
/// One JSON value a line: `{"handoff": "A->B", "payload": …}`, or with `raw` for text that is not JSON; any other value
/// is a payload itself, for the one handoff that is checked.
package struct ExampleFile: Sendable, Hashable {
  private struct Example: Sendable, Hashable {
    /// `nil` for the handoff that is checked.
    var handoff: String?
    var content: HandoffCase.Content
  }

  private var examples: [Example] = []

  /// The file beside a manifest that is always read where it is there: `NAME.examples.jsonl`.
  package static func name(beside manifest: String) -> String {
    let stem = manifest.hasSuffix(".json") ? String(manifest.dropLast(5)) : manifest
    return "\(stem).examples.jsonl"
  }

  /// Nothing yet.
  package init() {}

  /// Why a file of examples cannot be used.
  package enum Failure: Error, Sendable, Hashable {
    case unreadable(FileError)
    case badLine(file: String, line: Int, Mistake)
  }

  /// What is wrong with a line.
  package enum Mistake: Sendable, Hashable {
    case notJSON(JSONSyntaxError)
    /// It names a handoff, but hands over nothing or two things.
    case noContent
    /// It names none, and several are checked.
    case noHandoff
    case unknownHandoff(String, known: [String])
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: Its name.
  ///   - handoffs: The names of the handoffs that are checked.
  ///   - known: The names of all handoffs.
  /// - Throws: ``Failure`` for the first line which cannot be used.
  package mutating func read(
    _ file: String, for handoffs: [String], known: [String]
  ) throws(Failure) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.read(file, expected: "payloads, one a line")
    } catch {
      throw .unreadable(error)
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      switch Self.example(Array(line), for: handoffs, known: known) {
      case .success(let example): examples.append(example)
      case .failure(let refusal):
        throw .badLine(file: InputFile.label(file), line: number + 1, refusal.mistake)
      }
    }
  }

  private struct Refusal: Error {
    var mistake: Mistake
  }

  private static func example(
    _ line: [UInt8], for handoffs: [String], known: [String]
  ) -> Result<Example, Refusal> {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: line).value
    } catch {
      return .failure(Refusal(mistake: .notJSON(error)))
    }
    func isKnown(_ name: String) -> Bool { known.contains { $0.hasSameCodePoints(as: name) } }
    if let found = AddressedContent(json: value) {
      guard isKnown(found.handoff) else {
        return .failure(Refusal(mistake: .unknownHandoff(found.handoff, known: known)))
      }
      return .success(Example(handoff: found.handoff, content: found.content))
    }
    if let name = value["handoff"]?.stringValue, isKnown(name) {
      return .failure(Refusal(mistake: .noContent))
    }
    guard handoffs.count == 1 else { return .failure(Refusal(mistake: .noHandoff)) }
    return .success(Example(handoff: nil, content: .payload(value)))
  }

  /// What to try first on a handoff.
  package func given(for handoff: String) -> [GivenCase] {
    examples.filter { $0.handoff?.hasSameCodePoints(as: handoff) ?? true }.map { GivenCase($0.content) }
  }

  /// Adds a line to a file, in one step; false where it stands there already.
  package static func add(_ line: String, to file: String) throws(FileError) -> Bool {
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

extension ExampleFile.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .badLine(let file, let line, let mistake): "\(TerminalText.line(file)):\(line): \(mistake)"
    }
  }
}

extension ExampleFile.Mistake: CustomStringConvertible {
  package var description: String {
    let form = "write {\"handoff\": \"A->B\", \"payload\": ...}"
    return switch self {
    case .notJSON(let error): "not JSON: \(TerminalText.line(error.message)); write one payload a line"
    case .noContent: "names a handoff without exactly one of \"payload\" and \"raw\"; \(form)"
    case .noHandoff: "names no handoff; \(form), or choose one with --handoff"
    case .unknownHandoff(let name, let known): HandoffName.unknown(name, known)
    }
  }
}
