public import HandoffContracts
public import HandoffSchema

/// The spans of one value of a file, each read by its dialect: what any core can do before runs are put together.
public struct SpanBatch: Sendable {
  /// What one span says.
  struct Entry: Sendable {
    var facts: [TraceFact]
    var trace: String
    /// Whether nothing lies around it.
    var isRoot: Bool
    var location: SourceLocation?
  }

  private(set) var entries: [Entry] = []
  private(set) var tally = TraceTally()

  /// Reads the spans of a value; `nil` where it is not made of spans.
  ///
  /// - Parameters:
  ///   - value: A line, or a whole document.
  ///   - location: Where it stands.
  /// - Complexity: O(*n*) in the size of the value.
  public init?(_ value: JSONValue, at location: SourceLocation?) {
    guard let object = value.objectValue else { return nil }
    self.init(object, at: location)
  }

  init?(_ object: JSONObject, at location: SourceLocation?) {
    if OTLPDocument.isOne(object) {
      var spans: [TraceSpan] = []
      OTLPDocument.read(object, at: location, &tally) { span, _ in spans.append(span) }
      entries.reserveCapacity(spans.count)
      for span in spans { add(span) }
    } else if OTLPDocument.isSpan(object) {
      let scope = (object["scope"] ?? object["instrumentationScope"])?["name"]?.stringValue ?? ""
      if let span = OTLPDocument.span(object, scope: scope, at: location, &tally) { add(span) }
    } else if OpenAITraceDialect.isOne(object) {
      if let span = OpenAITraceDialect.span(object, at: location) {
        add(span)
      } else if object["object"] == "trace" {
        tally.passOver()
      } else {
        tally.note(problem: "a span without id or trace_id", location.description)
      }
    } else if LangSmithRun.isOne(object) {
      guard let (trace, facts) = LangSmithRun.facts(object, at: location) else { return }
      tally.note(dialect: LangSmithRun.name)
      let isRoot = object["parent_run_id"]?.stringValue == nil
      entries.append(Entry(facts: facts, trace: trace, isRoot: isRoot, location: location))
    } else {
      return nil
    }
  }

  private mutating func add(_ span: TraceSpan) {
    var facts = [TraceFact]()
    if let dialect = SpanDialects.all.first(where: { dialect in
      guard let found = dialect.facts(of: span) else { return false }
      facts = found
      return true
    }) {
      tally.note(dialect: dialect.name)
    } else {
      // It says nothing, but others may lie inside it.
      tally.passOver()
      facts = [span.fact(.other)]
    }
    entries.append(
      Entry(facts: facts, trace: span.trace, isRoot: span.parent.isEmpty, location: span.location))
  }
}
