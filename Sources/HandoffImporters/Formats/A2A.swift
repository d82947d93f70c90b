internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// Agent cards of the Agent2Agent protocol, versions 0.3 and 1.0.
  static let a2a = Importer(
    name: "a2a", summary: "agent cards of the A2A protocol (one or more files), as JSON",
    example: """
      {"name": "printer", "description": "Prints a leaflet", "version": "1.2.0",
       "supportedInterfaces": [{"url": "http://localhost:9000/printer", "protocolBinding": "JSONRPC"}],
       "defaultInputModes": ["application/json"], "defaultOutputModes": ["application/json"],
       "skills": [{"id": "print", "name": "Print", "tags": ["leaflets"]}]}
      """,
    takesSeveralFiles: true,
    recognizes: { source in
      guard let value = source.value else { return false }
      return value["skills"]?.arrayValue != nil && value["name"] != nil
        && (value["supportedInterfaces"] != nil || value["protocolVersion"] != nil || value["url"] != nil)
    }
  ) { sources throws(ImportError) in
    var draft = SystemDraft(name: sources.count == 1 ? sources[0].stem : "a2a")
    // No card describes who calls the agents.
    let client = "client"
    let user = "user"
    draft.entry = [client]
    draft.agent(client) { $0.finishes = .implied }
    draft.agent(user) { $0.kind = .human }
    for source in sources { try Importer.readCard(source.export(), client: client, user: user, into: &draft) }
    draft.lose(.agents, "who calls the agents is in no card; it is called \"\(client)\"")
    draft.lose(.contracts, "a card has media types and no schemas; an output may be any JSON")
    draft.lose(
      .people, "a task that needs input or authorization goes back to its caller, in the end to a person")
    draft.lose(.limits, "nothing in a card bounds the number of calls")
    return try draft.finished()
  }

  private static func readCard(
    _ card: ExportValue, client: String, user: String, into draft: inout SystemDraft
  ) throws(ImportError) {
    let name = try card.member("name").name()
    guard !draft.has(name) else {
      throw card.error("another card describes an agent with the name \"\(name)\" too")
    }
    let description = try card["description"]?.string()
    var skills: [String] = []
    for skill in try ExportValue.elements(of: card["skills"]) { skills.append(try skill.member("id").name()) }
    let version = try card["version"]?.string()
    let failures = [
      ("TASK_STATE_FAILED", "The task failed."), ("TASK_STATE_REJECTED", "The agent refused the task."),
      ("TASK_STATE_CANCELED", "The task was cancelled."),
    ]
    draft.contracts.append(
      Contract(
        name: name, version: version.flatMap { SemanticVersion($0) }.map(\.description),
        description: description,
        output: true, failures: failures.map { FailureOutput(kind: $0.0, description: $0.1) }))
    draft.agent(name) { agent in
      agent.task = description
      agent.produces = name
      agent.tools = skills
    }
    draft.hand(from: client, to: name, pattern: .supervisor)
    draft.hand(from: name, to: user, on: .none, pattern: .supervisor)
  }
}
