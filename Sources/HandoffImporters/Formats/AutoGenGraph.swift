internal import HandoffContracts
internal import HandoffSchema

/// Reads a `DiGraph`: edges with texts as conditions, parallel branches and joins.
struct AutoGenGraph {
  private var draft: SystemDraft

  init(name: String) { draft = SystemDraft(name: name) }

  /// Goes on with the participants of a team.
  init(_ draft: SystemDraft) { self.draft = draft }

  /// Reads the graph.
  ///
  /// - Throws: ``ImportError`` where it is not what AutoGen writes.
  mutating func read(
    _ graph: ExportValue, endings: AutoGenEndings? = nil, typed: Set<ExactString> = []
  ) throws(ImportError) -> ImportedSystem {
    let nodes = try graph.member("nodes").members()
    var incoming: [ExactString: Int] = [:]
    for (name, node) in nodes {
      draft.agent(name)
      for edge in try ExportValue.elements(of: node["edges"]) {
        incoming[ExactString(try edge.member("target").name()), default: 0] += 1
      }
    }
    for (name, node) in nodes {
      if try node["activation"]?.string() != "any", incoming[ExactString(name), default: 0] > 1 {
        draft.agent(name) { $0.join = Agent.Join() }
      }
      try readEdges(of: name, node, isTyped: typed.contains(ExactString(name)))
    }
    if let start = try graph["default_start_node"]?.name() {
      draft.entry = [start]
    } else {
      draft.entry = nodes.map(\.name).filter { incoming[ExactString($0)] == nil }
    }
    draft.finishLeaves()
    endings?.apply(to: &draft)
    return try draft.finished()
  }

  private mutating func readEdges(
    of name: String, _ node: ExportValue, isTyped: Bool
  ) throws(ImportError) {
    let edges = try ExportValue.elements(of: node["edges"])
    var texts: [String?] = []
    for edge in edges {
      texts.append(try edge["condition"]?.string() ?? edge["condition_function"].map { _ in "<code>" })
    }
    let isConditional = texts.contains { $0 != nil }
    for (edge, text) in zip(edges, texts) {
      let group = try edge["activation_group"]?.string()
      let target = try edge.member("target").name()
      let isCode = text == "<code>" || text == "<callable>"
      draft.hand(from: name, to: target) { handoff in
        if let text, !isCode {
          handoff.when = .object(["type": "string", "pattern": .string(Self.escaped(text))])
        } else if isConditional {
          handoff.isGuardedByCode()
        } else if edges.count > 1 {
          handoff.parallel = name
        }
        if let group, !group.hasSameCodePoints(as: target) {
          handoff.extensions["x-activationGroup"] = .string(group)
        }
      }
      if isConditional, text == nil || isCode {
        draft.lose(.guards, "the condition of an edge is code, which is not exported", agent: name)
      }
    }
    guard isConditional else { return }
    // Where no condition matches, the run ends as if it were done.
    draft.agent(name) { $0.finishes = .implied }
    if !isTyped, texts.contains(where: { $0 != nil && $0 != "<callable>" && $0 != "<code>" }) {
      draft.contracts.append(Contract(name: name, version: "0.0.0", output: .object(["type": "string"])))
      draft.agent(name) { $0.produces = name }
    }
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
