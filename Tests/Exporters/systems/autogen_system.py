"""Two teams: one that a function selects the next speaker of, one that takes turns."""

from autogen_agentchat.agents import AssistantAgent, UserProxyAgent
from autogen_agentchat.conditions import MaxMessageTermination, SourceMatchTermination, TextMentionTermination
from autogen_agentchat.teams import DiGraphBuilder, GraphFlow, RoundRobinGroupChat, SelectorGroupChat, Swarm
from autogen_ext.models.replay import ReplayChatCompletionClient
from pydantic import BaseModel

INFO = {"vision": False, "function_calling": True, "json_output": True, "structured_output": True, "family": "unknown"}


def agent(name):
    return AssistantAgent(name, ReplayChatCompletionClient([], model_info=INFO), system_message="You are the %s." % name)


def next_speaker(messages):
    return None


selected = SelectorGroupChat(
    [agent("planner"), agent("writer"), UserProxyAgent("editor")], ReplayChatCompletionClient([], model_info=INFO),
    termination_condition=MaxMessageTermination(9) | TextMentionTermination("DONE"), selector_func=next_speaker)


def verses(max_turns):
    return RoundRobinGroupChat([agent("poet"), agent("critic")], name="verses", max_turns=max_turns)


class Plan(BaseModel):
    steps: list[str]


expert = AssistantAgent("expert", ReplayChatCompletionClient([], model_info=INFO), output_content_type=Plan)


async def ask_expert(question: str) -> str:
    """Runs an agent in code."""
    return str(await expert.run(task=question))


swarm = Swarm(
    [AssistantAgent("front", ReplayChatCompletionClient([], model_info=INFO), handoffs=["back"], tools=[ask_expert]), agent("back")],
    name="desk", termination_condition=SourceMatchTermination(["back"]))
mill = RoundRobinGroupChat(
    [RoundRobinGroupChat([swarm, agent("checker")], name="office", max_turns=6), agent("printer")], name="mill", max_turns=4)

loop = DiGraphBuilder()
first, draft, review, done = agent("first"), agent("draft"), agent("review"), agent("done")
for node in (first, draft, review, done):
    loop.add_node(node)
loop.add_edge(first, draft).add_edge(draft, review).add_edge(review, draft, condition="AGAIN (once)", activation_group="back")
loop.add_edge(review, done, condition=lambda message: "OK" in message.to_model_text()).set_entry_point(first)
groups = GraphFlow(loop.get_participants(), graph=loop.build(), max_turns=9)


SYSTEMS = {
    "autogen-selector": selected,
    "autogen-turns": verses(None),
    "autogen-turns-mended": verses(6),
    "autogen-nested": mill,
    "autogen-alone": RoundRobinGroupChat([agent("solo")], name="alone", max_turns=5),
    "autogen-groups": groups,
}
