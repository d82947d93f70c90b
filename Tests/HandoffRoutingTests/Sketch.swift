import HandoffContracts
import HandoffRouting
import HandoffSchema

/// A small agent system for tests: its agents are those that the handoffs name, in that order.
func sketch(
  _ handoffs: [Handoff], entry: [String] = ["a"], finish: [String] = [], human: [String] = [],
  agents more: [String] = [], edit: (inout AgentSystem) -> Void = { _ in }
) -> AgentSystem {
  var names: [String] = []
  for name in entry + handoffs.flatMap({ [$0.from, $0.to] }) + more where !names.contains(name) {
    names.append(name)
  }
  let agents = names.map { name in
    var agent = Agent(name: name, kind: human.contains(name) ? .human : .agent)
    agent.finishes = finish.contains(name) ? .yes : .no
    return agent
  }
  var system = AgentSystem(name: "sketch", entry: entry, agents: agents, handoffs: handoffs)
  edit(&system)
  return system
}

extension AgentSystem {
  /// Changes the agent of a name.
  mutating func edit(_ name: String, _ change: (inout Agent) -> Void) {
    for place in agents.indices where agents[place].name == name { change(&agents[place]) }
  }

  /// Adds a contract with these failures and lets an agent produce it.
  mutating func declare(failures: [String], of name: String) {
    let output: JSONValue = [
      "type": "object", "required": ["text"], "properties": ["text": ["type": "string", "minLength": 1]],
      "additionalProperties": false,
    ]
    contracts.append(
      Contract(name: name, output: output, failures: failures.map { FailureOutput(kind: $0) }))
    edit(name) { $0.produces = name }
  }
}

infix operator --> : RangeFormationPrecedence

/// A handoff on output.
func --> (from: String, to: String) -> Handoff { Handoff(from: from, to: to) }

extension Handoff {
  func on(_ trigger: Trigger) -> Handoff { changed { $0.trigger = trigger } }
  func limit(_ limit: Int) -> Handoff { changed { $0.limit = limit } }
  func returning() -> Handoff { changed { $0.returns = true } }
  func unknown() -> Handoff { changed { $0.evidence = .unknown } }

  func changed(_ change: (inout Handoff) -> Void) -> Handoff {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A finding's rule with the agents it is about: enough to tell findings apart in most tests.
struct Verdict: Hashable, CustomStringConvertible {
  var rule: String
  var agents: [String]

  init(_ rule: String, _ agents: String...) {
    self.rule = rule
    self.agents = agents
  }

  init(_ finding: Finding) {
    rule = finding.rule
    agents = finding.agents
  }

  var description: String { "\(rule) \(agents)" }
}

/// What the audit says about structure; the rules about contracts are left out.
func verdicts(
  _ system: AgentSystem,
  without ignored: [String] = [
    "contract-missing", "failure-undeclared", "invalid-unanswered", "retry-unchanged",
  ]
) -> [Verdict] {
  RoutingAudit().audit(system).findings.filter { !ignored.contains($0.rule) }.map { Verdict($0) }
}

/// The findings of one rule.
func findings(_ rule: String, _ system: AgentSystem) -> [Finding] {
  RoutingAudit().audit(system).findings.filter { $0.rule == rule }
}
