import HandoffContracts
import HandoffSchema

/// Who may be meant by the names of a trace, and who is declared to follow whom.
///
/// Without a system every name stands for itself.
struct TracedNames: Sendable {
  /// The longest path that is looked up part by part.
  private static let longestPath = 16

  private let system: AgentSystem?
  private let index: SystemIndex?
  /// The declared names by how tools spell them.
  private let byFolded: [ExactString: String]
  private let graphs: Set<ExactString>

  init(_ system: AgentSystem?) {
    self.system = system
    index = system.map { SystemIndex($0) }
    var folded: [ExactString: String] = [:]
    for agent in system?.agents ?? [] {
      let key = ExactString(TransferNames.folded(agent.name))
      if folded[key] == nil { folded[key] = agent.name }
    }
    byFolded = folded
    graphs = Set(
      (system?.agents ?? []).flatMap { agent in
        agent.name.indices.filter { agent.name[$0] == "/" }.map { ExactString(String(agent.name[..<$0])) }
      })
  }

  /// Whether anything is declared.
  var isKnown: Bool { system != nil }

  /// The declared agent that a name stands for, exactly or as tools spell it.
  func declared(_ name: String) -> String? {
    guard let index, let system else { return nil }
    if let agent = index.agent(named: name) { return system[agent].name }
    return byFolded[ExactString(TransferNames.folded(name))]
  }

  /// The declared agent that the end of a path of sub-graphs stands for, the longest first.
  func declared(path: [String]) -> String? {
    let path = path.suffix(Self.longestPath)
    for start in path.indices {
      if let name = declared(path[start...].joined(separator: "/")) { return name }
    }
    // A sub-graph whose name the trace does not tell: the only one that has an agent of this name.
    guard let last = path.last, let system else { return nil }
    let ends = system.agents.filter { $0.name.hasSuffix("/" + last) || $0.name.hasSuffix("." + last) }
    return ends.count == 1 ? ends[0].name : nil
  }

  /// Everybody who is declared to hand over to an agent, or to answer its calls, with how; each once.
  func sources(of agent: String) -> [(name: String, mode: TracedHandoff.Mode)] {
    guard let index, let system, let agent = index.agent(named: agent) else { return [] }
    var sources: [(name: String, mode: TracedHandoff.Mode)] = []
    func add(_ other: AgentIndex?, _ mode: TracedHandoff.Mode) {
      guard let name = other.map({ system[$0].name }),
        !sources.contains(where: { $0.name.hasSameCodePoints(as: name) })
      else { return }
      sources.append((name, mode))
    }
    for handoff in index.handoffs(to: agent) {
      add(index.source(of: handoff), system[handoff].givesControlBack ? .call : .pass)
    }
    for handoff in index.handoffs(from: agent) where system[handoff].givesControlBack {
      add(index.target(of: handoff), .giveBack)
    }
    return sources
  }

  /// Everybody to whom an agent is declared to hand its output over for good, each once; people are asked otherwise.
  func targets(of agent: String) -> [String] {
    guard let index, let system, let agent = index.agent(named: agent) else { return [] }
    var targets: [String] = []
    for handoff in index.handoffs(from: agent) where system[handoff].trigger == .output {
      guard let target = index.target(of: handoff), system[target].kind != .human,
        !system[handoff].givesControlBack
      else { continue }
      let name = system[target].name
      if !targets.contains(where: { $0.hasSameCodePoints(as: name) }) { targets.append(name) }
    }
    return targets
  }

  /// Whoever is declared to get from an agent what has a type's name, or whom a type is named after.
  func target(of agent: String, taking type: String) -> String? {
    guard let index, let system, let from = index.agent(named: agent) else { return nil }
    var titled: String?
    for handoff in index.handoffs(from: from) {
      guard let target = index.target(of: handoff) else { continue }
      let accepts: JSONValue? = if case .schema(let schema)? = system[target].accepts { schema } else { nil }
      let title = (system[handoff].when?["title"] ?? accepts?["title"])?.stringValue
      if title?.hasSameCodePoints(as: type) ?? false { titled = titled ?? system[target].name }
    }
    if let titled { return titled }
    let folded = TransferNames.folded(type)
    for prefix in TransferNames.prefixes where folded.hasPrefix(prefix) {
      if let known = declared(String(folded.dropFirst(prefix.count))) { return known }
    }
    return nil
  }

  /// Whoever gets the first payload of a run, where there is only one.
  var entry: String? { system.flatMap { $0.entry.count == 1 ? $0.entry[0] : nil } }

  /// Whether declared agents lie inside a name: it is a sub-graph.
  func isGraph(_ name: String) -> Bool { graphs.contains(ExactString(name)) }

  /// Whether an agent may receive the first payload of a run.
  func isEntry(_ agent: String) -> Bool {
    system?.entry.contains { $0.hasSameCodePoints(as: agent) } ?? false
  }

  /// The person whom an agent is declared to ask, where there is only one.
  func human(after agent: String) -> String? {
    guard let index, let system else { return nil }
    if let from = index.agent(named: agent) {
      var names: [String] = []
      for handoff in index.handoffs(from: from) {
        guard let to = index.target(of: handoff), system[to].kind == .human,
          !names.contains(where: { $0.hasSameCodePoints(as: system[to].name) })
        else { continue }
        names.append(system[to].name)
      }
      if names.count == 1 { return names[0] }
    }
    let people = system.agents.filter { $0.kind == .human }
    return people.count == 1 ? people[0].name : nil
  }

  /// Whoever is declared to call an agent, where there is only one; otherwise the only entry.
  func caller(of agent: String) -> String? {
    guard let index, let system else { return nil }
    if let to = index.agent(named: agent) {
      var names: [String] = []
      for handoff in index.handoffs(to: to) {
        guard let from = index.source(of: handoff), from != to,
          !names.contains(where: { $0.hasSameCodePoints(as: system[from].name) })
        else { continue }
        names.append(system[from].name)
      }
      if names.count == 1 { return names[0] }
    }
    return system.entry.count == 1 ? system.entry[0] : nil
  }

  /// The declared names, for texts.
  var all: [String] { system?.agents.map(\.name) ?? [] }
}
