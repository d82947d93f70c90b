"""A support desk: a supervisor with two agents inside a graph, a sub-graph, a join, and state that is a TypedDict."""

from typing import Literal, Optional, Union

from langchain.agents import create_agent
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.tools import tool
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, tools_condition
from langgraph.types import Command, RetryPolicy, Send, interrupt
from langgraph_supervisor import create_supervisor
from pydantic import BaseModel
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


class Job(TypedDict):
    topic: str
    parts: list[str]


class Part(TypedDict):
    part: str


class Note(BaseModel):
    text: str


def plan(state: Job) -> dict:
    return {}


def spread(state):
    return [Send("work", {"part": p}) for p in state["parts"]]


def work(state: Part) -> dict:
    return {}


def again(state: Job) -> Union[list[Send], Literal["publish"]]:
    return "publish"


def publish(state: Job) -> dict:
    return interrupt("Shall it go out?")


def check(state: Job) -> Literal["mend", "__end__"]:
    return "mend"


def leave(state: Job):
    return Command(goto="publish", graph=Command.PARENT)


@tool
def ask_books(question: str) -> str:
    """Runs an agent in code."""
    return books.invoke({"messages": question})["messages"][-1].content


def talk(state: MessagesState):
    return {}


proof = StateGraph(Job).add_node("read", plan).add_node("mend", leave)
proof.add_edge(START, "read").add_conditional_edges("read", check)

press = StateGraph(Job).add_node("plan", plan).add_node("work", work, retry_policy=[RetryPolicy(max_attempts=2), RetryPolicy(max_attempts=4)])
press.add_node("collect", plan, defer=True).add_node("proof", proof.compile(), destinations=("publish",)).add_node("publish", publish)
press.add_edge(START, "plan").add_conditional_edges("plan", spread, ["work"]).add_edge("work", "collect")
press.add_conditional_edges("collect", again, ["work", "proof", "publish"]).add_edge("proof", "plan")

bench = StateGraph(MessagesState).add_node("talk", talk).add_node("tools", ToolNode([ask_books])).add_node("sign", talk)
bench.add_edge(START, "talk").add_conditional_edges("talk", tools_condition, {"tools": "tools", "__end__": "sign"})
bench.add_edge("tools", "talk")

inner_office = create_supervisor(
    [create_agent(Silent(), [], name="poet")], model=Silent(), supervisor_name="verse", response_format=Note)
company = create_supervisor([books, inner_office.compile(name="verses")], model=Silent(), supervisor_name="chief").compile(name="company")


SYSTEMS = {
    "langgraph-letters": letters(Ready),
    "langgraph-letters-mended": letters(Letter),
    "langgraph-graph": desk,
    "langgraph-supervisor": office,
    "langgraph-press": press.compile(name="press"),
    "langgraph-bench": bench.compile(name="bench"),
    "langgraph-company": company,
}
