import HandoffReports

/// The options that several commands share, and those of one command beside it.
extension OptionDescription {
  package static let help = OptionDescription("help", letter: "h", summary: "Explain the command and exit")
  package static let version = OptionDescription("version", summary: "Print the version and exit")

  package static let format = OptionDescription(
    "format", .choice(["text", "json"]), summary: "How the result is written", fallback: "text")
  /// The formats of commands that look at handoffs, several in one run.
  package static let reportFormat = formats(ReportFormats.all)
  /// The formats of commands that look at contracts alone, several in one run.
  package static let contractFormat = formats(ReportFormats.withoutMap)

  private static func formats(_ formats: [any ReportFormat.Type]) -> OptionDescription {
    OptionDescription(
      "format", .choice(formats.map { $0.name }),
      summary: "How the result is written; with --output behind each, several in one run", isRepeatable: true,
      fallback: TextFormat.name)
  }

  package static let reportOutput = OptionDescription(
    "output", letter: "o", .file(placeholder: "FILE"),
    summary: "Write the format before it to FILE, replacing it only when it is complete", isRepeatable: true,
    fallback: "standard output")
  package static let documentFormat = OptionDescription(
    "format", .choice(["text", "json", "markdown"]), summary: "How the result is written", fallback: "text")
  package static let graphFormat = OptionDescription(
    "format", .choice(["mermaid", "dot", "svg", "html", "json"]), summary: "How the picture is written",
    fallback: "mermaid")
  package static let around = OptionDescription(
    "around", .name(.agents, placeholder: "AGENT"), summary: "Show only AGENT and what is near it")
  package static let depth = OptionDescription(
    "depth", .integer(placeholder: "N", in: 1...1000),
    summary: "How many handoffs away from the agent of --around", fallback: "1")
  package static let color = OptionDescription(
    "color", .choice(Surroundings.ColorChoice.allCases.map(\.rawValue)), summary: "Whether text is coloured",
    fallback: "auto: on a terminal, unless NO_COLOR is set")
  package static let quiet = OptionDescription(
    "quiet", letter: "q",
    summary:
      "Print no text where the exit status is 0, and neither remarks nor progress; files are written all the same"
  )
  package static let noProgress = OptionDescription(
    "no-progress", summary: "Do not show on a terminal how far the work is")
  package static let output = OptionDescription(
    "output", letter: "o", .file(placeholder: "FILE"),
    summary: "Write the result to FILE, replacing it only when it is complete", fallback: "standard output")
  package static let failOn = OptionDescription(
    "fail-on", .choice(Threshold.spellings),
    summary:
      "The least severity (error, warning or note) that makes the exit status 1; behind it what a finding must at"
      + " least rest on: error:proved, error:replayed",
    fallback: "error", shownValue: "SEVERITY[:BASIS]")
  package static let failures = OptionDescription(
    "failures",
    summary:
      "Write what becomes of every declared failure instead of the findings: who answers it, where it ends,"
      + " whom it blocks")
  package static let all = OptionDescription(
    "all", summary: "Show every finding", fallback: "20 of one rule, the most severe ones")
  package static let baseline = OptionDescription(
    "baseline", .file(placeholder: "FILE"),
    summary: "Leave out the findings that FILE lists, and tell which of them are gone")
  package static let writeBaseline = OptionDescription(
    "write-baseline", summary: "Write all findings to the file of --baseline, so that later ones are new")
  package static let failOnChange = OptionDescription(
    "fail-on", .choice(["breaking", "any"]), summary: "Which change makes the exit status 1",
    fallback: "breaking")
  package static let formats = OptionDescription(
    "formats", .choice(["annotation", "assert"]),
    summary: "Whether the keyword \"format\" only informs or refuses", fallback: "annotation")

  package static let schema = OptionDescription(
    "schema", .file(placeholder: "FILE"),
    summary: "Schemas may also refer to FILE, by its $id or by its path", isRepeatable: true)
  package static let schemaRoot = OptionDescription(
    "schema-root", .file(placeholder: "DIR"),
    summary: "Schemas may also refer to files in DIR or below, by path or by their $id",
    fallback: "only beside the file itself and below")

