internal import HandoffContracts
internal import HandoffSchema

/// Reads a workflow; the names of what is inside another one begin with that one's name.
struct AgentFrameworkWorkflow {
  private var draft: SystemDraft
  private let prefix: String
  private let depth: Int
  private var types: [ExactString: String] = [:]
  private var inner: [ExactString: EnteredGraph] = [:]
  /// What each node that an orchestration builder adds leads to: it is no agent.
  private var folded: [ExactString: [String]] = [:]
  /// The agents that lead to such a node.
  private var leadingTo: [ExactString: [String]] = [:]

  init(_ draft: SystemDraft, prefix: String = "", depth: Int = 0) {
    self.draft = draft
    self.prefix = prefix
    self.depth = depth
  }

  /// Reads the export as a system.
  ///
  /// - Throws: ``ImportError`` where it is not what the framework writes.
  mutating func finished(_ root: ExportValue) throws(ImportError) -> ImportedSystem {
    if let most = try root["max_iterations"]?.count(), most > 0 {
      draft.limits = AgentSystem.RunLimit(handoffs: most, isImplied: most == 100)
      draft.lose(
        .limits,
        "`max_iterations` counts steps, of which each handoff takes one; 100 is the framework's default")
    }
    let read = try enter(root)
    draft.entry = read.entries
    for id in read.ends { draft.agent(id) { $0.finishes = $0.finishes == .no ? .yes : $0.finishes } }
    draft.finishLeaves(.implied)
    draft.lose(.contracts, "message types of executors are not exported; there are no contracts")
    draft.lose(.people, "requests for information (`request_info`) are not exported")
    return try draft.finished()
  }

  private mutating func enter(_ root: ExportValue) throws(ImportError) -> EnteredGraph {
    try EnteredGraph.check(depth: depth, at: root)
    let groups = try root.member("edge_groups").elements()
    let executors = try root.member("executors").members()
    for (id, executor) in executors {
      types[ExactString(id)] = try executor["type"]?.string() ?? ""
      if isFolded(id) { folded[ExactString(id)] = [] }
    }
    for (id, executor) in executors where !isFolded(id) { try declare(id, executor) }
    try foldMachinery(groups)
    for group in groups { try link(group) }
    var ends: [String] = []
    for output in try ExportValue.elements(of: root["output_executors"]) {
      let id = try output.name()
      ends += isFolded(id) ? leading(to: id) : exits(id)
      if isOfMesh(id) { draft.agent(prefix + id) { $0.finishes = .implied } }
    }
    if root["output_executors"] == nil {
      let senders = try leavers(groups)
      for (id, _) in executors where !senders.contains(ExactString(id)) && !isFolded(id) { ends += exits(id) }
    }
    return EnteredGraph(entries: entries(try root.member("start_executor_id").name()), ends: ends)
  }

  private func leavers(_ groups: [ExportValue]) throws(ImportError) -> Set<ExactString> {
    var found: Set<ExactString> = []
    for group in groups where try group.member("type").string() != "InternalEdgeGroup" {
      for edge in try group.member("edges").elements() {
        found.insert(ExactString(try edge.member("source_id").name()))
      }
    }
    return found
  }

  // MARK: - Executors

  private func type(_ id: String) -> String { types[ExactString(id)] ?? "" }
  private func isFolded(_ id: String) -> Bool { type(id).hasPrefix("_") }
  private func isOfMesh(_ id: String) -> Bool { type(id) == "HandoffAgentExecutor" }
  private func isOrchestrator(_ id: String) -> Bool {
    ["GroupChatOrchestrator", "AgentBasedGroupChatOrchestrator", "MagenticOrchestrator"].contains(type(id))
  }

