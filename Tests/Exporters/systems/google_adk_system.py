"""A tree of agents that transfer to each other, with an agent as a tool."""

from google.adk.agents import BaseAgent, LlmAgent, LoopAgent, SequentialAgent
from google.adk.events import Event, EventActions
from google.adk.tools import FunctionTool, ToolContext
from google.adk.tools.agent_tool import AgentTool
from pydantic import BaseModel


class Question(BaseModel):
    text: str


lexicon = LlmAgent(name="lexicon", model="none", instruction="Look it up.", input_schema=Question)
root = LlmAgent(
    name="host", model="none", instruction="Route.", tools=[AgentTool(lexicon)],
    sub_agents=[
        LlmAgent(name="sales", model="none", instruction="Sell."),
        LlmAgent(name="repair", model="none", instruction="Repair.", disallow_transfer_to_peers=True),
    ])


def look(page: str) -> str:
    """A tool that stands twice among those of one agent."""
    return page


def enough(tool_context: ToolContext):
    """Leaves the loop, as ADK's own tool does."""
    tool_context.actions.escalate = True


class Watcher(BaseAgent):
    """Leaves the loop in code."""

    async def _run_async_impl(self, ctx):
        yield Event(author=self.name, actions=EventActions(escalate=True))


class Conductor(BaseAgent):
    """Runs its sub-agents in code."""

    async def _run_async_impl(self, ctx):
        for agent in self.sub_agents:
            async for event in agent.run_async(ctx):
                yield event


def model(name, **members):
    return LlmAgent(name=name, model="none", **members)


press = SequentialAgent(
    name="press",
    sub_agents=[
        LoopAgent(name="outer", max_iterations=2, sub_agents=[
            model("outline"),
            LoopAgent(name="inner", max_iterations=4, sub_agents=[model("write"), model("review", tools=[enough])])]),
        LoopAgent(name="watch", sub_agents=[model("mend"), Watcher(name="watcher")]),
        Conductor(name="conductor", sub_agents=[model("left"), model("right")]),
        model("print", tools=[
            look, FunctionTool(look, require_confirmation=True),
            AgentTool(SequentialAgent(name="proof", sub_agents=[model("read"), model("count")]))]),
    ])
front = model(
    "front", sub_agents=[SequentialAgent(name="order", sub_agents=[model("take"), model("pay")]), model("help")])


SYSTEMS = {
    "google-adk-transfers": root,
    "google-adk-containers": press,
    "google-adk-into-containers": front,
}
