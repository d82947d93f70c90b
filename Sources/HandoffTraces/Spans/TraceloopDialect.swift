import HandoffSchema

/// Traceloop's OpenLLMetry: spans of kind `handoff`, named `A → B.handoff`.
enum TraceloopDialect: SpanDialect {
  static let name = "traceloop"

  private static let kind = "traceloop.span.kind"
  private static let sources = [
    "gen_ai.handoff.from_agent", "openai.handoff.from_agent", "traceloop.handoff.from_agent",
  ]
  private static let targets = [
    "gen_ai.handoff.to_agent", "openai.handoff.to_agent", "traceloop.handoff.to_agent",
  ]
  private static let agents = ["gen_ai.agent.name", "traceloop.entity.name"]

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    if span.text(targets) != nil || span.text([kind]) == "handoff"
      || span.text(["gen_ai.operation.name"]) == "handoff"
    {
      return [span.fact(.transfer(transfer(span)))]
    }
    guard let kind = span.text([kind]) else { return nil }
    switch kind {
    case "agent":
      let name = span.text(agents) ?? stem(span.name)
      var visit = TraceFact.Visit(agent: name)
      visit.failure = span.failure
      // `handoff_parent` repeats what the handoff's own span says.
      return [span.fact(.visit(visit))]
    case "tool":
      var call = TraceFact.Call(
        name: span.text(["gen_ai.tool.name", "traceloop.entity.name"]) ?? stem(span.name))
      let input = span.value(GenAIDialect.arguments + ["traceloop.entity.input"])
      call.arguments = input?["inputs"] ?? input?["kwargs"] ?? input
      let output = span.value(GenAIDialect.results + ["traceloop.entity.output"])
      call.result = output?["output"] ?? output
      call.failure = span.failure
      // Every agent is put directly below the workflow, whatever it ran in.
      call.gathers = true
      return [span.fact(.call(call))]
    case "workflow":
      var visit = TraceFact.Visit(agent: stem(span.name), kind: .container)
      visit.failure = span.failure
      visit.message = span.message
      return [span.fact(.visit(visit))]
    default: return [span.fact(.other)]
    }
  }

  private static func transfer(_ span: TraceSpan) -> TraceFact.Transfer {
    var from = span.text(sources)
    var to = span.text(targets)
    let parts = stem(span.name).split(separator: "→", maxSplits: 1).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    if parts.count == 2 { (from, to) = (from ?? parts[0], to ?? parts[1]) }
    if to == "unknown" { to = nil }
    var transfer = TraceFact.Transfer(
      from: from.map(TraceFact.Party.agent) ?? .owner,
      // The span is begun before the receiver is known; what ended well handed over to whoever is next.
      to: to.map(TraceFact.Party.agent) ?? (span.failed ? nil : .next),
      payload: span.value(GenAIDialect.arguments + ["gen_ai.handoff.arguments"]))
    if span.failed { transfer.error = span.message ?? "error" }
    return transfer
  }

  /// A name without the kind that it ends with.
  private static func stem(_ name: String) -> String {
    for end in [".handoff", ".agent", ".tool", ".workflow", ".task"] where name.hasSuffix(end) {
      return String(name.dropLast(end.count))
    }
    return name
  }
}
