import HandoffContracts
import HandoffSchema
import HandoffTestSupport

/// Random systems whose payloads are few enough to be tried one by one.
///
/// Every payload is an object of at most three members: `a` and `b` are 0 or 1, `failure` is `"f"` or `"g"`.
struct RandomTraffic {
  private var random: TestRandom

  /// Every payload that can travel where no join puts several together in another shape.
  static let universe: [JSONValue] = {
    var payloads: [JSONValue] = []
    for a in [nil, 0, 1] as [JSONValue?] {
      for b in [nil, 0, 1] as [JSONValue?] {
        for failure in [nil, "f", "g"] as [JSONValue?] {
          var object: JSONObject = [:]
          object["a"] = a
          object["b"] = b
          object["failure"] = failure
          payloads.append(.object(object))
        }
      }
    }
    return payloads
  }()

  init(seed: UInt64) {
    random = TestRandom(seed: seed)
  }

  /// A system without a problem of its declaration.
  mutating func system() -> AgentSystem {
    while true {
      let system = draft()
      if system.problems.isEmpty { return system }
    }
  }

  private mutating func draft() -> AgentSystem {
    let names = Array(["p", "q", "r", "s", "t", "u"].prefix(2 + random.below(5)))
    var system = AgentSystem(name: "random", entry: [names[0]])
    if random.below(3) > 0 { system.input = object(["a"]) }
    system.selection = random.below(2) == 0 ? .choice : .firstMatch
    for name in names {
      var contract = Contract(name: name, output: output())
      contract.failures = ["f", "g"].prefix(random.below(3)).map { kind in
        FailureOutput(
          kind: kind,
          schema: random.below(2) == 0 ? object(["failure"], optional: ["a"]) : object(["failure"]))
      }
      system.contracts.append(contract)
      system.agents.append(agent(name))
    }
    for sender in names {
      for _ in 0..<random.below(4) { system.handoffs.append(handoff(from: sender, to: pick(names))) }
    }
    return system
  }

  private mutating func agent(_ name: String) -> Agent {
    var agent = Agent(name: name)
    if random.below(8) > 0 { agent.produces = name }
    if random.below(3) > 0 { agent.accepts = .schema(random.below(3) == 0 ? guardSchema() : output()) }
    agent.finishes = random.below(3) == 0 ? .yes : .no
    if random.below(5) == 0 { agent.selection = random.below(2) == 0 ? .choice : .firstMatch }
    if random.below(7) == 0 { agent.limit = 1 + random.below(2) }
    if random.below(4) == 0 {
      let wait: Agent.Join.Wait = random.below(4) == 0 ? .count(1 + random.below(2)) : .all
      agent.join = Agent.Join(wait, receives: pick([.merged, .merged, .list, .bySender]))
    }
    return agent
  }

  private mutating func handoff(from sender: String, to target: String) -> Handoff {
    var handoff = Handoff(from: sender, to: target)
    handoff.trigger = pick([
      .output, .output, .output, .anyFailure, .failures(["f"]), .failures(["g"]), .limit, .limit, .none,
    ])
    if random.below(12) == 0 { handoff.trigger = .anyFailure; handoff.to = sender; handoff.limit = 2 }
    if random.below(2) == 0 { handoff.when = guardSchema() }
    if random.below(4) == 0 { handoff.limit = 1 + random.below(2) }
    if random.below(4) == 0 { handoff.parallel = pick(["x", "y"]) }
    if random.below(5) == 0 { handoff.returns = true }
    if random.below(9) == 0 { handoff.condition = pick(["c", "d"]) }
    if random.below(9) == 0 { handoff.payload = .schema(output()) }
    return handoff
  }

  private mutating func output() -> JSONValue {
    switch random.below(6) {
    case 0: object(["a"])
    case 1: object(["b"])
    case 2: object(["a", "b"])
    case 3: object(["a"], optional: ["b"])
    case 4: ["allOf": [object(["a"], optional: ["b"]), guardSchema()]]
    default: object([], optional: ["a"])
    }
  }

  private func object(_ required: [String], optional: [String] = []) -> JSONValue {
    var properties: JSONObject = [:]
    for name in required + optional {
      properties[name] = name == "failure" ? ["enum": ["f", "g"]] : ["enum": [0, 1]]
    }
    return [
      "type": "object", "properties": .object(properties), "required": .array(required.map { .string($0) }),
      "additionalProperties": false,
    ]
  }

  private mutating func guardSchema() -> JSONValue {
    switch random.below(6) {
    case 0: ["properties": ["a": ["const": 0]]]
    case 1: ["properties": ["a": ["const": 1]]]
    case 2: ["required": ["b"]]
    case 3: ["not": ["required": ["b"]]]
    case 4: ["properties": ["failure": ["const": "f"]], "required": ["failure"]]
    default: ["properties": ["b": ["const": 0]]]
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[random.below(elements.count)]
  }
}
