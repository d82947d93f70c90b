import HandoffContracts
import HandoffRuntime
import HandoffSchema

/// What the command line calls agents, failures and handoffs, found in a system.
struct RunNames {
  /// The most names that an error lists.
  private static let shownNames = 10
  /// The most that can be counted.
  private static let greatestCount = 1_000_000_000

  private let system: AgentSystem
  private let index: SystemIndex

  init(_ router: Router) {
    system = router.system
    index = router.index
  }

  func agent(_ name: String) throws(CommandError) -> AgentIndex {
    if let agent = index.agent(named: name) { return agent }
    throw Self.unknown("no agent is called", name, among: system.agents.map(\.name), "agents")
  }

  /// The outcome that a word means; of an agent without a contract any failure is taken.
  func outcome(_ word: String, of agent: AgentIndex) throws(CommandError) -> Visit.Outcome {
    switch word {
    case "output": return .output
    case "none": return .none
    case "limit": return .limit
    default: break
    }
    guard let contract = system[agent].produces.flatMap({ index.contract(named: $0) }) else {
      return .failure(word)
    }
    let kinds = system[contract].failures.map(\.kind)
    if kinds.contains(where: { $0.hasSameCodePoints(as: word) }) { return .failure(word) }
    let name = TerminalText.quoted(system[contract].name)
    throw Self.unknown(
      "--outcome: the contract \(name) declares no failure", word,
      among: ["output", "none", "limit"] + kinds,
      "outcomes")
  }

  /// Reads `NAME=COUNT`, each for a handoff or an agent.
  func counts(_ texts: [String]) throws(CommandError) -> RunCounts {
    var counts = RunCounts()
    let handoffs = system.handoffNames
    for text in texts {
      // Names may contain an equals sign, counts do not.
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      let name = parts.dropLast().joined(separator: "=")
      guard parts.count > 1, let count = Int(parts[parts.count - 1]), (0...Self.greatestCount).contains(count)
      else {
        let example = TerminalText.line(handoffs.first ?? "A->B")
        throw Self.error(
          "--taken: expected 'A->B=COUNT' or AGENT=COUNT with an integer"
            + " 0...\(Self.greatestCount), such as '\(example)=2', found \(TerminalText.quoted(text))")
      }
      let old: Int?
      if let handoff = handoffs.firstIndex(where: { $0.hasSameCodePoints(as: name) }) {
        old = counts.handoffs.updateValue(count, forKey: HandoffIndex(handoff))
      } else if let agent = index.agent(named: name) {
        old = counts.visits.updateValue(count, forKey: agent)
      } else {
        throw Self.unknown(
          "--taken: no handoff or agent is called", name, among: handoffs + system.agents.map(\.name), "names"
        )
      }
      if old != nil {
        throw Self.error("--taken: \(TerminalText.quoted(name)) is counted twice; count it once")
      }
    }
    return counts
  }

  private static func unknown(
    _ what: String, _ name: String, among names: [String], _ plural: String
  ) -> CommandError {
    let nearest = NearestName.of(name, among: names).map { "; did you mean \(TerminalText.quoted($0))?" }
    let list = names.prefix(shownNames).map { TerminalText.quoted($0) }.joined(separator: ", ")
    let more = names.count > shownNames ? ", ... (\(names.count) in all)" : ""
    let rest = names.isEmpty ? "; the system has none" : "; the \(plural) are \(list)\(more)"
    return error("\(what) \(TerminalText.quoted(name))\(nearest ?? rest)")
  }

  private static func error(_ message: String) -> CommandError {
    CommandError(lines: ["handoff route: \(message)"])
  }
}
