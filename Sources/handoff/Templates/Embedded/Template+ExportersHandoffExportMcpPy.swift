// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/mcp.py; change that file instead.
extension Template {
  static let exportersHandoffExportMcpPy = Template(
    path: "exporters/handoff_export/mcp.py",
    text: ##"""
      """MCP: a server, or a list of servers; each tool is an agent that the host supervises."""

      from .draft import EMPTY, is_kind

      FRAMEWORK = "mcp"
      OBJECTS = "FastMCP, MCPServer, a list of servers"
      ERROR = {"isError": {"description": "The result has isError true; its text is free."}}


      def recognizes(value):
          servers = value if isinstance(value, (list, tuple)) else [value]
          return bool(servers) and all(is_kind(s, "mcp", "FastMCP", "MCPServer") or is_kind(s, "fastmcp", "FastMCP") for s in servers)


      def export(value, draft, client="host", **_):
          servers = value if isinstance(value, (list, tuple)) else [value]
          draft.name = servers[0].name if len(servers) == 1 else draft.name
          draft.entry = draft.agent(client, output=[], finishes="implied", x_role="the MCP client; no server describes it")
          for server in servers:
              for tool in server._tool_manager.list_tools():
                  name = "%s.%s" % (server.name, tool.name)
                  schema = dict(tool.parameters)
                  draft.agent(name, output=getattr(tool, "output_schema", None), failures=dict(ERROR), task=tool.description)
                  draft.handoff(
                      client, name, payload=schema if schema.get("properties") else EMPTY, pattern="supervisor", x_tool=tool.name)
          draft.lose("handoffs", "who calls the tools, in which order and how often, is in no server", client)
          draft.lose("agents", "a server does not say which tool stands for an agent; each is one here")

      """##)
}
