import HandoffChecking
import HandoffContracts
import HandoffSchema

/// What a manifest means where a schema is expected: which of its parts are schemas, and what to write instead of the
/// others.
///
/// JSON Schema ignores members that it does not know, so any other part would be a schema that accepts everything.
struct ManifestSchemas {
  /// A part that stands for a schema.
  enum Part: Equatable {
    /// The schema at a pointer.
    case written(JSONPointer)
    /// The whole payload of a failure, which no part of the manifest says by itself.
    case failure(kind: String, contract: String)
  }

  private let manifest: JSONValue
  private let file: String

  /// Names beyond these are counted only.
  private static let shownNames = 20

  /// Takes a manifest and the name of its file.
  init(_ manifest: JSONValue, file: String) {
    self.manifest = manifest
    self.file = file
  }

  /// What a pointer into the manifest stands for.
  ///
  /// - Throws: ``CommandError`` with what to write, for a part that is no schema.
  func part(at pointer: JSONPointer) throws(CommandError) -> Part {
    let tokens = pointer.tokens
    switch (tokens.first, tokens.count) {
    case ("contracts", 2): return .written(pointer.appending("output"))
    case ("contracts", 4) where tokens[2] == "failures":
      return .failure(kind: tokens[3], contract: tokens[1])
    case _ where SchemaHosts.manifests.schema(around: pointer) != nil: return try written(pointer)
    // Nothing is known of the extensions of others.
    case (let name?, 2...) where name.utf8.starts(with: "x-".utf8): return .written(pointer)
    default: throw refusal(of: pointer)
    }
  }

  /// `{"contract": NAME}` stands for that contract's output, where agents and handoffs have a schema.
  private func written(_ pointer: JSONPointer) throws(CommandError) -> Part {
    guard ["agents", "handoffs"].contains(pointer.tokens[0]), pointer.tokens.count == 3,
      let name = manifest[pointer]?["contract"]?.stringValue
    else { return .written(pointer) }
    let output = JSONPointer(tokens: ["contracts", name, "output"])
    guard manifest[output] != nil else {
      throw error("\(pointer.fragment): no contract is called \(TerminalText.quoted(name)); \(contracts)")
    }
    return .written(output)
  }

  private func refusal(of pointer: JSONPointer) -> CommandError {
    let tokens = pointer.tokens
    switch (tokens.first, tokens.count) {
    case (nil, _):
      return error(": this is a manifest; write \(example(["contracts", "NAME"])); \(contracts)")
    case ("agents", 2):
      let agent = manifest[pointer]
      var parts: [String] = []
      if agent?["accepts"] != nil { parts.append("\(example(tokens + ["accepts"])) for what it accepts") }
      if let contract = agent?["produces"]?.stringValue {
        parts.append("\(example(["contracts", contract])) for what it sends")
      }
      let remedy = parts.isEmpty ? "and it has no schema" : "write " + parts.joined(separator: ", or ")
      return error("\(pointer.fragment): this is an agent\(parts.isEmpty ? "," : ";") \(remedy)")
    case ("handoffs", 2):
      return error(
        "\(pointer.fragment): this is a handoff; write \(example(tokens + ["when"])) for its guard")
    default: return error("\(pointer.fragment): this part of a manifest is no schema; \(contracts)")
    }
  }

  /// The names that a fragment which leads nowhere could have had, in a clause.
  func remedy(for fragment: String) -> String {
    guard let tokens = JSONPointer(parsing: fragment)?.tokens, tokens.count > 1, tokens[0] == "contracts"
    else {
      return contracts
    }
    guard let contract = manifest["contracts"]?[tokens[1]] else {
      return nearest(to: tokens[1], in: manifest["contracts"]) ?? contracts
    }
    guard tokens.count > 3, tokens[2] == "failures" else { return contracts }
    if let nearest = nearest(to: tokens[3], in: contract["failures"]) { return nearest }
    let subject = "the failures of \(TerminalText.quoted(tokens[1]))"
    return names(of: contract["failures"], subject)
      ?? "\(TerminalText.quoted(tokens[1])) declares no failures"
  }

  private func nearest(to name: String, in members: JSONValue?) -> String? {
    NearestName.of(name, among: (members?.objectValue ?? [:]).map(\.key)).map {
      "did you mean \(TerminalText.quoted($0))?"
    }
  }

  /// The names of the contracts, in a clause.
  var contracts: String {
    names(of: manifest["contracts"], "the contracts") ?? "it declares no contracts"
  }

  private func names(of members: JSONValue?, _ subject: String) -> String? {
    let names = (members?.objectValue ?? [:]).map { TerminalText.quoted($0.key) }
    guard !names.isEmpty else { return nil }
    let more = names.count > Self.shownNames ? " and \(names.count - Self.shownNames) more" : ""
    return "\(subject) are \(names.prefix(Self.shownNames).joined(separator: ", "))\(more)"
  }

  /// How a part is named on the command line.
  func example(_ tokens: [String]) -> String {
    TerminalText.line("\(file)#\(JSONPointer(tokens: tokens))")
  }

  private func error(_ text: String) -> CommandError {
    CommandError(lines: [TerminalText.line(InputFile.label(file)) + TerminalText.line(text, limit: 2_000)])
  }
}
