public import HandoffContracts
public import HandoffSchema

/// Reads traces of agent systems, of whatever dialect, and makes handoffs of them.
///
/// The dialect is found for each span by itself, because collectors mix them. Memory is bounded by what runs hold of which
/// spans still come in; payloads that say nothing of a handoff are not kept.
public struct TraceReader {
  private let names: TracedNames
  private var open = OpenRuns()
  private var events = EventReading(file: "")
  private var file = ""
  private var done: [TracedRun] = []
  /// What was read and what was not.
  public private(set) var tally = TraceTally()

  /// Prepares reading.
  ///
  /// - Parameter system: What is declared: it says which names are agents, and which way was taken where a trace leaves that
  ///   open.
  public init(_ system: AgentSystem? = nil) { names = TracedNames(system) }

  /// Begins a file: events without a run of their own belong to it.
  public mutating func begin(file: String) {
    end()
    self.file = file
    events = EventReading(file: file)
  }

  /// Reads one value of a file: a line, or a whole document.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - location: Where it stands.
  /// - Complexity: O(*n*) in the size of the value.
  public mutating func read(_ value: JSONValue, at location: SourceLocation?) {
    switch value {
    case .object(let object): read(object, at: location)
    case .array(let list):
      if let object = LangGraphEvents.object(of: list) { return read(object, at: location) }
      for element in list {
        if let inner = element.arrayValue.flatMap(LangGraphEvents.object) {
          read(inner, at: location)
        } else if let object = element.objectValue {
          read(object, at: location)
        } else {
          refuse("a value that is no object", at: location)
        }
      }
    default: refuse("a value that is no object", at: location)
    }
    let overflow = open.overflow()
    for run in overflow {
      // What had ended is whole, as far as anybody can know.
      if !run.hasEnded {
        tally.note(
          problem: "a run that was too much to hold: it was looked at before its end",
          location.description)
      }
      assemble((run.name, run.facts))
    }
  }

  /// Notes what cannot be read at all.
  public mutating func refuse(_ problem: String, at location: SourceLocation?) {
    tally.note(problem: problem, location.description)
  }

  private mutating func read(_ object: JSONObject, at location: SourceLocation?) {
    if OTLPDocument.isOne(object) {
      var spans: [TraceSpan] = []
      OTLPDocument.read(object, at: location, &tally) { span, _ in spans.append(span) }
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
        refuse("a span without id or trace_id", at: location)
      }
    } else if LangSmithRun.isOne(object) {
      guard let (trace, facts) = LangSmithRun.facts(object, at: location) else { return }
      tally.note(dialect: LangSmithRun.name)
      add(facts, to: trace, isRoot: object["parent_run_id"]?.stringValue == nil, location)
    } else if let list = (object["data"] ?? object["runs"] ?? object["spans"])?.arrayValue, events.isEmpty,
      !list.isEmpty
    {
      for element in list {
        if let object = element.objectValue {
          read(object, at: location)
        } else {
          refuse("a value that is no object", at: location)
        }
      }
    } else {
      event(object, at: location)
    }
  }

  private mutating func add(_ span: TraceSpan) {
    for dialect in SpanDialects.all {
      guard let facts = dialect.facts(of: span) else { continue }
      tally.note(dialect: dialect.name)
      return add(facts, to: span.trace, isRoot: span.parent.isEmpty, span.location)
    }
    // It says nothing, but others may lie inside it.
    tally.passOver()
    add([span.fact(.other)], to: span.trace, isRoot: span.parent.isEmpty, span.location)
  }

  private mutating func add(_ facts: [TraceFact], to trace: String, isRoot: Bool, _ location: SourceLocation?)
  {
    if open.add(facts, to: trace, isRoot: isRoot) {
      tally.note(problem: "a span of a run that was looked at before its end", location.description)
    }
  }

  private mutating func event(_ object: JSONObject, at location: SourceLocation?) {
    var facts: [(fact: TraceFact, run: String)] = []
    // How a run ended, as programs log it.
    if let failure = object["error"]?.stringValue, let message = object["message"]?.stringValue,
      object.count <= 3
    {
      events.end(failure: failure, message: message, at: location) { facts.append(($0, $1)) }
      tally.passOver()
    } else if let dialect = events.read(object, at: location, { facts.append(($0, $1)) }) {
      tally.note(dialect: dialect)
    } else {
      refuse("an object of no dialect that is known", at: location)
    }
    for (fact, run) in facts { _ = open.add([fact], to: run, isRoot: false) }
  }

  private mutating func end() {
    var facts: [(fact: TraceFact, run: String)] = []
    events.finish { facts.append(($0, $1)) }
    for (fact, run) in facts { _ = open.add([fact], to: run, isRoot: false) }
    for name in events.runs { if let facts = open.take(name) { assemble((name, facts)) } }
    events = EventReading(file: file)
  }

  private mutating func assemble(_ run: (name: String, facts: [TraceFact])) {
    var assembly = RunAssembly(run.name, run.facts, names)
    let result = assembly.assembled()
    if assembly.circles > 0 { tally.note(problem: "a span that lies inside itself", "run \(run.name)") }
    if !result.handoffs.isEmpty || !result.failures.isEmpty || !result.remarks.isEmpty
      || !result.agents.isEmpty
    {
      done.append(result)
    }
  }

  /// Takes out the runs that are known to be complete.
  public mutating func take() -> [TracedRun] {
    defer { done = [] }
    return done
  }

  /// Ends reading and takes out all runs that are left.
  ///
  /// - Complexity: O(*n* log *n*) in the number of spans that are held.
  public mutating func finish() -> [TracedRun] {
    end()
    for run in open.takeAll() { assemble(run) }
    return take()
  }
}
