// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/__init__.py; change that file instead.
extension Template {
  static let exportersHandoffExportInitPy = Template(
    path: "exporters/handoff_export/__init__.py",
    text: ##"""
      """Exports a system of agents, as it stands in memory, as a Handoff manifest.

          python3 -m handoff_export my_module:team > system.json
      """

      import importlib
      import importlib.util

      from .draft import Draft, Unreadable

      #: The exporters, one module for each framework.
      EXPORTERS = (
          "a2a",
          "agent_framework",
          "agent_spec",
          "autogen",
          "crewai",
          "google_adk",
          "langgraph",
          "llama_index",
          "mcp",
          "openai_agents",
          "pydantic_ai",
          "strands",
      )


      def exporters():
          """The modules of the exporters that are here; none of them imports its framework until it meets an object of it."""
          here = [name for name in EXPORTERS if importlib.util.find_spec("." + name, __name__)]
          return [importlib.import_module("." + name, __name__) for name in here]


      def export(value, name=None, client=None):
          """The draft of what a live object says. Raises `Unreadable` where no exporter knows the object.

          `client` is what the caller of A2A cards or of an MCP server is called, which neither of them tells.
          """
          for exporter in exporters():
              if exporter.recognizes(value):
                  draft = Draft(name or "system")
                  try:
                      exporter.export(value, draft, **({"client": client} if client else {}))
                  except (AttributeError, KeyError, TypeError) as problem:
                      # Most of what is read is private to a framework, and may be called otherwise in its next version.
                      raise Unreadable(
                          "the exporter for %s cannot read this version of it: %s" % (exporter.FRAMEWORK, problem)) from problem
                  if name:
                      draft.name = name
                  return draft
          kind = type(value)
          raise Unreadable(
              "no exporter knows an object of type %s.%s; known: %s"
              % (kind.__module__, kind.__qualname__, ", ".join("%s (%s)" % (e.FRAMEWORK, e.OBJECTS) for e in exporters()))
          )

      """##)
}
