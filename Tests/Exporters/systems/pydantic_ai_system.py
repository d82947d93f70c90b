"""An agent that delegates, and a graph with a decision, a fan-out and a join."""

from __future__ import annotations

from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.toolsets import FunctionToolset
from pydantic_graph import GraphBuilder, StepContext, reduce_list_append


class Order(BaseModel):
    parts: list[str]


class Refusal(BaseModel):
    because: str


weather = Agent(name="weather", output_type=str, instructions="Tell the weather.", defer_model_check=True)
guide = Agent(name="guide", output_type=str, instructions="Plan the day.", defer_model_check=True)


@guide.tool_plain
async def ask_weather(day: str) -> str:
    """Ask about the weather."""
    return (await weather.run(day)).output


builder = GraphBuilder(name="orders", input_type=str, output_type=str)
forgetful = GraphBuilder(name="forgetful", input_type=str, output_type=str)


@forgetful.step
async def take(ctx: StepContext[None, None, str]) -> Order | Refusal: ...


@forgetful.step
async def make(ctx: StepContext[None, None, Order]) -> str: ...


forgetful.add(
    forgetful.edge_from(forgetful.start_node).to(take),
    forgetful.edge_from(take).to(forgetful.decision().branch(forgetful.match(Order).to(make))),
    forgetful.edge_from(make).to(forgetful.end_node),
)


@builder.step
async def read(ctx: StepContext[None, None, str]) -> Order | Refusal: ...


@builder.step
async def split(ctx: StepContext[None, None, Order]) -> list[str]: ...


@builder.step
async def build(ctx: StepContext[None, None, str]) -> str: ...


@builder.step
async def pack(ctx: StepContext[None, None, list[str]]) -> str: ...


@builder.step
async def refuse(ctx: StepContext[None, None, Refusal]) -> str: ...


collected = builder.join(reduce_list_append, initial_factory=list[str])
builder.add(
    builder.edge_from(builder.start_node).to(read),
    builder.edge_from(read).to(
        builder.decision().branch(builder.match(Order).to(split)).branch(builder.match(Refusal).to(refuse))),
    builder.edge_from(split).map().to(build),
    builder.edge_from(build).to(collected),
    builder.edge_from(collected).to(pack),
    builder.edge_from(pack, refuse).to(builder.end_node),
)


tools = FunctionToolset()
tides = Agent(name="tides", output_type=str, instructions="Tell the tides.", defer_model_check=True)


@tools.tool_plain
async def ask_tides(day: str) -> str:
    """A tool of a set that several agents may have."""
    return (await tides.run(day)).output


skipper = Agent(name="human", instructions="Sail.", toolsets=[tools], defer_model_check=True)


@skipper.tool_plain(requires_approval=True)
def cast_off(day: str) -> str:
    """Waits for a person, who must not be taken for the agent."""
    return day


SYSTEMS = {
    "pydantic-ai-forgetful": forgetful.build(),
    "pydantic-ai-tools": guide,
    "pydantic-ai-graph": builder.build(),
    "pydantic-ai-toolsets": [skipper, guide],
}
