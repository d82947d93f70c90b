internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// Custom agents of Visual Studio Code: one Markdown file each, with `handoffs` in its front matter.
  static let vscodeAgents = Importer(
    name: "vscode-agents", summary: "custom agents of VS Code (*.agent.md, one file each)",
    example: """
      ---
      name: plan
      description: Makes a plan.
      handoffs:
        - label: Build it
          agent: build
          send: true
      ---
      You make plans.
      """,
    takesSeveralFiles: true,
    recognizes: { source in
      [".agent.md", ".chatmode.md", ".prompt.md"].contains { source.name.hasSuffix($0) }
        || (source.name.hasSuffix(".md") && ((try? FrontMatterReader.read(source))?.has("handoffs") ?? false))
    }
  ) { sources throws(ImportError) in
    var draft = SystemDraft(name: sources.count == 1 ? sources[0].stem : "vscode-agents")
    let user = "(user)"
    var names: [String] = []
    var matters: [FrontMatter] = []
    for source in sources {
      guard let matter = try FrontMatterReader.read(source) else {
        throw ImportError(
          source: source.name, line: 1, message: "expected front matter, which begins with a line `---`")
      }
      let name = matter.text("name") ?? agentName(source.name)
      guard !draft.has(name) else {
        throw ImportError(
          source: source.name, message: "another file describes an agent with the name \"\(name)\" too")
      }
      draft.agent(name) { agent in
        agent.task = matter.text("description")
        agent.tools = matter.list("tools")
        agent.finishes = .implied
      }
      names.append(name)
      matters.append(matter)
    }
    for (index, matter) in matters.enumerated() {
      let name = names[index]
      for record in matter.records("handoffs") {
        guard let target = record["agent"], !target.isEmpty else {
          throw ImportError(
            source: sources[index].name, message: "expected an `agent` in each of the handoffs of \"\(name)\""
          )
        }
        let isSent = record["send"] == "true"
        draft.agent(target)
        if !isSent { draft.agent(user) { $0.kind = .human } }
        draft.hand(from: name, to: isSent ? target : user)
        if !isSent { draft.hand(from: user, to: target) }
      }
      for other in matter.list("agents") where other != "*" {
        draft.agent(other)
        draft.hand(from: name, to: other, pattern: .supervisor)
      }
      if matter.list("agents").contains("*") {
        draft.hasUnknownHandoffs(name)
        draft.lose(.handoffs, "`agents: *` lets an agent call any other one", agent: name)
      }
    }
    let declared = Set(names.map { ExactString($0) } + [ExactString(user)])
    for agent in draft.agents where !declared.contains(ExactString(agent.name)) {
      draft.agent(agent.name) { $0.finishes = .implied }
      draft.lose(.agents, "no file describes these agents", agent: agent.name)
    }
    draft.lose(.entry, "a person chooses with which agent to begin")
    draft.lose(.guards, "a handoff is a button; whether it is pressed, a person decides")
    draft.lose(.contracts, "what travels is the conversation; there are no contracts")
    draft.lose(.limits, "nothing bounds how often agents hand off")
    return try draft.finished()
  }

  /// The name of an agent that its file does not name.
  static func agentName(_ file: String) -> String {
    var name = String(file.split(separator: "/").last ?? "")
    for suffix in [".agent.md", ".chatmode.md", ".prompt.md", ".md"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
      break
    }
    return name
  }
}
