import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffSchema

/// Compares the pairs of a JSON Lines file, one after the other.
struct PairComparison {
  let question: TimedQuestion
  let formats: SchemaOptions
  let explains: Bool
  /// Reads the files that schemas refer to.
  let folder: SchemaFolder

  /// Writes a verdict for each pair, and what is suspicious about their schemas on standard error.
  ///
  /// A line that is no pair, or whose schemas cannot be compiled, is answered with an error and makes the run
  /// incomplete; the others are still compared.
  func run(
    _ file: String, _ writer: ResultWriter, _ progress: Progress, in surroundings: Surroundings
  ) throws(CommandError) -> ToolStatus {
    var tally = Tally(advice: SchemaAdvice(beside: folder))
    do throws(FileError) {
      var reader = try LineChunkReader(file)
      while let chunk = try reader.next() {
        progress.makeWay()
        try compare(chunk, InputFile.label(file), writer, &tally, surroundings)
        progress.show("\(tally.pairs) pairs")
      }
    } catch {
      progress.clear()
      throw CommandError(error)
    }
    progress.clear()
    tally.giveAdvice(on: file, in: surroundings)
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
    /// About the files that pairs refer to.
    var advice: SchemaAdvice
    var warnings = 0

    init(advice: SchemaAdvice) {
      self.advice = advice
    }

    /// Says what was not said with the pair that it is about.
    func giveAdvice(on file: String, in surroundings: Surroundings) {
      let rest = warnings - SchemaAdvice.shownWarnings
      if rest > 0 {
        let name = TerminalText.line(InputFile.label(file))
        // A warning that cannot be written is no reason to stop.
        try? surroundings.errors.write("\(name): \(rest) more warnings about schemas\n")
      }
      advice.give(in: surroundings)
    }

    private static let shownErrors = 20

    func errorLines(_ file: String) -> [String] {
      guard errors.count > Self.shownErrors else { return errors }
      let rest = errors.count - Self.shownErrors
      return errors.prefix(Self.shownErrors) + ["\(TerminalText.line(file)): \(rest) more lines with errors"]
    }
  }

  private func compare(
    _ chunk: LineChunk, _ file: String, _ writer: ResultWriter, _ tally: inout Tally,
    _ surroundings: Surroundings
  ) throws(FileError) {
    for line in chunk.lines {
      tally.pairs += 1
      let number = tally.lines + line.number
      let place = "\(TerminalText.line(file)):\(number)"
      let (id, result) = verdict(on: line.bytes, &tally) { warning in
        // A warning that cannot be written is no reason to stop.
        try? surroundings.errors.write("\(place): warning: \(TerminalText.line(warning, limit: 500))\n")
      }
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
        tally.errors.append("\(place): \(TerminalText.line(error.message, limit: 300))")
      }
    }
    tally.lines += chunk.lineCount
  }

  private struct PairError: Error {
    var message: String
  }

  private func verdict(
    on line: [UInt8], _ tally: inout Tally, warn: (String) -> Void
  ) -> (id: JSONValue?, Result<InclusionVerdict, PairError>) {
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
    let result = Result { () throws(PairError) in
      let producer = try schema(producer, "producer", &tally, warn)
      return question.verdict(producer, try schema(consumer, "consumer", &tally, warn))
    }
    return (pair["id"], result)
  }

  /// Each schema is read as if it had a file of its own, beside the file of the pairs.
  private func schema(
    _ json: JSONValue, _ name: String, _ tally: inout Tally, _ warn: (String) -> Void
  ) throws(PairError) -> Schema {
    var walk = SchemaWarningWalk(json, hosts: .manifests)
    let references = walk.visit(.root)
    let options = references.isEmpty ? formats : try options(for: json, name)
    do throws(SchemaError) {
      let schema = try Schema(json, options: options)
      tell(walk, name, &tally, warn)
      tally.advice.look(behind: references)
      return schema
    } catch {
      throw PairError(message: "\(name): \(error)")
    }
  }

  private func tell(
    _ walk: SchemaWarningWalk, _ name: String, _ tally: inout Tally, _ warn: (String) -> Void
  ) {
    for warning in walk.warnings.prefix(max(0, SchemaAdvice.shownWarnings - tally.warnings)) {
      warn("/\(name)\(warning.pointer): \(warning)")
    }
    tally.warnings += walk.count
  }

  /// The options that find the files which a schema refers to.
  private func options(for json: JSONValue, _ name: String) throws(PairError) -> SchemaOptions {
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(parsing: Array(json.text().utf8))
    } catch {
      throw PairError(message: "\(name): \(error.message)")
    }
    // No file has such a name: it tells the problems of the schema itself from those of files.
    let own = "\u{0}"
    let source = SchemaWithFiles(
      in: document, at: .root, name: own, reader: folder.reader, options: formats)
    guard let problem = source.problems.first else { return source.options }
    let isOwn = problem.location.map { $0.file.hasSameCodePoints(as: own) } ?? true
    throw PairError(message: "\(name): " + (isOwn ? "\(problem.pointer): \(problem.reason)" : "\(problem)"))
  }
}
