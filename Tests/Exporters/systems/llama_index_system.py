"""A team of agents, of which one says to whom it may hand off."""

from llama_index.core.agent.workflow import AgentWorkflow, FunctionAgent
from llama_index.core.llms import MockLLM
from llama_index.core.workflow import Event, HumanResponseEvent, InputRequiredEvent, StartEvent, StopEvent, Workflow, step
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



class Sample(Event):
    grams: int


class Again(Event):
    grams: int


class Weigh(Workflow):
    @step
    async def take(self, ev: StartEvent) -> Sample: ...

    @step
    async def weigh(self, ev: Sample | Again) -> Again | StopEvent: ...


class Ask(InputRequiredEvent):
    text: str


class Answer(HumanResponseEvent):
    text: str


class Survey(Workflow):
    @step
    async def ask(self, ev: StartEvent) -> Ask: ...

    @step
    async def human(self, ev: Answer) -> StopEvent: ...


async def ask_write(title: str) -> str:
    """Runs an agent in code."""
    return str(await write.run(title))


editor = FunctionAgent(name="editor", description="Edits", llm=Silent(), tools=[ask_write], can_handoff_to=[])


SYSTEMS = {
    "llama-index-steps": Weigh(), "llama-index-agents": AgentWorkflow(agents=[research, write], root_agent="research"),
    "llama-index-people": Survey(),
    "llama-index-answer": AgentWorkflow(agents=[editor, research], root_agent="editor", output_cls=Note),
}
