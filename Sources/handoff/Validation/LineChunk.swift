import HandoffReports
import HandoffSchema

/// A piece of a JSON Lines file that ends where a line ends: what one core works on at a time.
struct LineChunk: Sendable {
  /// The place of the chunk in the file, from 0.
  var index: Int
  var bytes: [UInt8]
  /// Set where the chunk stands for one line that was too long to be kept: the cap in bytes.
  var lineLimit: Int?

  /// What validation says of a chunk; lines count from the chunk's start.
  struct Judgement: Sendable {
    var index: Int
    /// The number of lines, blank ones included.
    var lineCount: Int
    var summary = ValidationSummary()
    /// Those that are not valid.
    var refused: [ValidationResult] = []
  }

  /// Validates every line.
  func judge(by schema: Schema, file: String) -> Judgement {
    var judgement = Judgement(index: index, lineCount: lineCount)
    if let lineLimit {
      let error = JSONSyntaxError(reason: .tooLong(limit: lineLimit), offset: lineLimit, line: 1, column: 1)
      let result = ValidationResult(file: file, line: 1, outcome: .notJSON(error))
      judgement.summary.add(result)
      judgement.refused.append(result)
      return judgement
    }
    bytes.withUnsafeBufferPointer { buffer in
      var tape = JSONTape()
      for line in JSONLines(buffer) {
        // Most lines are valid, and that is found out without building a value.
        if (try? tape.parse(line.text) { schema.isValid($0) }) == true {
          judgement.summary.valid += 1
          continue
        }
        let result = ValidationResult(
          file: file, line: line.number, judging: Array(line.text), by: schema)
        judgement.summary.add(result)
        if !result.isValid { judgement.refused.append(result) }
      }
    }
    return judgement
  }

  /// The lines that are not blank; they count from 1 at the chunk's start.
  var lines: [(number: Int, bytes: [UInt8])] {
    bytes.withUnsafeBufferPointer { buffer in JSONLines(buffer).map { ($0.number, Array($0.text)) } }
  }

  /// The number of line ends.
  var lineCount: Int { lineLimit != nil ? 1 : bytes.count { $0 == UInt8(ascii: "\n") } }
}

extension ValidationResult {
  /// Validates one payload; where it is a whole file, with excerpts of what is shown of it.
  init(file: String, line: Int? = nil, judging bytes: [UInt8], by schema: Schema) {
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      self.init(
        file: file, line: line, outcome: .notJSON(error),
        excerpts: line == nil ? [TextExcerpt(of: bytes, at: error.offset)] : [])
      return
    }
    let violations = schema.violations(in: document)
    guard !violations.isEmpty else {
      self.init(file: file, line: line, outcome: .valid)
      return
    }
    let places = zip(violations, document.locations(of: violations.map(\.instance))).map {
      violation, found in
      // What is wrong with a member that must not be there is its name.
      Self.keywordsForNames.contains(violation.keyword) ? found.name ?? found.value : found.value
    }
    let shown = line == nil ? ValidationRendering.shownViolations : 0
    self.init(
      file: file, line: line, outcome: .invalid(violations), places: places,
      excerpts: places.prefix(shown).map { TextExcerpt(of: bytes, at: $0.offset) })
  }

  private static let keywordsForNames = ["additionalProperties", "unevaluatedProperties"]
}
