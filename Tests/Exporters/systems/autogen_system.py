"""Two teams: one that a function selects the next speaker of, one that takes turns."""

from autogen_agentchat.agents import AssistantAgent, UserProxyAgent
from autogen_agentchat.conditions import MaxMessageTermination, TextMentionTermination
from autogen_agentchat.teams import RoundRobinGroupChat, SelectorGroupChat
from autogen_ext.models.replay import ReplayChatCompletionClient

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


SYSTEMS = {"autogen-selector": selected, "autogen-turns": verses(None), "autogen-turns-mended": verses(6)}
