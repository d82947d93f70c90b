internal import HandoffContracts
internal import HandoffSchema

/// Reads the graph of a workflow: routes by label, fan-out, joins, retries.
struct ADKWorkflow {
  private var draft: SystemDraft

  init(name: String) { draft = SystemDraft(name: name) }

  /// Reads the graph.
  ///
  /// - Throws: ``ImportError`` where it is not what ADK writes.
  mutating func read(_ graph: ExportValue) throws(ImportError) -> ImportedSystem {
    var starts: Set<ExactString> = []
    for node in try graph.member("nodes").elements() {
      let name = try node.member("name").name()
      if try node["type"]?.string() == "start" {
        starts.insert(ExactString(name))
        continue
      }
      try declare(name, node)
    }
    let edges = try graph.member("edges").elements()
    var plain: [ExactString: Int] = [:]
    for edge in edges where edge["route"] == nil {
      plain[ExactString(try edge.member("from_node").member("name").name()), default: 0] += 1
    }
    for edge in edges {
      let from = try edge.member("from_node").member("name").name()
      let to = try edge.member("to_node").member("name").name()
      if starts.contains(ExactString(from)) {
        draft.entry.append(to)
        continue
      }
      let route = edge["route"].map { $0.value.stringValue ?? $0.value.text() }
      draft.hand(from: from, to: to) { handoff in
        if let route {
          let isDefault = route == "__DEFAULT__"
          handoff.isGuardedByCode(
            isDefault ? nil : "route", label: isDefault ? nil : route, isDefault: isDefault)
        } else if plain[ExactString(from), default: 0] > 1 {
          handoff.parallel = from
        }
      }
    }
    draft.finishLeaves()
    draft.lose(.contracts, "the types of nodes are not exported; there are no contracts but for failures")
    draft.lose(.guards, "routes are values of an event, not of what travels; any of them may be taken")
    draft.lose(.limits, "nothing in the export bounds a run")
    return try draft.finished()
  }

  private mutating func declare(_ name: String, _ node: ExportValue) throws(ImportError) {
    let isJoin = try node["type"]?.string() == "join"
    let task = try node["description"]?.string() ?? ""
    draft.agent(name) { agent in
      if isJoin { agent.join = Agent.Join(receives: .bySender) }
      if !task.isEmpty { agent.task = task }
    }
    guard let attempts = try node["retry_config"]?["max_attempts"]?.count(), attempts > 1 else { return }
    draft.contracts.append(
      Contract(
        name: name, version: "0.0.0", output: true,
        failures: [FailureOutput(kind: "error", description: "The node raised an exception.")]))
    draft.agent(name) { $0.produces = name }
    draft.hand(from: name, to: name, on: .failures(["error"])) { $0.limit = attempts - 1 }
    draft.lose(.failures, "where a node's error goes when its retries are spent is not exported", agent: name)
  }
}
