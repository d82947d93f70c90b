import HandoffContracts
import HandoffSchema

/// The spans of one OTLP/JSON document (`ExportTraceServiceRequest`), of any of its spellings.
///
/// Source: the protobuf JSON mapping of `opentelemetry/proto/trace/v1`; 64-bit numbers are texts or numbers, names are in
/// camel or snake case, and before 0.18 a scope was an instrumentation library.
struct OTLPDocument {
  private static let resources = ["resourceSpans", "resource_spans"]
  private static let scopes = [
    "scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans",
  ]

  /// Whether an object is such a document.
  static func isOne(_ object: JSONObject) -> Bool { resources.contains { object[$0] != nil } }

  /// Whether an object is one span of such a document by itself.
  static func isSpan(_ object: JSONObject) -> Bool {
    (object["traceId"] ?? object["trace_id"]) != nil && (object["spanId"] ?? object["span_id"]) != nil
      && object["name"]?.stringValue != nil
  }

  /// Reads every span.
  ///
  /// - Parameters:
  ///   - object: The document.
  ///   - location: Where it stands.
  ///   - tally: Gets what is not as it has to be.
  ///   - body: Gets each span.
  static func read(
    _ object: JSONObject, at location: SourceLocation?, _ tally: inout TraceTally,
    _ body: (TraceSpan, inout TraceTally) -> Void
  ) {
    for resource in list(object, resources, &tally, location) {
      guard let resource = resource.objectValue else {
        tally.note(problem: "a resource that is no object", location.description)
        continue
      }
      for scope in list(resource, scopes, &tally, location) {
        guard let scope = scope.objectValue else {
          tally.note(problem: "a scope that is no object", location.description)
          continue
        }
        let library = scope["scope"] ?? scope["instrumentationLibrary"] ?? scope["instrumentation_library"]
        let name = library?["name"]?.stringValue ?? ""
        for span in list(scope, ["spans"], &tally, location) {
          guard let span = span.objectValue, let read = self.span(span, scope: name, at: location, &tally)
          else {
            tally.note(problem: "a span without traceId, spanId or name", location.description)
            continue
          }
          body(read, &tally)
        }
      }
    }
  }

  private static func list(
    _ object: JSONObject, _ names: [String], _ tally: inout TraceTally, _ location: SourceLocation?
  ) -> [JSONValue] {
    for name in names {
      guard let value = object[name], value != .null else { continue }
      if let list = value.arrayValue { return list }
      tally.note(problem: "\"\(name)\" that is no array", location.description)
    }
    return []
  }

  /// One span; `nil` where it does not say which one it is.
  static func span(
    _ object: JSONObject, scope: String, at location: SourceLocation?, _ tally: inout TraceTally
  ) -> TraceSpan? {
    guard let trace = (object["traceId"] ?? object["trace_id"])?.stringValue, !trace.isEmpty,
      let span = (object["spanId"] ?? object["span_id"])?.stringValue, !span.isEmpty,
      let name = object["name"]?.stringValue
    else { return nil }
    let parent = (object["parentSpanId"] ?? object["parent_span_id"])?.stringValue ?? ""
    let start = time(object["startTimeUnixNano"] ?? object["start_time_unix_nano"])
    if start == nil { tally.note(problem: "a span without the time of its beginning", location.description) }
    var read = TraceSpan(
      trace: trace, span: span, parent: parent, name: name, scope: scope, start: start ?? 0,
      end: time(object["endTimeUnixNano"] ?? object["end_time_unix_nano"]) ?? 0, location: location)
    var values = OTLPValues()
    read.attributes = values.attributes(object["attributes"])
    for event in object["events"]?.arrayValue ?? [] {
      guard let name = event["name"]?.stringValue else { continue }
      read.events.append(TraceSpan.Event(name: name, attributes: values.attributes(event["attributes"])))
    }
    for problem in values.problems { tally.note(problem: problem, location.description) }
    switch object["status"]?["code"] {
    case .string(let code)?: read.failed = code == "STATUS_CODE_ERROR" || code == "ERROR" || code == "Error"
    case .number(let code)?: read.failed = code.intValue == 2
    default: break
    }
    read.message = object["status"]?["message"]?.stringValue
    return read
  }

  private static func time(_ value: JSONValue?) -> UInt64? {
    if let text = value?.stringValue { return UInt64(text) }
    return value?.intValue.flatMap { UInt64(exactly: $0) }
  }
}

extension SourceLocation? {
  /// The location in words; empty where nobody knows it.
  var description: String { self.map { "\($0.file):\($0.line)" } ?? "" }
}
