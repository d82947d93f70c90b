public import HandoffContracts
public import HandoffRouting
import HandoffSchema
import HandoffTraffic

/// A system as a picture shows it: agents and the ways between them, with what an audit found at each.
public struct GraphModel: Sendable, Hashable {
  /// One agent, or a group of agents that stands for all of them.
  public struct Node: Sendable, Hashable {
    /// What the node is.
    public enum Kind: String, Sendable, Hashable {
      case agent, human, group
      /// A name that handoffs use and nobody declares.
      case undeclared
    }

    /// The name of the agent, or what the group is.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// The run starts here.
    public var isEntry = false
    /// The run may end here.
    public var mayFinish = false
    /// It waits for several branches.
    public var isJoin = false
    /// How bad the worst finding about it is.
    public var severity: Severity?
    /// The agents of a group.
    public var members: [String] = []
  }

  /// One handoff, or all between two nodes that stand for groups.
  public struct Edge: Sendable, Hashable {
    /// What the handoff answers.
    public enum Kind: String, Sendable, Hashable {
      case output, failure, limit, none
    }

    /// The name of the handoff, or of the first one that it stands for.
    public var name: String
    /// The position of the sender in ``GraphModel/nodes``.
    public var from: Int
    /// The position of the receiver.
    public var to: Int
    /// What it answers.
    public var kind: Kind
    /// What stands beside the line: the failures, the limit, the condition, and that there is a guard.
    public var label = ""
    /// Control comes back along it.
    public var returns = false
    /// It is part of a loop that was found.
    public var isInLoop = false
    /// It can never be taken, as far as structure tells.
    public var isDead = false
    /// How bad the worst finding about it is.
    public var severity: Severity?
    /// How many handoffs it stands for.
    public var merged = 1
  }

  /// The system's name.
  public var system: String
  /// In declaration order.
  public var nodes: [Node]
  /// In declaration order.
  public var edges: [Edge]
  /// What the picture leaves out, in words; `nil` where it shows everything.
  public var omission: String?
}

extension GraphModel {
  /// The most agents that are shown one by one.
  public static let agentLimit = 60

  /// Makes the picture of a whole system, agent by agent.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - report: What an audit found in it.
  /// - Complexity: O(*agents* + *handoffs* + *findings*) on average.
  public init(_ system: AgentSystem, report: AuditReport) {
    let structure = SystemStructure(system)
    let marks = GraphMarks(report)
    let entries = Set(system.entry.compactMap { structure.index.agent(named: $0) })
    self.system = system.name
    let unknown = system.handoffs.count { $0.evidence == .unknown }
    omission = unknown == 0 ? nil : "\(Counted.text(unknown, "handoff")) not shown: nobody knows where to"
    edges = []
    nodes = system.agentIndices.map { agent in
      let role = structure.role(of: agent)
      var node = Node(name: system[agent].name, kind: role.isHuman ? .human : .agent)
      node.isEntry = entries.contains(agent)
      node.mayFinish = role.canFinish && !role.isHuman
      node.isJoin = system[agent].join != nil
      node.severity = marks.severity(ofAgent: node.name)
      return node
    }
    var strangers: [ExactString: Int] = [:]
    var steps: [ExactString: (edge: Int, isReturn: Bool)] = [:]
    for handoff in system.handoffIndices where system[handoff].evidence != .unknown {
      let from = position(of: structure.index.source(of: handoff), system[handoff].from, &strangers)
      let to = position(of: structure.index.target(of: handoff), system[handoff].to, &strangers)
      let name = structure.index.name(of: handoff)
      var edge = Edge(name: name, from: from, to: to, kind: Edge.Kind(system[handoff].trigger))
      edge.label = GraphLabel.text(of: system[handoff])
      edge.returns = structure.returns(handoff)
      edge.isDead = structure.standing(of: handoff) != .live
      edge.severity = marks.severity(ofHandoff: name)
      steps[ExactString(name)] = (edges.count, false)
      if edge.returns { steps[ExactString(structure.index.returnName(of: handoff))] = (edges.count, true) }
      edges.append(edge)
    }
    markLaps(marks, steps)
  }

  /// Marks the ways that lead back to where they begin, whatever found them.
  private mutating func markLaps(
    _ marks: GraphMarks, _ steps: [ExactString: (edge: Int, isReturn: Bool)]
  ) {
    for path in marks.paths {
      let way = path.compactMap { steps[$0] }
      guard way.count == path.count, let first = way.first, let last = way.last else { continue }
      let start = first.isReturn ? edges[first.edge].to : edges[first.edge].from
      let end = last.isReturn ? edges[last.edge].from : edges[last.edge].to
      guard start == end else { continue }
      for step in way { edges[step.edge].isInLoop = true }
    }
  }

  /// The position of a declared agent's node, or of the one for a name that nobody declares.
  private mutating func position(
    of agent: AgentIndex?, _ name: String, _ strangers: inout [ExactString: Int]
  ) -> Int {
    if let agent { return agent.rawValue }
    if let known = strangers[ExactString(name)] { return known }
    strangers[ExactString(name)] = nodes.count
    nodes.append(Node(name: name, kind: .undeclared))
    return nodes.count - 1
  }
}

extension GraphModel.Edge.Kind {
  init(_ trigger: Handoff.Trigger) {
    switch trigger {
    case .output: self = .output
    case .anyFailure, .failures: self = .failure
    case .limit: self = .limit
    case .none: self = .none
    }
  }
}
