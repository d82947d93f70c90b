import HandoffSchema

/// AutoGen's runtime: messages between agents in `message`, and a session in the agents' identifiers.
enum AutoGenDialect: SpanDialect {
  static let name = "autogen"

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    if span.text(["gen_ai.system"]) == "autogen" {
      let session = session(span.text(["gen_ai.agent.id"]))
      return GenAIDialect.facts(of: span)?.map { fact in
        var fact = fact
        fact.session = session
        return fact
      }
    }
    guard span.name.hasPrefix("autogen ") else { return nil }
    guard span.text(["messaging.operation"]) == "process",
      span.text(["recipient_agent_class"])?.hasSuffix("Manager") ?? false,
      let message = span.value(["message"]), let response = message["response"]?["chat_message"],
      let source = response["source"]?.stringValue
    else { return [span.fact(.other)] }
    var said = TraceFact.Said(text: response["content"]?.stringValue, agent: source)
    let inner = message["response"]?["inner_messages"]?.arrayValue ?? []
    for event in inner where event["type"] == "ToolCallRequestEvent" {
      said.requests += (event["content"]?.arrayValue ?? []).compactMap {
        $0.objectValue.flatMap(ModelMessages.request)
      }
    }
    // These only repeat what a tool said.
    let repeats = ["ToolCallSummaryMessage", "HandoffMessage"].contains(response["type"]?.stringValue ?? "")
    if !repeats { said.output = response["content"] }
    let team = session(span.text(["recipient_agent_type"]))
    var facts = [span.fact(.said(said), session: team)]
    if let target = response["target"]?.stringValue, response["type"] == "HandoffMessage" {
      // The team's word on whom a tool handed over to.
      let transfer = TraceFact.Transfer(from: .agent(source), to: .agent(target), confirms: true)
      facts.append(span.fact(.transfer(transfer), session: team))
    }
    return facts
  }

  /// What `NAME_TEAM/TEAM` and `NAME_TEAM` name: agents of one team share it.
  private static func session(_ id: String?) -> String? {
    guard let id, let team = id.split(separator: "_").last else { return nil }
    return team.split(separator: "/").first.map(String.init)
  }
}
