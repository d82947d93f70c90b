import HandoffChecking
import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraces

/// Drafts a system from files of recorded runs.
struct TraceDraft {
  private final class State {
    var draft = TracedSystem()
    var refused: [(reason: String, location: SourceLocation)] = []
    var refusals = 0
  }

  private let state = State()
  private var files = TraceCollection(nil)

  /// Reads a file.
  ///
  /// - Throws: ``FileError``.
  mutating func read(_ name: String) async throws(FileError) { try await files.read(name, into: sink) }

  private var sink: TraceCollection.Sink {
    TraceCollection.Sink(
      record: { [state] record, _ in state.draft.add(record) },
      refuse: { [state] reason, location in
        state.refusals += 1
        if state.refused.isEmpty { state.refused.append((reason, location)) }
      },
      run: { [state] run in state.draft.add(run) })
  }

  /// Ends reading.
  ///
  /// - Parameter name: What the system is called.
  /// - Returns: The system, `nil` where nothing was seen, and what there is to say of it.
  mutating func system(named name: String) -> (system: AgentSystem?, remarks: [String]) {
    let tally = files.finish(into: sink)
    let draft = state.draft
    var remarks: [String] = []
    if !draft.isEmpty {
      let dialects = tally.dialects.map { "\($0.name) (\(Counted.number($0.times)))" }.joined(separator: ", ")
      remarks.append(
        "drafted from \(Counted.text(draft.runs, "run"))" + (dialects.isEmpty ? "" : ": \(dialects)"))
      let inferred = draft.inferred
      if !inferred.isEmpty {
        remarks.append(
          "only inferred from the order of spans: " + inferred.prefix(20).joined(separator: ", "))
      }
    }
    for problem in tally.problems {
      remarks.append(
        "left out \(Counted.number(problem.times)) times: \(problem.name), first at \(problem.first)")
    }
    if let (reason, location) = state.refused.first {
      remarks.append(
        "left out \(Counted.number(state.refusals)) times: \(location.file):\(location.line): \(reason)")
    }
    return (draft.isEmpty ? nil : draft.system(named: name), remarks)
  }
}
