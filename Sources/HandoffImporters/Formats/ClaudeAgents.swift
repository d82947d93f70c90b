internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// Sub-agents of Claude Code: one Markdown file each, all called by the main conversation.
  static let claudeAgents = Importer(
    name: "claude-agents", summary: "sub-agents of Claude Code (.claude/agents/*.md, one file each)",
    example: """
      ---
      name: reviewer
      description: Reviews a change.
      tools: Read, Grep
      ---
      You review changes.
      """,
    takesSeveralFiles: true,
    recognizes: { source in
      guard source.name.hasSuffix(".md"), let matter = try? FrontMatterReader.read(source) else {
        return false
      }
      return matter.has("name") && matter.has("description") && !matter.has("handoffs")
        && !source.name.hasSuffix(".agent.md")
    }
  ) { sources throws(ImportError) in
    var draft = SystemDraft(name: "claude-agents")
    let main = "main"
    draft.entry = [main]
    draft.agent(main) { $0.finishes = .yes }
    for source in sources {
      guard let matter = try FrontMatterReader.read(source) else {
        throw ImportError(
          source: source.name, line: 1, message: "expected front matter, which begins with a line `---`")
      }
      let name = matter.text("name") ?? Importer.agentName(source.name)
      guard !draft.has(name) else {
        throw ImportError(
          source: source.name, message: "another file describes an agent with the name \"\(name)\" too")
      }
      let turns = matter.text("maxTurns").flatMap { Int($0) }
      draft.agent(name) { agent in
        agent.task = matter.text("description")
        agent.tools = matter.list("tools")
        if let turns, turns > 0 { agent.extensions["x-maxTurns"] = .number(JSONNumber(turns)) }
      }
      draft.hand(from: main, to: name, pattern: .supervisor)
    }
    draft.lose(.guards, "when an agent is called, the main conversation decides by its description")
    draft.lose(.contracts, "a task is a text, and so is the answer; there are no contracts")
    draft.lose(.failures, "how an agent says that it failed is not declared")
    draft.lose(.limits, "nothing bounds how often an agent is called")
    return try draft.finished()
  }
}
