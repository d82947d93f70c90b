"""A swarm, and an agent that has another as a tool."""

from strands import Agent, tool
from strands.models.model import Model
from strands.multiagent import Swarm


class Silent(Model):
    """A model that is never asked."""

    def update_config(self, **_): ...

    def get_config(self):
        return {}

    async def structured_output(self, *_, **__):
        raise NotImplementedError

    async def stream(self, *_, **__):
        raise NotImplementedError


def agent(name, **members):
    return Agent(model=Silent(), name=name, system_prompt="You are the %s." % name, callback_handler=None, **members)


swarm = Swarm([agent("scout"), agent("cook"), agent("guard")], max_handoffs=5)
boss = agent("boss", tools=[agent("helper", description="Helps.")])


spy = agent("spy")


@tool
def ask_spy(question: str) -> str:
    """Runs an agent in code."""
    return str(spy(question))


chief = agent("chief", tools=[ask_spy])


SYSTEMS = {
    "strands-swarm": swarm, "strands-tools": boss,
    "strands-code": chief,
}
