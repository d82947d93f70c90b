import HandoffReports

/// Where a command writes its report, and in which formats: several in one run.
struct ReportOutputs {
  private struct Output {
    var format: any ReportFormat.Type
    var writer: ResultWriter
  }

  private let outputs: [Output]

  /// Whether a format is asked for that lists every handoff of recorded runs.
  var listsHandoffs: Bool { outputs.contains { $0.format.name == JSONFormat.name } }

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
      // The parser lets only known formats through.
      let format = destination.format.flatMap { ReportFormats.format(named: $0) } ?? TextFormat.self
      outputs.append(Output(format: format, writer: writer))
    }
    self.outputs = outputs
  }

  /// Writes a document everywhere; a quiet run whose status is clean prints no text.
  ///
  /// - Throws: ``CommandError`` where a place cannot be written.
  func finish(
    with document: some ReportDocument, status: ToolStatus = .findings, in surroundings: Surroundings
  ) throws(CommandError) {
    for output in outputs {
      let isText = output.format.name == TextFormat.name
      if output.writer.isSilent(about: status, isText: isText, in: surroundings) {
        try output.writer.finish()
        continue
      }
      let style = TextStyle(usesColor: output.writer.usesColor(in: surroundings))
      let manner = ReportManner(version: ToolVersion.number, style: style)
      try output.writer.finish(with: output.format.text(of: document, manner))
    }
  }

  /// Writes a document that is no report of problems everywhere.
  ///
  /// - Throws: ``CommandError`` where a place cannot be written.
  func finish(with document: some SystemDocument, in surroundings: Surroundings) throws(CommandError) {
    for output in outputs {
      let style = TextStyle(usesColor: output.writer.usesColor(in: surroundings))
      try output.writer.finish(with: document.written(as: output.format.name, style: style))
    }
  }
}
