import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTraffic

/// `handoff check SYSTEM`.
struct CheckCommand: Command {
  static let description = CommandDescription(
    name: "check", summary: "Run the real consumer of each handoff against generated payloads",
    discussion: [
      "For each handoff the consumer's program is started, by the manifest's \"command\" or by --consumer, and gets"
        + " payloads as JSON, one a line: such as the producer may send, which it must accept, and such as break"
        + " the contract in one place, which it must refuse or answer with a declared failure. What fails for one"
        + " cause is reported once: made as small as possible, run again in a fresh consumer, and with a token that"
        + " runs it alone.",
      "A handoff without a program is checked by its contracts alone and reported as not run. docs/consumer-protocol.md"
        + " describes the line protocol.",
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [
      .handoff, .consumer, .http, .allowRemote, .cases, .seed, .jobs, .shard, .tolerate, .minCoverage,
      .timeout, .startTimeout,
      .perCase, .time, .repeats, .allowRate, .examples, .earlier, .noMemory, .replay, .reportFormat, .failOn,
      .schemaRoot,
      .reportOutput, .quiet, .noProgress,
    ],
    examples: [
      .init("Check all handoffs whose agents have a command", "handoff check system.json"),
      .init(
        "Check one consumer while you write it",
        "handoff check system.json --handoff 'researcher->writer' --consumer 'researcher->writer=python3 writer.py'"
      ),
      .init(
        "For the test report of a pipeline", "handoff check system.json --format junit --output handoffs.xml"),
      .init(
        "Try what producers that nobody has updated still send",
        "handoff check system.json --earlier released/system.json"),
      .init("Split a long run over four machines", "handoff check system.json --cases 100000 --shard 2/4"),
    ],
    statuses: [
      "no consumer failed, and no finding is at or above the threshold of --fail-on",
      "a consumer failed, less was tried than --min-coverage asks for, or a finding is at or above the threshold",
    ])

  private let arguments: ParsedArguments
  private let tolerated: [MutationOperator]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    tolerated = try arguments.texts(.tolerate).map { name throws(UsageError) in
      guard let operation = MutationOperator(named: name) else {
        throw UsageError(
          command: arguments.command,
          .badOperand(name: "--tolerate", found: name, known: MutationOperator.all.map(\.name)))
      }
      return operation
    }
    if arguments.has(.http), let option = [OptionDescription.jobs, .perCase].first(where: arguments.has) {
      throw UsageError(
        command: arguments.command,
        .meaninglessOption(option.name, because: "it is for programs, and --http names an address"))
    }
    guard arguments.has(.replay) else { return }
    for option in [OptionDescription.cases, .seed, .jobs, .shard, .minCoverage, .time, .examples]
    where arguments.has(option) {
      throw UsageError(
        command: arguments.command,
        .meaninglessOption(option.name, because: "--replay names one case exactly"))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let file = arguments.operands[0]
    var surroundings = surroundings
    if arguments.has(.timeout) { surroundings.patience = conduct.timeout }
    let (system, document) = try SystemFile.readWithDocument(
      file, schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let traffic = Traffic(system)
    var choice = ConsumerChoice(
      system, traffic.structure, manifestFolder: SystemFile.folder(of: file, in: surroundings))
    try choice.choose(consumers: arguments.texts(.consumer), in: surroundings)
    try choice.choose(
      endpoints: arguments.texts(.http), allowsRemote: arguments.has(.allowRemote))
    let positions = try selection(choice)
    try choice.checkPrograms(of: positions, manifest: document, file: file, in: surroundings)
    let demands = try CoverageDemands(arguments.texts(.minCoverage), choice.names)
    let outputs = try ReportOutputs(arguments, in: surroundings)
    let progress = Progress(in: surroundings)
    var run = CheckRun(traffic, choice, options: options, in: surroundings.environment)
    run.conduct = conduct
    run.jobs = arguments.integer(.jobs) ?? 1
    run.tell = { [surroundings] in Self.tell($0, progress, in: surroundings) }
    run.time = time
    if !arguments.has(.noMemory) { run.memory = SystemFile.failures(of: file, in: surroundings) }
    run.takeInterrupted(on: positions.map { choice.names[$0] })
    run.examples = try examples(choice, positions)
    run.earlier = try earlier(in: surroundings)
    let whole = RoutingAudit().audit(system)
    let audit = CheckRun.contractFindings(
      of: whole, about: arguments.has(.handoff) ? Set(positions.map { choice.names[$0] }) : nil)
    var report = CheckReport(
      system: system.name, seed: options.seed, handoffs: [], findings: audit.findings,
      complete: audit.complete)
    var problems: [String] = []
    Interruption.expect()
    defer { Interruption.ignore() }
    for position in positions {
      let outcome = try await outcome(of: position, &run, progress)
      report.handoffs.append(outcome.result)
      if !outcome.result.campaign.isComplete { report.complete = false }
      problems += [outcome.problem].compactMap(\.self)
    }
    report.forgiveTolerances(tolerated)
    report.shard = arguments.share(.shard).map { CheckReport.Shard(index: $0.index, of: $0.count) }
    let results = CheckDocument(
      report, of: system, audit: whole, file: InputFile.label(file), threshold: arguments.threshold.severity,
      sources: SourceFiles.texts(manifest: file, document, in: surroundings), replay: replay)
    let shortfalls = demands.shortfalls(in: report)
    let isClean = problems.isEmpty && shortfalls.isEmpty && report.status(arguments.threshold) == .clean
    try outputs.finish(with: results, status: isClean ? .clean : .findings, in: surroundings)
    let status = try status(of: report, problems)
    for line in shortfalls { try? surroundings.errors.write(line + "\n") }
    return status == .clean && !shortfalls.isEmpty ? .findings : status
  }

  private func outcome(
    of position: Int, _ run: inout CheckRun, _ progress: Progress
  ) async throws(CommandError) -> CheckRun.Outcome {
    defer { progress.clear() }
    do throws(ReplayError) {
      let start = ContinuousClock.now
      return try await run.check(position, replay: arguments.text(.replay)) { at in
        progress.show(at.text(after: start.duration(to: .now), atMost: time))
      }
    } catch {
      throw CommandError(lines: ["handoff check: --replay: \(TerminalText.line("\(error)"))"])
    }
  }

  private static func tell(_ notice: CheckNotice, _ progress: Progress, in surroundings: Surroundings) {
    guard !surroundings.isQuiet else { return }
    // Only to somebody who looks on: a log that differs from run to run helps nobody.
    if case .mended = notice, !surroundings.errors.isTerminal { return }
    progress.clear()
    // What cannot be said on standard error is no reason to stop.
    try? surroundings.errors.write("handoff check: \(notice)\n")
    try? surroundings.errors.flush()
  }

  private var time: Duration? { arguments.seconds(.time).map { .milliseconds(Int64($0 * 1000)) } }

  private var conduct: ProgramConduct { ProgramConduct(arguments) }

  private var options: CampaignOptions {
    let share = arguments.share(.shard)
    var options = CampaignOptions(
      cases: arguments.integer(.cases), seed: arguments.seed(.seed) ?? 1,
      shard: share.map { ($0.index - 1, $0.count) } ?? (0, 1), tolerating: tolerated,
      repeats: arguments.integer(.repeats) ?? 400,
      allowedRate: arguments.text(.allowRate).flatMap { OptionDescription.rate($0) },
      declaration: manifestName)
    // Who replays once asks whether it fails; who says how often knows that it does not fail each time.
    options.replays = arguments.integer(.repeats) ?? 1
    return options
  }

  private func examples(_ choice: ConsumerChoice, _ positions: [Int]) throws(CommandError) -> ExampleFile {
    var examples = ExampleFile()
    guard !arguments.has(.replay) else { return examples }
    let pinned = ExampleFile.name(beside: arguments.operands[0])
    let isPinned = arguments.operands[0] != "-" && FileList.exists(pinned)
    for file in (isPinned ? [pinned] : []) + arguments.texts(.examples) {
      do throws(ExampleFile.Failure) {
        try examples.read(file, for: positions.map { choice.names[$0] }, known: choice.names)
      } catch {
        throw CommandError(lines: ["\(error)"])
      }
    }
    return examples
  }

  /// The manifest as it was before.
  private func earlier(in surroundings: Surroundings) throws(CommandError) -> AgentSystem? {
    guard let file = arguments.text(.earlier) else { return nil }
    return try SystemFile.read(file, schemaRoot: arguments.text(.schemaRoot), in: surroundings)
  }

  /// The manifest as a program beside it would name it.
  private var manifestName: String {
    let file = arguments.operands[0]
    guard file != "-" else { return "system.json" }
    return file.lastIndex(of: "/").map { String(file[file.index(after: $0)...]) } ?? file
  }

  /// The positions of the passages to check.
  private func selection(_ choice: ConsumerChoice) throws(CommandError) -> [Int] {
    var wanted = arguments.texts(.handoff)
    if let token = arguments.text(.replay) {
      do throws(ReplayError) {
        wanted = [try HandoffCampaign.handoff(ofReplay: token)]
      } catch {
        throw CommandError(lines: ["handoff check: --replay: \(TerminalText.line("\(error)"))"])
      }
    }
    guard !wanted.isEmpty else { return Array(choice.names.indices) }
    for name in wanted where !choice.names.contains(where: { $0.hasSameCodePoints(as: name) }) {
      throw CommandError(lines: ["handoff check: \(HandoffName.unknown(name, choice.names))"])
    }
    return choice.names.indices.filter { position in
      wanted.contains { $0.hasSameCodePoints(as: choice.names[position]) }
    }
  }

  /// The command that runs a failure's case again.
  private func replay(_ failure: CampaignFailure) -> String {
    var call = ["handoff", "check", arguments.operands[0]]
    for consumer in arguments.texts(.consumer) { call += ["--consumer", consumer] }
    for address in arguments.texts(.http) { call += ["--http", address] }
    if arguments.has(.allowRemote) { call.append("--allow-remote") }
    if arguments.has(.perCase) { call.append("--per-case") }
    for option in [OptionDescription.schemaRoot, .timeout, .startTimeout] {
      for value in arguments.texts(option) { call += ["--\(option.name)", value] }
    }
    if case .flaky(let rate) = failure.confirmation { call += ["--repeat", "\(rate.runs)"] }
    // A token may name a payload of it by choices.
    if let file = arguments.text(.earlier) { call += ["--earlier", file] }
    return ProgramCall(words: call + ["--replay", failure.replay], folder: "/").description
  }

  /// A run that fell short is no pass, whatever else it found.
  private func status(of report: CheckReport, _ problems: [String]) throws(CommandError) -> ToolStatus {
    if !problems.isEmpty { throw CommandError(lines: problems) }
    guard report.handoffs.contains(where: { $0.notRun == nil }) else {
      throw CommandError(lines: [
        "\(TerminalText.line(arguments.operands[0])): no consumer was run, so nothing is proved; "
          + "give an agent a \"command\", or use --consumer 'A->B=COMMAND'"
      ])
    }
    return report.status(arguments.threshold)
  }
}
