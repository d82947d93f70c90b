"""A flow with a router, a join and a typed state."""

from typing import Literal

from crewai.flow.flow import Flow, and_, listen, router, start
from pydantic import BaseModel


class Draft(BaseModel):
    text: str = ""
    good: bool = False


class Writing(Flow[Draft]):
    @start()
    def write(self): ...

    @router(write)
    def judge(self) -> Literal["good", "bad"]:
        return "good" if self.state.good else "bad"

    @listen("bad")
    def discard(self): ...

    @listen("good")
    def layout(self): ...

    @listen("good")
    def proofread(self): ...

    @listen(and_(layout, proofread))
    def publish(self): ...


class Misspelt(Flow[Draft]):
    @start()
    def write(self): ...

    @router(write)
    def judge(self) -> Literal["good", "bad"]:
        return "good" if self.state.good else "bad"

    @listen("bad")
    def discard(self): ...

    @listen("god")
    def publish(self): ...


class Retry(Flow[Draft]):
    @start("again")
    def write(self): ...

    @router(write)
    def judge(self):  # What it may answer is code: it may be a label that nobody listens to.
        return "again" if self.state.text else "done"

    @listen("print")
    def publish(self): ...


SYSTEMS = {
    "crewai-misspelt": Misspelt(), "crewai-flow": Writing(),
    "crewai-undeclared": Retry(),
}
