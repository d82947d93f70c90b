// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/a2a.py; change that file instead.
extension Template {
  static let exportersHandoffExportA2aPy = Template(
    path: "exporters/handoff_export/a2a.py",
    text: ##"""
      """A2A: an agent card or a list of cards."""

      from .draft import is_kind

      FRAMEWORK = "a2a"
      OBJECTS = "AgentCard, a list of cards"
      ANYTHING = {"type": ["object", "array", "string", "number", "boolean", "null"]}
      FAILURES = {
          "TASK_STATE_FAILED": {"description": "The task failed."},
          "TASK_STATE_REJECTED": {"description": "The agent refused the task."},
          "TASK_STATE_CANCELED": {"description": "The task was canceled."},
      }


      def recognizes(value):
          cards = value if isinstance(value, (list, tuple)) else [value]
          return bool(cards) and all(is_kind(c, "a2a_pb2", "AgentCard") or is_kind(c, "a2a", "AgentCard") for c in cards)


      def export(value, draft, client="client", **_):
          """What the caller is called, and who calls whom, is in no card: one client calls them all."""
          draft.entry = draft.agent(client, finishes="implied", x_role="client; no card describes it")
          draft.agent("user", kind="human", x_implied="a task that needs input or authorization goes back to a person")
          for card in value if isinstance(value, (list, tuple)) else [value]:
              draft.agent(
                  card.name, output=ANYTHING, failures=dict(FAILURES), task=card.description,
                  tools=[skill.id for skill in card.skills], x_inputModes=list(card.default_input_modes))
              draft.version(card.name, card.version)
              draft.handoff(client, card.name, pattern="supervisor", x_card=card.name)
              draft.handoff(card.name, "user", on="none", pattern="supervisor")
          draft.lose("contracts", "a card has media types, no schemas: an output is any JSON")
          draft.lose("entry", "who calls the agents is in no card; `--client` names it", client)

      """##)
}
