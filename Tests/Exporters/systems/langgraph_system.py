"""A support desk: a supervisor with two agents inside a graph, a sub-graph, a join, and state that is a TypedDict."""

from typing import Literal, Optional

from langchain.agents import create_agent
from langchain_core.language_models.chat_models import BaseChatModel
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command
from langgraph_supervisor import create_supervisor
from typing_extensions import TypedDict


class Silent(BaseChatModel):
    """A model that is never asked."""

    @property
    def _llm_type(self):
        return "silent"

    def bind_tools(self, tools, **_):
        return self

    def _generate(self, *_, **__):
        raise NotImplementedError


class Ticket(TypedDict):
    text: str
    urgency: int


def sort(state: Ticket) -> Command[Literal["answer", "repair"]]:
    return Command(goto="answer" if state["urgency"] < 3 else "repair")


def order(state: Ticket) -> dict:
    return {}


def visit(state: Ticket) -> dict:
    return {}


def answer(state: Ticket) -> dict:
    return {}


def close(state: Ticket) -> dict:
    return {}


def after_repair(state: Ticket) -> Literal["close", "__end__"]:
    return "close" if state["urgency"] else END


repair = StateGraph(Ticket).add_node("order", order).add_node("visit", visit)
repair.add_edge(START, "order").add_edge("order", "visit").add_edge("visit", END)

desk = StateGraph(Ticket)
desk.add_node("sort", sort).add_node("answer", answer).add_node("repair", repair.compile()).add_node("close", close)
desk.add_edge(START, "sort").add_edge("answer", "close").add_edge("close", END)
desk.add_conditional_edges("repair", after_repair)
desk = desk.compile(name="desk")

books = create_agent(Silent(), [], name="books", system_prompt="Look into the books.")
mail = create_agent(Silent(), [], name="mail", system_prompt="Write the letter.")
office = create_supervisor([books, mail], model=Silent(), prompt="Lead.", supervisor_name="lead").compile(name="office")



class Letter(TypedDict):
    to: str
    text: Optional[str]


class Ready(TypedDict):
    to: str
    text: str


def write(state: Letter) -> dict:
    return {"text": "Dear " + state["to"]}


def send(state: Ready) -> dict:
    return {}


def letters(sender_takes):
    graph = StateGraph(Letter)
    graph.add_node("write", write).add_node("send", send, input_schema=sender_takes)
    graph.add_edge(START, "write").add_edge("write", "send").add_edge("send", END)
    return graph.compile(name="letters")


SYSTEMS = {
    "langgraph-letters": letters(Ready),
    "langgraph-letters-mended": letters(Letter),
    "langgraph-graph": desk,
    "langgraph-supervisor": office,
}
