import HandoffSchema

/// A way of writing down agents and handoffs in spans: one file each, found through ``SpanDialects``.
protocol SpanDialect: SendableMetatype {
  /// The name under which it is counted and documented.
  static var name: String { get }

  /// What a span says; `nil` where it is none of this dialect.
  static func facts(of span: TraceSpan) -> [TraceFact]?
}

/// The dialects of spans, the most telling one first: each span is asked for by itself, because collectors mix them.
enum SpanDialects {
  static let all: [any SpanDialect.Type] = [
    TransferDialect.self, TraceloopDialect.self, OpenAITraceDialect.self, LangGraphDialect.self,
    OpenInferenceDialect.self, AgentFrameworkDialect.self, AutoGenDialect.self, GenAIDialect.self,
  ]
}
