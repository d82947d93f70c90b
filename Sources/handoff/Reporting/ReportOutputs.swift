import HandoffReports

/// Where a command writes its report, and in which formats: several in one run.
struct ReportOutputs {
  private struct Output {
    var format: String
    var writer: ResultWriter
  }

  private let outputs: [Output]

  /// Opens every place.
  ///
  /// - Throws: ``CommandError`` where a file cannot be written or is one that the command reads, and where two formats
  ///   would go to standard output.
  init(_ arguments: ParsedArguments, in surroundings: Surroundings) throws(CommandError) {
    let destinations: [ParsedArguments.Destination]
    do throws(UsageError) {
      destinations = try arguments.destinations()
    } catch {
      throw CommandError(error)
    }
    var outputs: [Output] = []
    for destination in destinations {
      let writer = try ResultWriter(destination.file, for: arguments, in: surroundings)
      outputs.append(Output(format: destination.format ?? "text", writer: writer))
    }
    self.outputs = outputs
  }

  /// Writes the report everywhere.
  ///
  /// - Parameters:
  ///   - surroundings: Where a terminal may be.
  ///   - text: Writes it for people.
  ///   - json: Writes it in the command's own JSON.
  ///   - report: Makes what every other format writes.
  /// - Throws: ``CommandError`` where a place cannot be written.
  func finish(
    in surroundings: Surroundings, text: (TextStyle) -> String, json: () -> String, report: () -> Report
  ) throws(CommandError) {
    for output in outputs {
      switch output.format {
      case "text":
        try output.writer.finish(
          with: text(TextStyle(usesColor: output.writer.usesColor(in: surroundings))))
      case "json": try output.writer.finish(with: json())
      default:
        // The parser lets only known formats through.
        guard let format = ReportFormats.format(named: output.format) else { continue }
        try output.writer.finish(with: format.text(of: report(), version: HandoffTool.version))
      }
    }
  }

  /// Writes a document that is no report of problems everywhere.
  ///
  /// - Throws: ``CommandError`` where a place cannot be written.
  func finish(
    in surroundings: Surroundings, text: (TextStyle) -> String, json: () -> String, markdown: () -> String
  ) throws(CommandError) {
    for output in outputs {
      switch output.format {
      case "json": try output.writer.finish(with: json())
      case "markdown": try output.writer.finish(with: markdown())
      default:
        try output.writer.finish(
          with: text(TextStyle(usesColor: output.writer.usesColor(in: surroundings))))
      }
    }
  }
}
