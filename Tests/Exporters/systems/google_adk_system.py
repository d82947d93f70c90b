"""A tree of agents that transfer to each other, with an agent as a tool."""

from google.adk.agents import LlmAgent
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

SYSTEMS = {"google-adk-transfers": root}
