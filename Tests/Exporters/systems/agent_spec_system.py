"""A flow with a branch."""

from pyagentspec.agent import Agent
from pyagentspec.flows.edges import ControlFlowEdge
from pyagentspec.flows.flow import Flow
from pyagentspec.flows.nodes import (
    AgentNode, BranchingNode, CatchExceptionNode, EndNode, FlowNode, LlmNode, ParallelFlowNode, StartNode)
from pyagentspec.llms import OpenAiCompatibleConfig
from pyagentspec.property import StringProperty
from pyagentspec.swarm import HandoffMode, Swarm

model = OpenAiCompatibleConfig(name="none", model_id="none", url="http://localhost:9")
kind = StringProperty(title="kind")


def node(name, prompt, outputs=None):
    return AgentNode(name=name, agent=Agent(name=name + "_agent", llm_config=model, system_prompt=prompt, outputs=outputs))


start, end = StartNode(name="start"), EndNode(name="end")
classify, bills, rest = node("classify", "Classify.", [kind]), node("bills", "Explain bills."), node("rest", "Help.")
branch = BranchingNode(name="branch", mapping={"bill": "bills"}, inputs=[kind])
edges = [
    (start, classify, None), (classify, branch, None), (branch, bills, "bills"), (branch, rest, "default"),
    (bills, end, None), (rest, end, None),
]
flow = Flow(
    name="help", start_node=start, nodes=[start, classify, branch, bills, rest, end],
    control_flow_connections=[
        ControlFlowEdge(name="edge%d" % i, from_node=a, to_node=b, from_branch=c) for i, (a, b, c) in enumerate(edges)],
    data_flow_connections=[])


def member(name):
    return Agent(name=name, llm_config=model, system_prompt="You are the %s." % name)


def edges_of(*found):
    return [ControlFlowEdge(name="e%d" % i, from_node=a, to_node=b, from_branch=c) for i, (a, b, c) in enumerate(found)]


def one(name):
    begin, work, over = StartNode(name="begin"), LlmNode(name="work", llm_config=model, prompt_template="Work."), EndNode(name="over")
    return Flow(
        name=name, start_node=begin, nodes=[begin, work, over], data_flow_connections=[],
        control_flow_connections=edges_of((begin, work, None), (work, over, None)))


front, smith, clerk = member("front"), member("smith"), member("clerk")
shop = Swarm(name="shop", first_agent=smith, relationships=[(smith, clerk), (clerk, smith)], handoff=HandoffMode.ALWAYS)
town = Swarm(name="town", first_agent=front, relationships=[(front, shop), (shop, front)], handoff=HandoffMode.ALWAYS)

question = StringProperty(title="question")
begin = StartNode(name="begin", inputs=[question])
judge = AgentNode(name="judge", agent=Agent(name="judge_agent", llm_config=model, system_prompt="Judge.", outputs=[kind]))
test = BranchingNode(name="test", mapping={"no": "refused"}, inputs=[kind])
good, bad = EndNode(name="good"), EndNode(name="bad", branch_name="refused")
court = Flow(
    name="court", start_node=begin, nodes=[begin, judge, test, good, bad], data_flow_connections=[],
    control_flow_connections=edges_of((begin, judge, None), (judge, test, None), (test, bad, "refused"), (test, good, "default")))
hear, both = FlowNode(name="hear", subflow=court), ParallelFlowNode(name="both", subflows=[one("left"), one("right")])
safe, sorry = CatchExceptionNode(name="safe", subflow=one("risky")), LlmNode(name="sorry", llm_config=model, prompt_template="Sorry.")
out, refused = EndNode(name="out"), LlmNode(name="appeal", llm_config=model, prompt_template="Appeal.")
case = Flow(
    name="case", start_node=begin, nodes=[begin, hear, both, safe, sorry, refused, out], data_flow_connections=[],
    control_flow_connections=edges_of(
        (begin, hear, None), (hear, both, None), (hear, refused, "refused"), (both, safe, None), (safe, out, None),
        (safe, sorry, "caught_exception_branch"), (sorry, out, None), (refused, out, None)))


SYSTEMS = {
    "agent-spec-flow": flow,
    "agent-spec-swarms": town,
    "agent-spec-nested": case,
}
