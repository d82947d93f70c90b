import HandoffContracts

/// One scope of an imported state machine, as a system of its own: the machine itself, a branch, or what a map does.
///
/// An import names the states inside a state `STATE/…` and lets them meet at an agent `…/end`. Seen from one scope, a
/// state with others inside is one agent, and what leads to the end of the scope finishes.
struct MachineScope {
  /// Where the scope stands in the definition.
  var path: String
  var system: AgentSystem

  /// The scope that an agent stands in, as what its name begins with, and its name there.
  static func parts(of agent: String) -> (prefix: String, name: String) {
    guard let stroke = agent.lastIndex(of: "/") else { return ("", agent) }
    return (String(agent[...stroke]), String(agent[agent.index(after: stroke)...]))
  }

  /// All scopes that have states, the machine itself first.
  static func all(of system: AgentSystem) -> [MachineScope] {
    let names = Set(system.agents.map(\.name))
    let ends = Set(system.agents.filter { isEnd($0.name) && $0.finishes == .yes }.map(\.name))
    var prefixes: [String] = []
    for agent in system.agents where !isEnd(agent.name) {
      let prefix = parts(of: agent.name).prefix
      if !prefixes.contains(prefix) { prefixes.append(prefix) }
    }
    return prefixes.map { prefix in
      var scope = AgentSystem(name: path(of: prefix), entry: prefix.isEmpty ? system.entry : [])
      for agent in system.agents where !isEnd(agent.name) && parts(of: agent.name).prefix == prefix {
        var inside = agent
        inside.name = parts(of: agent.name).name
        // Joins are of what is inside a state.
        inside.join = nil
        // A state ends the run where what is inside it meets.
        if ends.contains(agent.name + "/end") { inside.finishes = .yes }
        inside.produces = nil
        scope.agents.append(inside)
      }
      for handoff in system.handoffs {
        let source = outer(handoff.from, names)
        let from = parts(of: source)
        let to = parts(of: outer(handoff.to, names))
        if from.prefix != prefix {
          // Into the scope from outside: where it begins.
          if to.prefix == prefix, !isEnd(handoff.from), handoff.to == prefix + to.name {
            scope.entry.append(to.name)
          }
        } else if isEnd(handoff.to), parts(of: handoff.to).prefix == prefix {
          for index in scope.agents.indices where scope.agents[index].name == from.name {
            scope.agents[index].finishes = .yes
          }
        } else if to.prefix == prefix {
          var inside = handoff
          inside.from = from.name
          inside.to = to.name
          scope.handoffs.append(inside)
        }
      }
      return MachineScope(path: path(of: prefix), system: scope)
    }
  }

  private static func isEnd(_ agent: String) -> Bool { agent.hasSuffix("/end") }

  /// The state whose end an agent is, or the agent itself.
  private static func outer(_ agent: String, _ names: Set<String>) -> String {
    let state = String(agent.dropLast("/end".count))
    return isEnd(agent) && names.contains(state) ? state : agent
  }

  /// `P/1/` stands for the first branch of `P`, `M/` for what the map `M` does.
  private static func path(of prefix: String) -> String {
    var path = "$"
    for part in prefix.split(separator: "/") {
      if let branch = Int(part) { path += ".Branches[\(branch - 1)]" } else { path += ".States.\(part)" }
    }
    return path
  }
}
