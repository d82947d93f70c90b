import HandoffSchema

/// The transfer proposal for the GenAI conventions (open-telemetry/semantic-conventions-genai #447), with the names of the
/// drafts before it and of those who wrote their own meanwhile.
enum TransferDialect: SpanDialect {
  static let name = "genai-transfer"

  private static let targets = [
    "gen_ai.transfer.target.name", "gen_ai.agent.handoff.target.name", "gen_ai.agent.handoff.target",
    "pi.gen_ai.handoff.target", "gen_ai.agent.handoff.to.agent.name", "gen_ai.agent.handoff.to.agent.id",
    "gen_ai.transfer.target.id",
  ]
  private static let sources = [
    "gen_ai.agent.handoff.source.name", "gen_ai.agent.handoff.source", "pi.gen_ai.handoff.source",
    "gen_ai.agent.handoff.from.agent.name", "gen_ai.agent.handoff.from.agent.id", "gen_ai.agent.name",
  ]

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    guard let target = span.text(targets) else { return nil }
    let arguments = span.value(GenAIDialect.arguments)
    let answers = span.text(["gen_ai.transfer.mode"]) == "return_to_caller"
    let from = span.text(sources).map(TraceFact.Party.agent) ?? .owner
    if answers {
      // What comes back is the result of the same span.
      var call = TraceFact.Call(name: span.text(GenAIDialect.tools) ?? span.name)
      call.arguments = arguments
      call.result = span.value(GenAIDialect.results)
      call.failure = span.failure
      call.destination = target
      call.answers = true
      return [span.fact(.call(call))]
    }
    var transfer = TraceFact.Transfer(from: from, to: .agent(target), payload: arguments)
    if span.failed { transfer.error = span.message ?? span.failure ?? "error" }
    return [span.fact(.transfer(transfer))]
  }
}
