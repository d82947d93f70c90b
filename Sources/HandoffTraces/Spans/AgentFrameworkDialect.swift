import HandoffSchema

/// Microsoft's Agent Framework: executors, edge groups and messages.
enum AgentFrameworkDialect: SpanDialect {
  static let name = "agent-framework"

  /// Executors that builders put around the agents, by their identifiers; their types begin with an underscore.
  private static let machinery = [
    "input-conversation", "dispatcher", "aggregator", "end", "end-conversation", "request_info",
  ]

  /// Whether an executor is one that a builder put there.
  static func isMachinery(_ id: String, type: String?) -> Bool {
    machinery.contains(id) || id.hasPrefix("to-conversation:") || type?.hasPrefix("_") ?? false
  }

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    switch span.name.prefix(while: { $0 != " " }) {
    case "executor.process":
      guard let id = span.text(["executor.id"]) else { return nil }
      var visit = TraceFact.Visit(agent: id, kind: .node, absorbs: true)
      visit.needsAgentInside = span.text(["executor.type"])?.hasSuffix("AgentExecutor") ?? false
      visit.isAnswer = span.text(["message.type"])?.hasSuffix("RESPONSE") ?? false
      visit.failure = span.failure
      visit.isMachinery = isMachinery(id, type: span.text(["executor.type"]))
      return [span.fact(.visit(visit))]
    case "edge_group.process": return [delivery(span)]
    case "message.send":
      guard let target = span.text(["message.destination_executor_id", "message.target_id"]) else {
        return [span.fact(.sent)]
      }
      return [span.fact(.transfer(TraceFact.Transfer(to: .agent(target))))]
    case "workflow.run":
      let name = span.text(["workflow.name", "workflow.id"]) ?? "workflow"
      var visit = TraceFact.Visit(agent: name, kind: .container)
      visit.failure = span.failure
      visit.message = span.message
      return [span.fact(.visit(visit))]
    case "workflow.build": return [span.fact(.other)]
    default: return nil
    }
  }

  private static func delivery(_ span: TraceSpan) -> TraceFact {
    guard let source = span.text(["message.source_id"]), !source.hasPrefix("internal:") else {
      return span.fact(.other)
    }
    let status = span.text(["edge_group.delivery_status"]) ?? "delivered"
    let isDropped = !["delivered", "buffered"].contains(status)
    if let target = span.text(["message.target_id"]), !isDropped {
      return span.fact(
        .transfer(TraceFact.Transfer(from: .agent(source), to: .agent(target), confirms: true)))
    }
    return span.fact(.delivery(TraceFact.Delivery(source: source, isDropped: isDropped)))
  }
}
