import HandoffContracts
import HandoffImporters
import Testing

@Suite struct FrontMatterTests {
  private func agents(_ files: (String, String)...) throws -> ImportedSystem {
    try #require(Importers.named("vscode-agents")).read(
      files.map { ImportSource(name: $0.0, bytes: Array($0.1.utf8)) })
  }

  @Test func `scalars, lists and lists of records are read in every way that agents' files write them`()
    throws
  {
    let imported = try agents(
      (
        "plan.agent.md",
        """
        ---
        # who
        description: "Makes a \\"plan\\""   
        tools: [search, 'read, all', "edit"]
        handoffs:
          - label: Build it
            agent: build   # the builder
            prompt: 'It''s time'
            send: true

          - label: Ask
            agent: review
        ---
        Text. ---
        """
      ),
      (
        "build.agent.md",
        """
        ---
        name: build
        description: >
          Builds
          it all.
        tools:
        - search
        - edit
        ---
        """
      ), ("review.agent.md", "---\nname: review\n---\n"))
    let plan = imported.system.agents[0]
    #expect(plan.name == "plan")
    #expect(plan.task == "Makes a \"plan\"")
    #expect(plan.tools == ["search", "read, all", "edit"])
    #expect(imported.system.agents[1].task == "Builds it all.")
    #expect(imported.system.agents[1].tools == ["search", "edit"])
    #expect(
      imported.system.handoffs.map { "\($0.from)>\($0.to)" } == [
        "plan>build", "plan>(user)", "(user)>review",
      ])
    #expect(imported.system.agents.first { $0.name == "(user)" }?.kind == .human)
  }

  @Test(arguments: [
    ("name: a\n", 1, "front matter"), ("---\nname: a\n", 1, "second line"),
    ("---\nname\n---\n", 2, "name: value"),
    ("---\nname: {a: b}\n---\n", 2, "plain value"), ("---\ntools: [a\n---\n", 2, "`]`"),
    ("---\nname: \"a\n---\n", 2, "quotation mark"), ("---\n  name: a\n---\n", 2, "name: value"),
    ("---\nhandoffs:\n  - agent: |\n      x\n---\n", 3, "one line"),
    ("---\nhandoffs:\n  agent: b\n---\n", 3, "nested record"),
  ])
  func `what is not read is an error with its line`(_ text: String, _ line: Int, _ message: String) {
    let error = #expect(throws: ImportError.self) { try agents(("a.agent.md", text)) }
    #expect(error?.line == line)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func `two files with one name are an error`() {
    #expect(throws: ImportError.self) {
      try agents(("a.agent.md", "---\nname: x\n---\n"), ("b.agent.md", "---\nname: x\n---\n"))
    }
  }
}
