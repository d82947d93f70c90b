import HandoffContracts
import HandoffReports

/// A command that reads a manifest and shows one document of the system.
protocol DocumentCommand: Command {
  associatedtype Document: SystemDocument

  var arguments: ParsedArguments { get }

  /// Works the document out.
  static func document(of system: AgentSystem) -> Document

  /// What the document tells the caller.
  static func status(of document: Document) -> ToolStatus
}

extension DocumentCommand {
  /// Most documents only show.
  static func status(of document: Document) -> ToolStatus { .clean }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    let document = Self.document(of: system)
    let (format, status) = (arguments.text(.documentFormat), Self.status(of: document))
    if writer.isSilent(about: status, isText: format == nil || format == "text", in: surroundings) {
      try writer.finish()
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(with: document.written(as: format, style: style))
    }
    return status
  }
}

extension CommandDescription {
  /// The description of a command that shows a document: what it reads and how it writes is the same for all.
  init(
    documentCommand name: String, summary: String, discussion: [String], examples: [Example],
    statuses: [String], further: [OptionDescription] = []
  ) {
    self.init(
      name: name, summary: summary, discussion: discussion,
      operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
      options: [.documentFormat, .schemaRoot, .output] + further, examples: examples, statuses: statuses)
  }
}
