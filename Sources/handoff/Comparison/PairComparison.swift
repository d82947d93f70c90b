import HandoffReports
import HandoffSchema

/// Compares the pairs of a JSON Lines file, one after the other.
struct PairComparison {
  let question: TimedQuestion
  let formats: SchemaOptions
  let explains: Bool

  /// Writes a verdict for each pair.
  ///
  /// A line that is no pair, or whose schemas cannot be compiled, is answered with an error and makes the run
  /// incomplete; the others are still compared.
  func run(_ file: String, _ writer: ResultWriter, _ progress: Progress) throws(CommandError) -> ToolStatus {
    var tally = Tally()
    do throws(FileError) {
      var reader = try LineChunkReader(file)
      while let chunk = try reader.next() {
        progress.makeWay()
        try compare(chunk, InputFile.label(file), writer, &tally)
        progress.show("\(tally.pairs) pairs")
      }
    } catch {
      progress.clear()
      throw CommandError(error)
    }
    progress.clear()
    try writer.finish()
    if !tally.errors.isEmpty { throw CommandError(lines: tally.errorLines(file)) }
    if tally.refused > 0 { return .findings }
    return tally.undecided > 0 ? .failed : .clean
  }

  private struct Tally {
    var lines = 0
    var pairs = 0
    var refused = 0
    var undecided = 0
    var errors: [String] = []

    private static let shownErrors = 20

    func errorLines(_ file: String) -> [String] {
      guard errors.count > Self.shownErrors else { return errors }
      let rest = errors.count - Self.shownErrors
      return errors.prefix(Self.shownErrors) + ["\(TerminalText.line(file)): \(rest) more lines with errors"]
    }
  }

  private func compare(
    _ chunk: LineChunk, _ file: String, _ writer: ResultWriter, _ tally: inout Tally
  ) throws(FileError) {
    for line in chunk.lines {
      tally.pairs += 1
      let number = tally.lines + line.number
      let (id, result) = verdict(on: line.bytes)
      switch result {
      case .success(let verdict):
        switch verdict.outcome {
        case .included: break
        case .notIncluded: tally.refused += 1
        case .undecided: tally.undecided += 1
        }
        try writer.write(ComparisonRendering.pairLine(verdict, id: id, explains: explains) + "\n")
      case .failure(let error):
        var object: JSONObject = [:]
        if let id { object["id"] = id }
        object["verdict"] = "undecided"
        object["reason"] = .string("error: \(error.message)")
        try writer.write(JSONValue.object(object).text() + "\n")
        tally.errors.append(
          "\(TerminalText.line(file)):\(number): \(TerminalText.line(error.message, limit: 300))")
      }
    }
    tally.lines += chunk.lineCount
  }

  private struct PairError: Error {
    var message: String
  }

  private func verdict(on line: [UInt8]) -> (id: JSONValue?, Result<InclusionVerdict, PairError>) {
    let pair: JSONValue
    do throws(JSONSyntaxError) {
      pair = try JSONDocument(parsing: line).value
    } catch {
      return (nil, .failure(PairError(message: "not JSON: \(error.message)")))
    }
    guard let producer = pair["producer"], let consumer = pair["consumer"] else {
      let message = "expected an object with \"id\", \"producer\" and \"consumer\""
      return (pair["id"], .failure(PairError(message: message)))
    }
    return (
      pair["id"],
      schema(producer, "producer").flatMap { producer in
        schema(consumer, "consumer").map { question.verdict(producer, $0) }
      }
    )
  }

  private func schema(_ json: JSONValue, _ name: String) -> Result<Schema, PairError> {
    do throws(SchemaError) {
      return .success(try Schema(json, options: formats))
    } catch {
      return .failure(PairError(message: "\(name): \(error)"))
    }
  }
}
