import HandoffSchema

/// Whether everything that agents did with a store is granted.
struct StoreCheck {
  /// The most keys that a failure names.
  private static let shownKeys = 5

  let store: String
  let accesses: [StoreAccess]

  /// One failure for each agent and kind of access that was refused; a warning where nothing was tried at all.
  func run() -> CheckOutcome {
    var outcome = CheckOutcome()
    var refusals: [(refusal: StoreRefusal, keys: [String])] = []
    for access in accesses {
      guard let refusal = access.refusal else { continue }
      if let index = refusals.firstIndex(where: { $0.refusal == refusal }) {
        refusals[index].keys.append(access.key)
      } else {
        refusals.append((refusal, [access.key]))
      }
    }
    for (refusal, keys) in refusals {
      outcome.fail("\(refusal)\n  refused: \(Self.list(keys))\n  store: \(summary)")
    }
    if accesses.isEmpty {
      outcome.warnings.append(
        "no agent used the store \(TerminalText.quoted(store)), so nothing is proved; hand agents client(for:) of the probe"
      )
    }
    return outcome
  }

  private static func list(_ keys: [String]) -> String {
    var seen: Set<ExactString> = []
    let distinct = keys.filter { seen.insert(ExactString($0)).inserted }
    let shown = distinct.prefix(shownKeys).map { TerminalText.quoted($0) }.joined(separator: ", ")
    let more = distinct.count > shownKeys ? " and \(distinct.count - shownKeys) more" : ""
    return "\(Counted.text(keys.count, "access", plural: "accesses")) to \(shown)\(more)"
  }

  /// Who used the store, in the order of their first access.
  private var summary: String {
    var agents: [(name: String, reads: Int, writes: Int)] = []
    for access in accesses where access.refusal == nil {
      let index =
        agents.firstIndex { $0.name.hasSameCodePoints(as: access.agent) } ?? agents.endIndex
      if index == agents.endIndex { agents.append((access.agent, 0, 0)) }
      if access.kind == .read { agents[index].reads += 1 } else { agents[index].writes += 1 }
    }
    guard !agents.isEmpty else { return "nobody else used it" }
    return agents.map { agent in
      "\(TerminalText.quoted(agent.name)) read \(times(agent.reads)) and wrote \(times(agent.writes))"
    }.joined(separator: ", ")
  }

  private func times(_ count: Int) -> String { Counted.text(count, "time") }
}
