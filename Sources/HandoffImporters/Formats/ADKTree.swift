internal import HandoffContracts
internal import HandoffSchema

/// Reads a tree of agents: models that transfer to each other, and containers that run their children.
///
/// A container says neither whether its children run one after the other or at once; only a loop can be told, by its
/// bound. Handoffs inside other containers are marked as unknown.
struct ADKTree {
  private struct Node {
    var name: String
    var children: [Int] = []
    var isModel = false
    var iterations: Int?
    var hasParentTransfer = true
    var hasPeerTransfer = true
  }

  private var draft: SystemDraft
  private var nodes: [Node] = []

  init(name: String) { draft = SystemDraft(name: name) }

  /// Reads the tree.
  ///
  /// - Throws: ``ImportError`` where it is not what ADK writes.
  mutating func read(_ root: ExportValue) throws(ImportError) -> ImportedSystem {
    var open: [(value: ExportValue, parent: Int?)] = [(root, nil)]
    while let (value, parent) = open.popLast() {
      let index = nodes.count
      nodes.append(try node(value))
      if let parent { nodes[parent].children.append(index) }
      for child in try ExportValue.elements(of: value["sub_agents"]).reversed() {
        open.append((child, index))
      }
    }
    draft.entry = firsts(of: 0).map { nodes[$0].name }
    for index in nodes.indices { link(index) }
    for agent in draft.agents where agent.finishes == .no {
      draft.agent(agent.name) { $0.finishes = .implied }
    }
    draft.lose(.contracts, "input and output schemas are not exported; there are no contracts")
    if draft.agents.contains(where: { !$0.tools.isEmpty }) {
      draft.lose(
        .agents, "an agent that is used as a tool is exported as a tool; it and the handoff to it are missing"
      )
    }
    draft.lose(.people, "which tools wait for a person's confirmation is not exported")
    draft.lose(.limits, "`max_llm_calls` is an argument of the run; nothing in the export bounds a run")
    draft.lose(.ends, "which agent ends the run follows from the kinds of containers; every agent may finish")
    return try draft.finished()
  }

  private mutating func node(_ value: ExportValue) throws(ImportError) -> Node {
    var node = Node(name: try value.member("name").name())
    node.isModel = value["model"] != nil || value["instruction"] != nil
    node.iterations = try value["max_iterations"]?.count()
    node.hasParentTransfer = !(value["disallow_transfer_to_parent"]?.value.boolValue ?? false)
    node.hasPeerTransfer = !(value["disallow_transfer_to_peers"]?.value.boolValue ?? false)
    guard node.isModel || value["sub_agents"]?.value.arrayValue?.isEmpty ?? true else { return node }
    let task = try (value["instruction"] ?? value["description"])?.string() ?? ""
    var tools: [String] = []
    for tool in try ExportValue.elements(of: value["tools"]) {
      if let name = try tool["name"]?.name() { tools.append(name) }
    }
    draft.agent(node.name) { agent in
      if !task.isEmpty { agent.task = task }
      agent.tools = tools
    }
    return node
  }

  /// The agents that may be first when a node is run.
  private func firsts(of index: Int) -> [Int] {
    var found: [Int] = []
    var open = [index]
    while let next = open.popLast() {
      if nodes[next].isModel || nodes[next].children.isEmpty {
        found.append(next)
      } else if nodes[next].iterations != nil {
        open.append(nodes[next].children[0])
      } else {
        open += nodes[next].children.reversed()
      }
    }
    return found
  }

  private mutating func link(_ index: Int) {
    let node = nodes[index]
    guard !node.children.isEmpty else { return }
    if node.isModel {
      for child in node.children { linkTransfers(node, child) }
    } else if let iterations = node.iterations {
      linkLoop(node, iterations)
    } else {
      let unsure = node.children.flatMap { leaves(of: $0) }
      for leaf in unsure {
        draft.hasUnknownHandoffs(nodes[leaf].name)
        draft.lose(
          .handoffs,
          "whether a container runs its agents in turn or at once is not exported; what follows these is unknown",
          agent: nodes[leaf].name)
      }
    }
  }

  private mutating func linkTransfers(_ parent: Node, _ child: Int) {
    for first in firsts(of: child) { draft.hand(from: parent.name, to: nodes[first].name, pattern: .peer) }
    guard nodes[child].isModel else { return }
    if nodes[child].hasParentTransfer {
      draft.hand(from: nodes[child].name, to: parent.name, pattern: .peer)
    }
    guard nodes[child].hasPeerTransfer else { return }
    for peer in parent.children where peer != child {
      if draft.isFull { return }
      for first in firsts(of: peer) {
        draft.hand(from: nodes[child].name, to: nodes[first].name, pattern: .peer)
      }
    }
  }

  private mutating func linkLoop(_ loop: Node, _ iterations: Int) {
    for (from, to) in zip(loop.children, loop.children.dropFirst()) {
      for last in leaves(of: from) {
        if draft.isFull { return }
        for first in firsts(of: to) {
          draft.hand(from: nodes[last].name, to: nodes[first].name, pattern: .pipeline)
        }
      }
    }
    guard let last = loop.children.last, let first = loop.children.first else { return }
    for leaf in leaves(of: last) {
      for head in firsts(of: first) where iterations != 1 {
        draft.hand(from: nodes[leaf].name, to: nodes[head].name) { handoff in
          if iterations > 1 { handoff.limit = iterations - 1 }
        }
      }
      draft.hasUnknownHandoffs(nodes[leaf].name)
    }
    draft.lose(
      .ends, "what follows a loop, and which tool leaves it, is not exported", agent: nodes[last].name)
  }

  /// The agents that may be last when a node is run: all below it that run anything.
  private func leaves(of index: Int) -> [Int] {
    var found: [Int] = []
    var open = [index]
    while let next = open.popLast() {
      if nodes[next].isModel || nodes[next].children.isEmpty { found.append(next) }
      open += nodes[next].isModel ? [] : nodes[next].children.reversed()
    }
    return found
  }
}
