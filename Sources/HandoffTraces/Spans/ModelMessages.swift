import HandoffSchema

/// What a model said, out of the shapes in which frameworks write its messages down.
enum ModelMessages {
  /// The deepest nesting that is looked into.
  private static let depthLimit = 8

  /// Texts and requested calls of messages, of whatever shape.
  static func said(_ value: JSONValue?) -> TraceFact.Said? {
    guard let value else { return nil }
    var said = TraceFact.Said()
    collect(value, &said, depth: 0)
    return said.text == nil && said.requests.isEmpty ? nil : said
  }

  private static func collect(_ value: JSONValue, _ said: inout TraceFact.Said, depth: Int) {
    guard depth < depthLimit else { return }
    switch value {
    case .array(let list): for element in list { collect(element, &said, depth: depth + 1) }
    case .object(let object): collect(object, &said, depth: depth)
    default: break
    }
  }

  private static func collect(_ object: JSONObject, _ said: inout TraceFact.Said, depth: Int) {
    // What a tool or a person said is not what the model said.
    if let role = object["role"]?.stringValue, role == "tool" || role == "user" || role == "system" { return }
    if let request = request(object) { return said.requests.append(request) }
    switch object["type"]?.stringValue {
    case "tool_call_response"?, "function_call_output"?, "tool"?, "human"?, "system"?, "function_result"?:
      return
    default: break
    }
    if let text = text(object) {
      // One text is often written down twice, with the message and beside it.
      if !(said.text?.hasSuffix(text) ?? false) { said.text = said.text.map { $0 + "\n" + text } ?? text }
    }
    for key in [
      "parts", "content", "contents", "tool_calls", "message", "messages", "kwargs", "output", "choices",
      "generations", "data", "blocks",
    ] {
      if let inner = object[key], inner.stringValue == nil { collect(inner, &said, depth: depth + 1) }
    }
  }

  private static func text(_ object: JSONObject) -> String? {
    for key in ["content", "text"] {
      if let text = object[key]?.stringValue, !text.isEmpty { return text }
    }
    return nil
  }

  /// A call that is asked for: OpenAI's items and tool calls, the GenAI conventions' parts, LangChain's, Gemini's.
  static func request(_ object: JSONObject) -> TraceFact.Said.Request? {
    if let inner =
      (object["function"] ?? object["function_call"] ?? object["functionCall"] ?? object["toolUse"])?
      .objectValue, let name = inner["name"]?.stringValue
    {
      return TraceFact.Said.Request(
        name: name,
        arguments: (inner["arguments"] ?? inner["args"] ?? inner["input"]).map(RecordedPayload.value(of:)))
    }
    let type = object["type"]?.stringValue
    let isCall = type == "tool_call" || type == "function_call" || type == "tool_use" || type == "toolUse"
    let arguments = object["arguments"] ?? object["args"] ?? object["input"]
    guard let name = object["name"]?.stringValue,
      isCall || (object["id"] != nil && arguments != nil && type == nil)
    else {
      return nil
    }
    return TraceFact.Said.Request(name: name, arguments: arguments.map(RecordedPayload.value(of:)))
  }
}
