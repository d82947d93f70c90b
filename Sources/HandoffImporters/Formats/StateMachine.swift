internal import HandoffContracts
internal import HandoffSchema

/// Reads a state machine: states are agents, `Catch` is a handoff on failure, `Retry` a limited one to oneself.
///
/// The states of a branch or of a map are named `STATE/INNER`; where their ends meet is `STATE/end`.
struct StateMachine {
  /// A machine inside a state, whose ends lead to an agent.
  private struct Part {
    var machine: ExportValue
    var prefix: String
    var end: String?
  }

  /// What is said of a state whose errors nothing takes.
  static let uncaught = "an error that no Catch takes ends the run, also one that was tried again in vain"

  private var draft: SystemDraft
  private var open: [Part] = []

  init(name: String) { draft = SystemDraft(name: name) }

  /// Reads the machine.
  ///
  /// - Throws: ``ImportError`` where it is no state machine.
  mutating func read(_ root: ExportValue) throws(ImportError) -> ImportedSystem {
    draft.entry = [try root.member("StartAt").name()]
    open = [Part(machine: root, prefix: "", end: nil)]
    while let part = open.popLast() {
      let states = try part.machine.member("States").members()
      for (name, _) in states { draft.agent(part.prefix + name) }
      for (name, state) in states { try read(part.prefix + name, state, in: part) }
    }
    // The history of a run ends at 25,000 events, of which every state takes more than one.
    draft.limits = AgentSystem.RunLimit(handoffs: 25_000, isImplied: true)
    draft.lose(.limits, "a run ends at 25,000 events of its history; that bounds the handoffs here")
    draft.lose(.contracts, "a machine has no schemas; what a state takes and gives is unknown")
    return try draft.finished()
  }

  private mutating func read(_ name: String, _ state: ExportValue, in part: Part) throws(ImportError) {
    let type = try state.member("Type").string()
    let task = try state["Comment"]?.string()
    let seconds = state["TimeoutSeconds"]?.value.numberValue
    draft.agent(name) { agent in
      agent.task = task
      agent.seconds = seconds
      if ["Choice", "Wait", "Succeed"].contains(type) { agent.preserves = .everything }
    }
    var exit = name
    switch type {
    case "Parallel": exit = try readParallel(name, state)
    case "Map": exit = try readMap(name, state)
    case "Choice": try ChoiceState(name, state, prefix: part.prefix).read(into: &draft)
    case "Fail":
      draft.agent(name) { agent in
        agent.finishes = .yes
        agent.extensions["x-outcome"] = "failed"
      }
      draft.lose(.ends, "a Fail state ends the run as a failure; a manifest has no such end", agent: name)
    case "Succeed": finish(name, in: part)
    case "Task", "Pass", "Wait": break
    default: throw try state.member("Type").error("expected the type of a state, found \"\(type)\"")
    }
    if let next = try state["Next"]?.name() { draft.hand(from: exit, to: part.prefix + next) }
    if state["End"]?.value.boolValue == true { finish(exit, in: part) }
    try readFailures(name, state, prefix: part.prefix)
  }

  private mutating func finish(_ name: String, in part: Part) {
    if let end = part.end {
      draft.hand(from: name, to: end)
    } else {
      draft.agent(name) { $0.finishes = .yes }
    }
  }

  private mutating func readParallel(_ name: String, _ state: ExportValue) throws(ImportError) -> String {
    let exit = name + "/end"
    draft.agent(exit) { $0.join = Agent.Join(receives: .list) }
    for (index, branch) in try state.member("Branches").elements().enumerated() {
      // A branch with several ends brings one payload all the same: they meet before the join.
      let prefix = "\(name)/\(index + 1)/"
      let meeting = prefix + (try Self.end(in: branch))
      let first = try branch.member("StartAt").name()
      draft.hand(from: name, to: prefix + first) { $0.parallel = name }
      draft.agent(meeting)
      draft.hand(from: meeting, to: exit)
      open.append(Part(machine: branch, prefix: prefix, end: meeting))
    }
    return exit
  }

  private mutating func readMap(_ name: String, _ state: ExportValue) throws(ImportError) -> String {
    guard let inner = state["ItemProcessor"] ?? state["Iterator"] else {
      throw state.error("expected a member \"ItemProcessor\", found none")
    }
    if state["ItemProcessor"] != nil, state["Iterator"] != nil {
      draft.lose(
        .agents, "an Iterator beside an ItemProcessor is not run; its states are left out", agent: name)
    }
    let exit = "\(name)/" + (try Self.end(in: inner))
    let first = try inner.member("StartAt").name()
    let items = try state["ItemsPath"]?.string() ?? "$"
    let pointer = ReferencePath(items)?.pointer
    draft.hand(from: name, to: "\(name)/\(first)") { handoff in
      // Items that are computed, or read from a store, are no member of the payload.
      if let pointer, state["ItemReader"] == nil, state["Items"] == nil { handoff.each = pointer }
    }
    draft.agent(exit)
    draft.lose(.joins, "a Map waits for all elements; here what follows it gets them one by one", agent: name)
    open.append(Part(machine: inner, prefix: name + "/", end: exit))
    return exit
  }

  /// What the end of a machine inside is called: `end`, unless one of its states is.
  private static func end(in machine: ExportValue) throws(ImportError) -> String {
    var name = "end"
    while machine["States"]?[name] != nil { name += "_" }
    return name
  }

  private mutating func readFailures(
    _ name: String, _ state: ExportValue, prefix: String
  ) throws(ImportError) {
    var kinds: [String] = []
    let isCaught = try !ExportValue.elements(of: state["Catch"]).isEmpty
    if !isCaught, ["Task", "Map", "Parallel"].contains(state["Type"]?.value.stringValue) {
      draft.lose(.failures, Self.uncaught, agent: name)
    }
    for retry in try ExportValue.elements(of: state["Retry"]) {
      let most = try retry["MaxAttempts"]?.count() ?? 3
      guard most > 0 else { continue }
      guard let errors = try self.kinds(retry, of: name, into: &kinds) else { continue }
      draft.hand(from: name, to: name, on: errors) { $0.limit = most }
    }
    for handler in try ExportValue.elements(of: state["Catch"]) {
      let named = try self.kinds(handler, of: name, into: &kinds)
      // One that names no error leads somewhere all the same, though nobody can say for which errors.
      if named == nil, kinds.isEmpty { kinds.append("States.ALL") }
      let errors = named ?? .anyFailure
      draft.hand(from: name, to: prefix + (try handler.member("Next").name()), on: errors)
    }
    guard !kinds.isEmpty else { return }
    draft.contracts.append(
      Contract(
        name: name, version: "0.0.0", output: true, failures: kinds.map { FailureOutput(kind: $0) }))
    draft.agent(name) { $0.produces = name }
  }

  /// The errors that a rule answers, of which `States.ALL` is any; `nil` where it names none.
  private mutating func kinds(
    _ rule: ExportValue, of name: String, into kinds: inout [String]
  ) throws(ImportError) -> Handoff.Trigger? {
    let named = try rule.member("ErrorEquals").elements()
    let errors = named.compactMap(\.value.stringValue).filter { !$0.isEmpty }
    if errors.count < named.count || errors.isEmpty {
      draft.lose(
        .failures, "a Retry that names no error tries nothing again, a Catch is taken to answer any",
        agent: name)
    }
    guard !errors.isEmpty else { return nil }
    for error in errors where !kinds.contains(where: { $0.hasSameCodePoints(as: error) }) {
      kinds.append(error)
    }
    return errors.contains { $0 == "States.ALL" } ? .anyFailure : .failures(errors)
  }
}