  package static let consumer = OptionDescription(
    "consumer", .name(.assignments, placeholder: "'A->B=COMMAND'"),
    summary: "Run COMMAND as the consumer of handoff A->B; split like a shell splits words, run without one",
    isRepeatable: true)
  package static let http = OptionDescription(
    "http", .name(.assignments, placeholder: "'A->B=URL'"),
    summary: "Post each payload of handoff A->B to this address instead of running a program",
    isRepeatable: true)
  package static let allowRemote = OptionDescription(
    "allow-remote", summary: "Let --http name another machine", fallback: "this one only")
  package static let handoff = OptionDescription(
    "handoff", .name(.handoffs, placeholder: "'A->B'"), summary: "Check only this handoff",
    isRepeatable: true,
    fallback: "every handoff")
  package static let cases = OptionDescription(
    "cases", .integer(placeholder: "N", in: 1...100_000_000), summary: "Payloads to try on each handoff",
    fallback: "as many as break every constraint once, at least 400")
  package static let triedPayloads = OptionDescription(
    "cases", .integer(placeholder: "N", in: 1...100_000_000), summary: "Valid payloads to try",
    fallback: "1000")
  package static let seed = OptionDescription(
    "seed", .seed(placeholder: "S"), summary: "Same seed, same payloads, on every machine", fallback: "1")
  package static let shard = OptionDescription(
    "shard", .share(placeholder: "I/N"),
    summary: "Run only part I of N of the cases, to split a run over machines")
  package static let minCoverage = OptionDescription(
    "min-coverage", .name(.assignments, placeholder: "'A->B=PERCENT'"),
    summary:
      "Fail where less of the obligations of handoff A->B was tried; PERCENT alone is for all that are run",
    isRepeatable: true)
  package static let tolerate = OptionDescription(
    "tolerate", .text(placeholder: "OPERATOR"),
    summary: "Consumers may accept what this operator makes; docs/operators.md lists the operators",
    isRepeatable: true, fallback: "what the handoffs tolerate")
  package static let timeout = OptionDescription(
    "timeout", .seconds(placeholder: "SECONDS"),
    summary: "How long a consumer may take for one answer before it counts as hanging, and a named pipe until"
      + " somebody opens its other end", fallback: "10")
  package static let startTimeout = OptionDescription(
    "start-timeout", .seconds(placeholder: "SECONDS"),
    summary: "How long the first answer after a start may take, for a program that loads a model",
    fallback: "what --timeout says")
  package static let perCase = OptionDescription(
    "per-case", summary: "Start the program once for each payload, and close its input behind it")
  package static let jobs = OptionDescription(
    "jobs", .integer(placeholder: "N", in: 1...256),
    summary: "How many processes of each program share the cases", fallback: "1")
  package static let command = OptionDescription(
    "command", .text(placeholder: "COMMAND"),
    summary: "The program; split like a shell splits words, run without one")
  package static let replay = OptionDescription(
    "replay", .text(placeholder: "TOKEN"), summary: "Run only the case that a report's replay token names")

  package static let repeats = OptionDescription(
    "repeat", .integer(placeholder: "N", in: 1...1_000_000),
    summary:
      "How often a payload on which the consumer sometimes fails is given to it, to tell how often that is",
    fallback: "400")
  package static let allowRate = OptionDescription(
    "allow-rate", .rate(placeholder: "RATE"),
    summary: "The share of runs in which a consumer that is random by nature may fail on one payload",
    fallback: "it must always answer alike")

