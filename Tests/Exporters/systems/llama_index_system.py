"""A team of agents, of which one says to whom it may hand off."""

from llama_index.core.agent.workflow import AgentWorkflow, FunctionAgent
from llama_index.core.llms import MockLLM
from pydantic import BaseModel


class Silent(MockLLM):
    @property
    def metadata(self):
        found = super().metadata
        found.is_function_calling_model = True
        return found


class Note(BaseModel):
    title: str


def lookup(word: str) -> str:
    """Look a word up."""
    return word


research = FunctionAgent(
    name="research", description="Finds", system_prompt="Find sources.", llm=Silent(), tools=[lookup], can_handoff_to=["write"])
write = FunctionAgent(name="write", description="Writes", system_prompt="Write.", llm=Silent(), output_cls=Note)

SYSTEMS = {"llama-index-agents": AgentWorkflow(agents=[research, write], root_agent="research")}
