internal import HandoffContracts
internal import HandoffSchema

/// Reads a `DiGraph`: edges with texts as conditions, parallel branches and joins.
struct AutoGenGraph {
  /// The system that is put together.
  var draft: SystemDraft
  private let prefix: String
  private let inner: [ExactString: EnteredGraph]
  private let bound: Int?

  /// Goes on with the participants of a team: those of a team inside another have names that begin with `prefix`, those
  /// that are teams themselves are in `inner`, and `bound` is how many handoffs a team inside makes while it runs.
  init(
    _ draft: SystemDraft, prefix: String = "", inner: [ExactString: EnteredGraph] = [:], bound: Int? = nil
  ) {
    self.draft = draft
    self.prefix = prefix
    self.inner = inner
    self.bound = bound
  }

  /// Reads the graph.
  ///
  /// - Throws: ``ImportError`` where it is not what AutoGen writes.
  mutating func read(
    _ graph: ExportValue, typed: Set<ExactString> = []
  ) throws(ImportError) -> EnteredGraph {
    let nodes = try graph.member("nodes").members()
    // Each group of edges to a node begins it on its own; in a group all edges are awaited, or one is enough.
    var groups: [ExactString: [ExactString: [Bool]]] = [:]
    for (name, node) in nodes {
      if inner[ExactString(prefix + name)] == nil { draft.agent(prefix + name) }
      for edge in try ExportValue.elements(of: node["edges"]) {
        let target = try edge.member("target").name()
        let group = try edge["activation_group"]?.string() ?? ""
        let waits = try edge["activation_condition"]?.string() != "any"
        groups[ExactString(target), default: [:]][
          ExactString(group.isEmpty ? target : group), default: []
        ].append(waits)
      }
    }
    var ends: [String] = []
    for (name, node) in nodes {
      let arriving = groups[ExactString(name)] ?? [:]
      let isAwaited = arriving.values.contains { $0.count > 1 && $0.allSatisfy { $0 } }
      if isAwaited, try node["activation"]?.string() != "any" {
        if arriving.count == 1 {
          for entry in entries(name) { draft.agent(entry) { $0.join = Agent.Join() } }
        } else {
          draft.lose(
            .joins, "one group of edges is awaited, another begins on its own: it is no join",
            agent: prefix + name)
        }
      }
      if try readEdges(of: name, node, isTyped: typed.contains(ExactString(prefix + name))) {
        ends += exits(name)
      }
    }
    let start = try graph["default_start_node"]?.name()
    let first = start.map { [$0] } ?? nodes.map(\.name).filter { groups[ExactString($0)] == nil }
    return EnteredGraph(entries: first.flatMap { entries($0) }, ends: ends)
  }

  private func entries(_ name: String) -> [String] {
    inner[ExactString(prefix + name)]?.entries ?? [prefix + name]
  }

  private func exits(_ name: String) -> [String] {
    inner[ExactString(prefix + name)]?.ends ?? [prefix + name]
  }

  /// Reads the edges of a node, and says whether the graph may end at it.
  private mutating func readEdges(
    of name: String, _ node: ExportValue, isTyped: Bool
  ) throws(ImportError) -> Bool {
    let edges = try ExportValue.elements(of: node["edges"])
    let isTeam = inner[ExactString(prefix + name)] != nil
    var texts: [String?] = []
    for edge in edges {
      texts.append(try edge["condition"]?.string() ?? edge["condition_function"].map { _ in "<code>" })
    }
    let isConditional = texts.contains { $0 != nil }
    var hasPatterns = false
    for (edge, text) in zip(edges, texts) {
      let group = try edge["activation_group"]?.string()
      let target = try edge.member("target").name()
      let isCode = text == "<code>" || text == "<callable>"
      hasPatterns = hasPatterns || text != nil && !isCode
      for (from, to) in exits(name).flatMap({ from in entries(target).map { (from, $0) } }) {
        draft.hand(from: from, to: to) { handoff in
          if let text, !isCode, !isTyped, !isTeam {
            handoff.when = .object(["type": "string", "pattern": .string(Self.escaped(text))])
          } else if let text, !isCode {
            handoff.isGuardedByCode("contains '\(text)'")
          } else if isConditional {
            handoff.isGuardedByCode()
          } else if edges.count > 1 {
            handoff.parallel = prefix + name
          }
          if let group, !group.isEmpty, !group.hasSameCodePoints(as: target) {
            handoff.extensions["x-activationGroup"] = .string(group)
          }
          if let bound { handoff.limitInside(bound) }
        }
      }
      if isConditional, text == nil || isCode {
        draft.lose(.guards, "the condition of an edge is code, which is not exported", agent: prefix + name)
      } else if text != nil, isTyped {
        draft.lose(
          .guards, "a condition looks for a text in what a typed message is written as", agent: prefix + name)
      }
    }
    guard !isTeam else { return edges.isEmpty || isConditional }
    if edges.isEmpty { draft.agent(prefix + name) { $0.finishes = .yes } }
    guard isConditional else { return edges.isEmpty }
    // Where no condition matches, the run ends as if it were done.
    draft.agent(prefix + name) { $0.finishes = .implied }
    if !isTyped, hasPatterns {
      draft.contracts.append(
        Contract(name: prefix + name, version: "0.0.0", output: .object(["type": "string"])))
      draft.agent(prefix + name) { $0.produces = prefix + name }
    }
    return true
  }

  /// A text as a pattern that matches where it occurs.
  private static func escaped(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      if "\\^$.|?*+()[]{}/-".unicodeScalars.contains(scalar) { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern
  }
}

extension Handoff {
  /// Bounds a handoff of a team that is inside another: the team counts its own turns while it runs.
  mutating func limitInside(_ bound: Int) {
    limit = bound
    extensions["x-teamLimit"] = .number(JSONNumber(bound))
  }
}
