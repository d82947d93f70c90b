"""A workflow inside a workflow, and two orchestrations."""

from typing import Never

from agent_framework import (
    Agent, BaseChatClient, Executor, WorkflowBuilder, WorkflowContext, WorkflowExecutor, handler, tool)
from agent_framework.orchestrations import ConcurrentBuilder, GroupChatBuilder, MagenticBuilder, SequentialBuilder
from pydantic import BaseModel


class Silent(BaseChatClient):
    """A client that is never asked."""

    def _inner_get_response(self, **_):
        raise NotImplementedError


class Text(BaseModel):
    words: list[str]


class Count(BaseModel):
    number: int


class Split(Executor):
    @handler
    async def split(self, text: str, ctx: WorkflowContext[Text]) -> None: ...


class Counter(Executor):
    @handler
    async def count(self, text: Text, ctx: WorkflowContext[Never, Count]) -> None: ...


class Report(Executor):
    @handler
    async def report(self, count: Count, ctx: WorkflowContext[Never, str]) -> None: ...


def build():
    counter = Counter(id="counter")
    inner = WorkflowBuilder(name="inner", start_executor=counter, output_from=[counter]).build()
    split, count, report = Split(id="split"), WorkflowExecutor(inner, id="counting"), Report(id="report")
    return (
        WorkflowBuilder(name="words", start_executor=split, output_from=[report], max_iterations=7)
        .add_edge(split, count).add_edge(count, report).build())


def pick(state):
    return "poet"


def agents():
    return [Agent(Silent(), "You are the %s." % n, name=n) for n in ("poet", "critic")]


special = Agent(Silent(), "You are special.", name="special")


@tool(approval_mode="always_require")
async def ask_special(question: str) -> str:
    """Runs an agent in code."""
    return str(await special.run(question))


lead = Agent(Silent(), "Lead.", name="human", tools=[agents()[0].as_tool(name="ask_poet"), ask_special])
plan = MagenticBuilder(participants=agents(), manager_agent=lead, max_round_count=9, enable_plan_review=True)


SYSTEMS = {
    "agent-framework-nested": build(),
    "agent-framework-concurrent": ConcurrentBuilder(participants=agents()).build(),
    "agent-framework-group": GroupChatBuilder(participants=agents(), selection_func=pick, max_rounds=4).build(),
    "agent-framework-tools": lead,
    "agent-framework-reviewed": SequentialBuilder(participants=agents()).with_request_info(agents=["poet"]).build(),
    "agent-framework-plan": plan.build(),
}
