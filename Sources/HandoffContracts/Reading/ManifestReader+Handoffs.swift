internal import HandoffSchema

extension ManifestReader {
  static let handoffMembers: [Member<Handoff>] = [
    Member("from", .text, required: true) { $2.from = $1.text($0, allowed: "the name of an agent") ?? "" },
    Member("to", .text, required: true) { $2.to = $1.text($0, allowed: "the name of an agent") ?? "" },
    Member(
      "on",
      .any(
        of: .one(of: ["output", "failure", "limit", "none"]),
        .only("failure", .any(of: .text, .list(of: .text, from: 1))))
    ) { value, reader, handoff in
      if let trigger = reader.trigger(value) { handoff.trigger = trigger }
    },
    Member("when", .schema) { $2.when = $1.schema($0) },
    Member("payload", .acceptance) { $2.payload = $1.acceptance($0) },
    Member("condition", .text) { $2.condition = $1.text($0, allowed: "the name of a test in code") },
    Member("each", .pointer) { $2.each = $1.pointer($0) },
    Member("pattern", .word(Handoff.Pattern.self)) { $2.pattern = $1.word($0, of: Handoff.Pattern.self) },
    Member("returns", .flag) { $2.returns = $1.flag($0) },
    Member("result", .acceptance) { $2.result = $1.acceptance($0) },
    // An unread limit is one; the manifest is refused then.
    Member("limit", .count()) { $2.limit = $1.count($0) ?? 1 },
    Member("limitImplied", .flag) { $2.limitIsImplied = $1.flag($0) ?? false },
    Member("changes", .word(Handoff.Change.self)) { $2.changes = $1.word($0, of: Handoff.Change.self) },
    Member("carries", .list(of: .word(Handoff.EnvelopePart.self))) { value, reader, handoff in
      var parts: [Handoff.EnvelopePart] = []
      reader.readList(value, of: "envelope parts") { element, reader in
        if let part = reader.word(element, of: Handoff.EnvelopePart.self) { parts.append(part) }
      }
      handoff.carries = parts
    },
    Member("parallel", .text) { $2.parallel = $1.text($0, allowed: "the name of a group") },
    Member("tolerates", .list(of: .object(toleranceMembers))) { value, reader, handoff in
      reader.readList(value, of: "tolerated operators") { element, reader in
        // Holds the index of an unread reason; the manifest is refused then.
        var tolerance = Tolerance(operation: "", because: "unread")
        reader.read(element, by: toleranceMembers, into: &tolerance, extensions: \.extensions)
        handoff.tolerates.append(tolerance)
      }
    },
    Member("evidence", .word(Handoff.Evidence.self)) { value, reader, handoff in
      if let evidence = reader.word(value, of: Handoff.Evidence.self) { handoff.evidence = evidence }
    },
    Member("declaredAt", .object(Origin.members)) { $2.origin = $1.origin($0) },
  ]

  private static let toleranceMembers: [Member<Tolerance>] = [
    Member("operator", .text, required: true) {
      $2.operation = $1.text($0, allowed: "the id of an operator") ?? ""
    },
    Member("because", .text, required: true) {
      $2.because = $1.text($0, allowed: "the reason, a string") ?? "unread"
    },
  ]

  private static let triggerWords = "\"output\", \"failure\", {\"failure\": KIND}, \"limit\" or \"none\""

  private mutating func trigger(_ value: ManifestValue) -> Handoff.Trigger? {
    if value.isText("output") { return .output }
    if value.isText("failure") { return .anyFailure }
    if value.isText("limit") { return .limit }
    if value.isText("none") { return Handoff.Trigger.none }
    guard let kinds = onlyMember("failure", of: value) else {
      refuse(value, allowed: Self.triggerWords)
      return nil
    }
    if kinds.kind == .string { return text(kinds).map { .failures([$0]) } }
    var list: [String]?
    within("failure") { list = $0.texts(kinds, allowed: "a failure kind, or an array of them") }
    return list.map { .failures($0) }
  }

  private struct Origin {
    var file: String?
    var line: Int?
    var extensions: JSONObject = [:]

    static let members: [Member<Origin>] = [
      Member("file", .text, required: true) { $2.file = $1.text($0) },
      Member("line", .count(), required: true) { $2.line = $1.count($0) },
    ]
  }

  private mutating func origin(_ value: ManifestValue) -> SourceLocation? {
    var origin = Origin()
    read(value, by: Origin.members, into: &origin, extensions: \.extensions)
    guard let file = origin.file, let line = origin.line else { return nil }
    return SourceLocation(file: file, line: line)
  }
}
