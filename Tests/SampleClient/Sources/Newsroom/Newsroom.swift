import HandoffContracts

/// What the researcher promises to send.
let findings = Contract("research.findings", version: "1.0.0") {
  Output {
    Field("topic", .string(length: 1...80))
    Field("sources", .array(of: .string(length: 1...200), count: 1...20))
    Field("priority", .integer(1...5)).optional()
  }
  .closed()
  Failure("no_sources", "Nothing citable was found.")
}

/// What the writer promises to return.
let article = Contract("article", version: "1.0.0") {
  Output { Field("title", .string(length: 1...)) }
}

/// The agents and their handoffs.
public let newsroom = AgentSystem("newsroom", entry: "researcher") {
  Agent("researcher") {
    Performs("Find and cite sources for the topic.")
    Produces(findings)
    Writes("archive")
  }
  Agent("writer") {
    Performs("Write the article.")
    Accepts(findings)
    Produces(article)
    Finishes()
  }
  Human("editor")
  Store("archive", .longTerm)
  Handoff("researcher", to: "writer")
  Handoff("researcher", to: "editor", on: .failure("no_sources"))
}
