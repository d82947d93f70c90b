internal import HandoffContracts
internal import HandoffSchema

/// Reads the graph of a workflow: routes by label, fan-out, joins, retries, and the workflows inside.
struct ADKWorkflow {
  private var draft: SystemDraft
  private let prefix: String
  private let depth: Int
  private var inner: [ExactString: EnteredGraph] = [:]

  init(name: String) { self.init(SystemDraft(name: name), prefix: "", depth: 0) }

  private init(_ draft: SystemDraft, prefix: String, depth: Int) {
    self.draft = draft
    self.prefix = prefix
    self.depth = depth
  }

  /// Reads the graph as a system.
  ///
  /// - Throws: ``ImportError`` where it is not what ADK writes.
  mutating func read(_ graph: ExportValue) throws(ImportError) -> ImportedSystem {
    draft.entry = try enter(graph).entries
    draft.finishLeaves()
    draft.lose(.contracts, "the types of nodes are not exported; there are no contracts but for failures")
    draft.lose(.guards, "routes are values of an event, not of what travels; any of them may be taken")
    draft.lose(.limits, "nothing in the export bounds a run")
    draft.lose(.people, "which nodes ask a person is not exported")
    return try draft.finished()
  }

  private func entries(_ name: String) -> [String] { inner[ExactString(name)]?.entries ?? [prefix + name] }

  private mutating func enter(_ graph: ExportValue) throws(ImportError) -> EnteredGraph {
    try EnteredGraph.check(depth: depth, at: graph)
    var starts: Set<ExactString> = []
    var names: [String] = []
    for node in try graph.member("nodes").elements() {
      let name = try node.member("name").name()
      if try node["type"]?.string() == "start" {
        starts.insert(ExactString(name))
        continue
      }
      names.append(name)
      if let graph = node["graph"] {
        var inside = ADKWorkflow(draft, prefix: prefix + name + "/", depth: depth + 1)
        draft = SystemDraft(name: "")  // Handed on, so that nothing is copied.
        inner[ExactString(name)] = try inside.enter(graph)
        draft = inside.draft
      } else {
        try declare(prefix + name, node)
      }
    }
    let edges = try ExportValue.elements(of: graph["edges"])
    var plain: [ExactString: Int] = [:]
    for edge in edges where edge["route"] == nil {
      plain[ExactString(try edge.member("from_node").member("name").name()), default: 0] += 1
    }
    var entries: [String] = []
    var senders: Set<ExactString> = []
    for edge in edges {
      let from = try edge.member("from_node").member("name").name()
      let to = try edge.member("to_node").member("name").name()
      senders.insert(ExactString(from))
      if starts.contains(ExactString(from)) {
        entries += self.entries(to)
      } else {
        for route in Self.routes(edge["route"]?.value) {
          link(from, to, route, isParallel: plain[ExactString(from), default: 0] > 1)
        }
      }
    }
    let ends = names.filter { !senders.contains(ExactString($0)) }
    return EnteredGraph(
      entries: entries, ends: ends.flatMap { inner[ExactString($0)]?.ends ?? [prefix + $0] })
  }

  /// The labels of an edge, which may have several; `nil` for one that is always taken.
  private static func routes(_ value: JSONValue?) -> [String?] {
    guard let value else { return [nil] }
    return (value.arrayValue ?? [value]).map { $0.stringValue ?? $0.text() }
  }

  private mutating func link(_ source: String, _ target: String, _ route: String?, isParallel: Bool) {
    let receivers = entries(target)
    for from in inner[ExactString(source)]?.ends ?? [prefix + source] {
      if draft.isFull { return }
      for to in receivers {
        draft.hand(from: from, to: to) { handoff in
          if let route {
            let isDefault = route == "__DEFAULT__"
            handoff.isGuardedByCode(
              isDefault ? nil : "route", label: isDefault ? nil : route, isDefault: isDefault)
          } else if isParallel {
            handoff.parallel = prefix + source
          }
        }
      }
    }
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
