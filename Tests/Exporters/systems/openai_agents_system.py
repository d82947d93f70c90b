"""A shop: a triage agent with a typed handoff, a loop back, and a refund that waits for a person."""

from agents import Agent, GuardrailFunctionOutput, Runner, function_tool, handoff, input_guardrail
from pydantic import BaseModel, Field


class Refund(BaseModel):
    """What triage passes on."""

    order: int = Field(ge=1)
    reason: str = Field(min_length=1)


class Receipt(BaseModel):
    order: int
    cents: int = Field(ge=0)


@function_tool(needs_approval=True)
def pay(order: int, cents: int) -> str:
    """Pay money back."""
    return "paid"


async def on_refund(ctx, refund: Refund) -> None: ...


def is_open(ctx, agent) -> bool:
    return True


def shop(goes_back):
    refunds = Agent(name="refunds", instructions="Pay back.", tools=[pay], output_type=Receipt)
    triage = Agent(name="triage", instructions="Route the customer.")
    triage.handoffs = [handoff(refunds, input_type=Refund, on_handoff=on_refund, is_enabled=is_open)]
    refunds.handoffs = [triage] if goes_back else []
    return triage


grader = Agent(name="grader", output_type=Receipt)


async def graded(text):
    return await Runner.run(grader, text)


@function_tool
async def grade(text: str) -> str:
    """Runs an agent in code: as much a worker as one that stands among the tools."""
    return str((await graded(text)).final_output)


@function_tool(is_enabled=False)
def never(text: str) -> str:
    """Is offered to nobody."""
    return text


@input_guardrail
async def polite(ctx, agent, message):
    return GuardrailFunctionOutput(output_info=None, tripwire_triggered=False)


school = Agent(
    name="human", instructions="Teach.", input_guardrails=[polite],
    tools=[grade, never, pay, grader.as_tool("off", "Is off.", is_enabled=False)])


SYSTEMS = {
    "openai-agents": shop(True),
    "openai-agents-mended": shop(False),
    "openai-agents-code": school,
}