  private mutating func declare(_ id: String, _ executor: ExportValue) throws(ImportError) {
    let full = prefix + id
    if type(id) == "AgentApprovalExecutor" {
      // One agent whose answers a person reviews, dressed as a workflow.
      draft.agent(full)
      draft.agent("human") { $0.kind = .human }
      draft.hand(from: full, to: "human", pattern: .supervisor)
    } else if let workflow = executor["workflow"] {
      var inside = AgentFrameworkWorkflow(draft, prefix: full + "/", depth: depth + 1)
      draft = SystemDraft(name: "")  // Handed on, so that nothing is copied.
      inner[ExactString(id)] = try inside.enter(workflow)
      draft = inside.draft
    } else {
      let kind: Agent.Kind = type(id).contains("RequestInfo") ? .human : .agent
      draft.agent(full) { $0.kind = kind }
      if type(id) == "WorkflowExecutor" {
        draft.lose(.agents, "what runs inside these workflows is not exported", agent: full)
      }
      if isOrchestrator(id) {
        draft.lose(.limits, "the number of rounds of an orchestration is not exported", agent: full)
      }
    }
  }

  private func entries(_ id: String) -> [String] {
    var found: [String] = []
    var seen: Set<ExactString> = []
    var open = [id]
    while let next = open.popLast() {
      guard seen.insert(ExactString(next)).inserted else { continue }
      if let targets = folded[ExactString(next)] {
        open += targets.reversed()
      } else {
        found += inner[ExactString(next)]?.entries ?? [prefix + next]
      }
    }
    return found
  }

  private func exits(_ id: String) -> [String] { inner[ExactString(id)]?.ends ?? [prefix + id] }

  /// Notes what the machinery of orchestrations leads to.
  private mutating func foldMachinery(_ groups: [ExportValue]) throws(ImportError) {
    guard !folded.isEmpty else { return }
    for group in groups where try group.member("type").string() != "InternalEdgeGroup" {
      for edge in try group.member("edges").elements() {
        let from = try edge.member("source_id").name()
        let to = try edge.member("target_id").name()
        if isFolded(from) { folded[ExactString(from)]?.append(to) }
        if isFolded(to), !isFolded(from) { leadingTo[ExactString(to), default: []] += exits(from) }
      }
    }
  }

  private func leading(to id: String) -> [String] { leadingTo[ExactString(id)] ?? [] }

  // MARK: - Edges

  private mutating func link(_ group: ExportValue) throws(ImportError) {
    let type = try group.member("type").string()
    guard type != "InternalEdgeGroup" else { return }
    let selector = try group["selection_func_name"]?.string()
    var cases: [ExactString: (label: String?, isDefault: Bool)] = [:]
    for entry in try ExportValue.elements(of: group["cases"]) {
      cases[ExactString(try entry.member("target_id").name())] =
        (try entry["condition_name"]?.string(), try entry["type"]?.string() == "Default")
    }
    let edges = try group.member("edges").elements()
    for edge in edges {
      let from = try edge.member("source_id").name()
      let to = try edge.member("target_id").name()
      let condition = try edge["condition_name"]?.string()
      // The way back to an orchestrator is no handoff, nor is one from or to what is folded.
      if isFolded(from) || isFolded(to) || isOrchestrator(to) { continue }
      let isOfMesh = isOfMesh(from) && isOfMesh(to)
      for (source, target) in exits(from).flatMap({ from in entries(to).map { (from, $0) } }) {
        if draft.isFull { return }
        let pattern: Handoff.Pattern? = isOfMesh ? .peer : isOrchestrator(from) ? .supervisor : nil
        draft.hand(from: source, to: target, pattern: pattern) { handoff in
          if isOfMesh {
            handoff.evidence = .unknown
          } else if let (label, isDefault) = cases[ExactString(to)] {
            handoff.isGuardedByCode(label, isDefault: isDefault)
          } else if let name = condition ?? selector {
            handoff.isGuardedByCode(name)
          } else if type == "FanOutEdgeGroup", edges.count > 1 {
            handoff.parallel = prefix + from
          }
        }
        if type == "FanInEdgeGroup" { draft.agent(target) { $0.join = Agent.Join(receives: .list) } }
      }
      if isOfMesh {
        draft.lose(
          .handoffs,
          "a handoff workflow is exported as a full mesh, whatever was declared; its handoffs are unknown",
          agent: prefix + from)
      } else if !cases.isEmpty || condition != nil || selector != nil {
        draft.lose(
          .guards, "conditions are exported by name only; what they test is code", agent: prefix + from)
      }
    }
  }
}