  package static let examples = OptionDescription(
    "examples", .file(placeholder: "FILE"),
    summary: "Try the payloads of this JSON Lines file first, each {\"handoff\": \"A->B\", \"payload\": ...}",
    isRepeatable: true, fallback: "SYSTEM.examples.jsonl beside the manifest, where it is there")
  package static let earlier = OptionDescription(
    "earlier", .file(placeholder: "FILE"),
    summary: "Try payloads of this earlier version of the manifest, too, where they break the contract by now"
  )
  package static let noMemory = OptionDescription(
    "no-memory", summary: "Neither try nor keep failures in .handoff beside the manifest")
  package static let time = OptionDescription(
    "time", .seconds(placeholder: "SECONDS"),
    summary: "How long the cases of one handoff may take; what was found by then is reported",
    fallback: "as long as they take")
  package static let pin = OptionDescription(
    "pin", .text(placeholder: "TOKEN"), summary: "Make the failure of a replay token an example to commit")

  package static let payload = OptionDescription(
    "payload", .file(placeholder: "FILE"),
    summary: "What the agent ended its visit with; - is standard input")
  package static let outcome = OptionDescription(
    "outcome", .text(placeholder: "OUTCOME"),
    summary: "How the visit ended: output, none (no target named), limit, or the kind of a failure",
    fallback: "output")
  package static let taken = OptionDescription(
    "taken", .name(.assignments, placeholder: "'A->B=COUNT'"),
    summary: "How often a handoff was taken, or an agent visited, in the run so far", isRepeatable: true,
    fallback: "never")
  package static let received = OptionDescription(
    "received", .file(placeholder: "FILE"),
    summary: "What the agent had received, which a retry carries again; - is standard input")

  package static let outputFolder = OptionDescription(
    "output", letter: "o", .file(placeholder: "DIR"),
    summary: "Write the files into DIR, which is made if need be")
  package static let sender = OptionDescription(
    "agent", .text(placeholder: "NAME"), summary: "Whose payloads are meant, where several agents sent some",
    fallback: "the only one")
  package static let wholeSystem = OptionDescription(
    "system", summary: "Draft a whole system: agents, handoffs and contracts, from traces of any format")
  package static let systemName = OptionDescription(
    "name", .text(placeholder: "NAME"), summary: "What the system is called", fallback: "as the export says")
  package static let check = OptionDescription(
    "check", summary: "Write nothing; fail where a file is missing or stale")
  package static let count = OptionDescription(
    "count", .integer(placeholder: "N", in: 1...100_000_000), summary: "How many payloads", fallback: "10")
  package static let invalid = OptionDescription(
    "invalid", summary: "Payloads that break the schema, each in one way")

  package static let dryRun = OptionDescription(
    "dry-run", summary: "Write nothing, and say what would be written")
  package static let show = OptionDescription(
    "show", .text(placeholder: "FILE"), summary: "Print what would stand in FILE, and write nothing")
  package static let language = OptionDescription(
    "language", .choice(Project.Language.allCases.map(\.rawValue)), summary: "What the agents are written in",
    fallback: "what the folder shows")
  package static let source = OptionDescription(
    "source", .text(placeholder: "LOCATION"),
    summary: "Where the package of Handoff is, an address or a folder, for a Swift package and for CI",
    fallback: "the folder that this program was built in")

  package static let lines = OptionDescription(
    "lines", summary: "Each FILE holds one payload a line (JSON Lines)")

  package static let serve = OptionDescription(
    "serve", summary: "Answer requests from standard input, a line each, until it ends")

  package static let pairs = OptionDescription(
    "pairs", .file(placeholder: "FILE"),
    summary:
      "Compare the pairs of a JSON Lines file, each {\"id\", \"producer\", \"consumer\"}; one verdict a line")
  package static let explain = OptionDescription(
    "explain", summary: "Say how a positive verdict was derived")
  package static let explainLoops = OptionDescription(
    "explain", summary: "Tell too of loops that no payload can take, and what stands in the way")
  package static let timeLimit = OptionDescription(
    "time-limit", .seconds(placeholder: "SECONDS"),
    summary: "How long one question may take before it is left undecided", fallback: "2")
  package static let closed = OptionDescription(
    "closed", summary: "Take the producer as sending only members that it names", fallback: "as written")
}
