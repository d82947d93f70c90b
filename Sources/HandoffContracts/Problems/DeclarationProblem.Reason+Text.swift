internal import HandoffSchema

extension DeclarationProblem.Reason: CustomStringConvertible {
  /// The words of a message, without its place.
  public var description: String {
    switch self {
    case .unknownMember(let name, let known, let nearest):
      let hint = nearest.map { "did you mean \(quoted($0))? " } ?? ""
      return "unknown member \(quoted(name)); \(hint)allowed here: \(known.joined(separator: ", ")), or a"
        + " name that begins with x-"
    case .missingMember(let name): return "the member \(quoted(name)) is missing"
    case .wrongValue(let found, let allowed): return "expected \(allowed), found \(found)"
    case .unknownFormat(let found, let known):
      return "this version of handoff reads manifests of format \(known), found \(found)"
    case .repeatedMember(let name): return "the member \(quoted(name)) stands here a second time"
    case .undeclared(let subject, let name, let declared, let count, let nearest):
      let hint = nearest.map { "; did you mean \(quoted($0))?" } ?? ""
      return "no \(subject.rawValue) is called \(quoted(name))\(hint)\(list(declared, count: count))"
    case .duplicate(let subject, let name, let first):
      let place = first.map { ", first at \($0)" } ?? ""
      return "the \(subject.rawValue) \(quoted(name)) is declared twice\(place)"
    case .repeatedElement(let name): return "\(name) stands here a second time; keep one"
    case .missingElement(let remedy): return remedy
    case .repeatedName(let subject, let name):
      return "the \(subject.rawValue) \(quoted(name)) stands here a second time; keep one"
    case .waitsForItself(let handoff):
      return "the join waits for itself: \(quoted(handoff)) is taken only after it; leave it out"
    case .leadsElsewhere(let handoff, let target):
      return
        "\(quoted(handoff)) leads to \(quoted(target)); a join waits for handoffs that lead to its own agent"
    case .sharedSender(let sender, let first):
      return
        "\(quoted(sender)) sends \(quoted(first)) too, and a join by sender holds one branch of each; keep one, or"
        + " receive a list"
    case .tooFewBranches(let wanted, let found):
      let branches = wanted == 1 ? "1 branch" : "\(wanted) branches"
      return found == 0
        ? "the join waits for \(branches) and has none; add handoffs that lead to it, or leave the join out"
        : "the join waits for \(branches) and has only \(found); wait for fewer, or add handoffs"
    case .resultWithoutReturn:
      return "no control comes back, so there is no result; let the handoff return, or leave the result out"
    case .changesWithoutRetry:
      return "the handoff leads to another agent, so it tries nothing again; only a handoff to oneself does"
    case .answerWithoutContract(let kind):
      return
        "the agent produces by no contract that could declare the failure \(quoted(kind)); give it one, or let it"
        + " reject"
    case .withoutLimit(let member):
      return "there is no limit that \(quoted(member)) could be about; set one, or leave this out"
    case .shapelessFailure:
      return
        "the contract's failures have no tag, so each needs a schema that says what it looks like; add one, or tag"
        + " them"
    case .ambiguousFailure(let payload):
      return
        "without a tag nobody can tell this failure from an output, for example \(excerpt(payload)); narrow one of"
        + " the schemas, or tag the failures"
    case .schemaFile(let path, let refusal): return "the schema file \(quoted(path)) \(words(refusal))"
    case .sharedIdentifier(let uri, let files):
      return
        "\(files.map(quoted).joined(separator: " and ")) say different things under one identifier, \(quoted(uri)); keep"
        + " one, or give each its own $id"
    case .ambiguousDefinition(let name):
      return
        "both this schema and the manifest define \(quoted(name)) in $defs; the schema's own is meant, so rename one"
        + " of them"
    case .schema(let reason): return "not a schema that can be used: \(words(reason))"
    }
  }

  private func words(_ refusal: SchemaFileReader.Refusal) -> String {
    switch refusal {
    case .notFound:
      "does not exist; a reference counts from the folder of the file that it stands in"
    case .outside:
      "is outside of the folder that references may lead into; move it there, or allow its folder with --schema-root DIR"
    case .notJSON(let error):
      "is not JSON, see its line \(error.line), column \(error.column): \(error.message)"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .noReader:
      "cannot be read here, where no access to files was given; pass a SchemaFileReader, or put the schema into $defs"
    case .tooMany(let limit):
      "is one too many: a manifest may be spread over at most \(limit) files; join some"
    }
  }

  private func list(_ declared: [String], count: Int) -> String {
    guard count > 0 else { return "; none is declared" }
    let more = count > declared.count ? ", … (\(count) in all)" : ""
    return "; declared: \(declared.joined(separator: ", "))\(more)"
  }

  private func words(_ reason: SchemaError.Reason) -> String {
    switch reason {
    case .wrongKeywordValue(let keyword, let found, let allowed):
      "\(quoted(keyword)) must be \(allowed), found \(found)"
    case .notASchema(let found): "expected an object or a boolean, found \(found)"
    case .unresolvedReference(let target):
      "the reference \(quoted(target)) leads nowhere: it can lead into its own schema, to #/$defs or #/contracts of the"
        + " manifest, or to a file beside it; nothing is fetched"
    case .circularReference(let path):
      "the references \(path.joined(separator: " -> ")) form a circle that consumes nothing; let one"
        + " of them say what it describes"
    case .pattern(let error): "the pattern cannot be compiled: \(error)"
    case .unknownVocabulary(let name, let known):
      "unknown vocabulary or dialect \(quoted(name)); known: \(known.joined(separator: ", "))"
    case .limit(let text): text
    }
  }
}

/// A name from a declaration as it appears in a message: quoted, on one line, at most 80 characters.
func quoted(_ name: String) -> String {
  JSONValue.string(shortened(name)).text()
}

/// A value as it appears in a message: its JSON text, at most 80 characters.
func shown(_ value: JSONValue) -> String {
  switch value {
  case .object(let members): members.isEmpty ? "{}" : "an object"
  case .array(let elements): elements.isEmpty ? "[]" : "an array"
  case .string(let text): quoted(text)
  case .number(let number): shortened(number.literal)
  case .bool(let value): value ? "true" : "false"
  case .null: "null"
  }
}

/// The JSON text of a payload, at most 80 characters.
private func excerpt(_ payload: JSONValue) -> String { shortened(payload.text()) }

private func shortened(_ text: String) -> String {
  // Code points, not characters: one character may be a megabyte of combining marks.
  guard text.unicodeScalars.count > 80 else { return text }
  var short = String.UnicodeScalarView(text.unicodeScalars.prefix(79))
  short.append("…")
  return String(short)
}
