public import HandoffContracts

/// What the researcher promises to send.
public let findings = Contract("findings", version: "1.0.0") {
  Output {
    Field("topic", .string(length: 1...80))
    Field("sources", .array(of: .uri, count: 1...20))
    Field("urgent", .boolean).defaulting(to: false)
  }
  .closed()
  Failure("no_sources", "Nothing citable was found.")
  Failure("timed_out").detected(by: .timeout)
}

/// What the writer promises to send.
public let draft = Contract("draft", version: "1.0.0") {
  Output {
    Field("title", .string(length: 1...120))
    Field("words", .integer(1...2000))
  }
  .closed()
  Failure("too_thin", "The findings do not carry an article.")
}

/// The agents and their handoffs: a pipeline, each of whose failures ends somewhere.
public let newsroom = AgentSystem("newsroom", entry: "researcher") {
  Agent("researcher") {
    Performs("Find and cite sources for the topic.")
    Accepts { Field("topic", .string(length: 1...80)) }
    Produces(findings)
    OnInvalid(.reject)
  }
  Agent("writer") {
    Performs("Write the article.")
    Accepts(findings)
    Produces(draft)
    OnInvalid(.reject)
  }
  Agent("publisher") {
    Performs("Put the article on the front page.")
    Accepts(draft)
    Produces(
      Contract("page", version: "1.0.0") {
        Output { Field("address", .string(length: 1...200, format: "uri")) }.closed()
        Failure("page_full")
      })
    Finishes()
    OnInvalid(.reject)
  }
  Human("editor")
  Handoff("researcher", to: "writer", .pipeline, carries: .everything)
  Handoff("researcher", to: "researcher", on: .failure("timed_out"), limit: 2, changes: .tool)
  Handoff("researcher", to: "editor", on: .failure("no_sources"))
  Handoff("researcher", to: "editor", on: .limit)
  Handoff("writer", to: "publisher", .pipeline, carries: .everything)
  Handoff("writer", to: "editor", on: .failure("too_thin"))
  Handoff("publisher", to: "editor", on: .failure("page_full"))
}
