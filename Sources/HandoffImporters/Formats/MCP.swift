internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// The answer to `tools/list` of the Model Context Protocol.
  static let mcp = Importer(
    name: "mcp", summary: "tool listings of MCP servers (tools/list, one or more files), as JSON",
    example: """
      {"tools": [{"name": "search", "description": "Find books.",
        "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
        "outputSchema": {"type": "object", "properties": {"books": {"type": "array"}}, "required": ["books"]}}]}
      """,
    takesSeveralFiles: true,
    recognizes: { source in
      let tools = source.value?["tools"] ?? source.value?["result"]?["tools"]
      let isEmpty = tools?.arrayValue?.isEmpty ?? false
      let isListing = source.value?["name"] == nil && source.value?["component_type"] == nil
      return tools?[0]?["inputSchema"] != nil || isEmpty && isListing
    }
  ) { sources throws(ImportError) in
    var draft = SystemDraft(name: sources.count == 1 ? sources[0].stem : "mcp")
    let host = "host"
    draft.entry = [host]
    draft.agent(host) { $0.finishes = .implied }
    for source in sources {
      let server = try Importer.readListing(source.export(), host: host, into: &draft)
      if sources.count == 1 { draft.name = server }
    }
    let calls = draft.handoffs.compactMap(\.when)
    if let output = SchemaUnion.of(calls + [.object(["type": "string"])]) {
      draft.contracts.append(Contract(name: host, version: "0.0.0", output: output))
      draft.agent(host) { $0.produces = host }
    }
    draft.lose(.agents, "who calls the tools is in no listing; it is called \"\(host)\"")
    draft.lose(
      .failures,
      "a result that says `isError` has neither kind nor schema; bad arguments, an exception and an unknown tool look alike"
    )
    draft.lose(.limits, "nothing in a listing bounds the number of calls")
    return try draft.finished()
  }

  /// Reads the tools of one server, and says what it is called.
  private static func readListing(
    _ root: ExportValue, host: String, into draft: inout SystemDraft
  ) throws(ImportError) -> String {
    let listing = root["result"] ?? root
    let server =
      try listing["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"]?.name() ?? root.source.stem
    for tool in try listing.member("tools").elements() {
      let short = try tool.member("name").name()
      let name = "\(server).\(short)"
      guard !draft.has(name) else { throw tool.error("there is another tool with the name \"\(name)\"") }
      let input = tool["inputSchema"]?.value
      let output = tool["outputSchema"]?.value
      let task = try tool["description"]?.string()
      draft.contracts.append(
        Contract(
          name: name, version: "0.0.0", output: output ?? true,
          failures: [
            FailureOutput(kind: "isError", description: "The result has `isError` true; its text is free.")
          ]))
      draft.agent(name) { agent in
        agent.task = task
        agent.accepts = input.map { .schema($0) }
        agent.produces = name
      }
      draft.hand(from: host, to: name, pattern: .supervisor) { handoff in
        handoff.when = input
        handoff.extensions["x-tool"] = .string(short)
      }
      if output == nil {
        draft.lose(.contracts, "tools without `outputSchema` may answer anything", agent: name)
      }
    }
    return server
  }
}
