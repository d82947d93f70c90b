public import HandoffContracts
public import HandoffSchema

/// Random agent systems in which nothing is undeclared, using every part of a declaration.
public struct RandomSystem {
  /// The source of every choice.
  public var random: TestRandom
  private var json: RandomJSON

  /// Starts from a seed; the same seed gives the same systems.
  public init(seed: UInt64) {
    random = TestRandom(seed: seed)
    json = RandomJSON(seed: seed &+ 1)
  }

  /// Makes a system.
  public mutating func system() -> AgentSystem {
    let contractNames = names(of: "contract", 1 + random.below(4))
    let agentNames = names(of: "agent", 1 + random.below(6))
    let storeNames = names(of: "store", random.below(3))
    var system = AgentSystem(
      name: json.text(),
      entry: random.below(8) == 0 ? [] : [pick(agentNames)])
    for name in agentNames where system.entry.first != name && random.below(4) == 0 {
      system.entry.append(name)
    }
    system.input = maybe { $0.schema() }
    system.selection = pick(AgentSystem.Selection.allCases)
    system.limits = maybe { generator in
      var limit = AgentSystem.RunLimit(handoffs: 1 + generator.random.below(50))
      limit.onLimit = generator.maybe { $0.pick(agentNames) }
      limit.isImplied = generator.chance()
      limit.extensions = generator.extensions()
      return limit
    }
    system.escalation = maybe { generator in
      generator.chance() ? .required : .agents(Array(agentNames.prefix(1 + generator.random.below(3))))
    }
    for name in names(of: "shape", random.below(3)) { system.definitions[name] = schema() }
    system.contracts = contractNames.map { contract($0) }
    system.agents = agentNames.map { agent($0, contracts: system.contracts, stores: storeNames) }
    system.handoffs = (0..<random.below(12)).map { _ in handoff(between: agentNames, contracts: contractNames)
    }
    addJoins(to: &system)
    system.stores = storeNames.map { name in
      var store = Store(name: name, layer: pick(Store.Layer.allCases))
      store.merge = maybe { $0.pick(Store.Merge.allCases) }
      store.extensions = extensions()
      return store
    }
    system.allowances = (0..<random.below(3)).map { number in
      // No two alike: what stands twice is a problem.
      var allowance = Allowance(
        rule: json.text() + "\(number)", at: maybe { $0.json.text() }, because: "because " + json.text())
      allowance.extensions = extensions()
      return allowance
    }
    system.extensions = extensions()
    return system
  }

  /// Makes a schema of a few keywords.
  public mutating func schema(depth: Int = 2) -> JSONValue {
    switch random.below(depth > 0 ? 9 : 6) {
    case 0: return true
    case 1: return ["const": json.value(depth: 1)]
    case 2: return ["type": "integer", "minimum": .number(JSONNumber(random.below(20) - 10))]
    case 3: return ["type": "string", "maxLength": .number(JSONNumber(random.below(20)))]
    case 4: return ["enum": ["a", "b", .string(json.text())]]
    case 5: return ["description": .string(json.text())]
    case 6: return ["type": "array", "items": schema(depth: depth - 1)]
    case 7: return ["anyOf": [schema(depth: depth - 1), schema(depth: depth - 1)]]
    default:
      var properties: JSONObject = [:]
      for _ in 0..<random.below(4) { properties[json.text()] = schema(depth: depth - 1) }
      let required = properties.keys.filter { _ in random.below(2) == 0 }
      return [
        "type": "object", "properties": .object(properties),
        "required": .array(required.map { .string($0) }),
      ]
    }
  }

  private mutating func contract(_ name: String) -> Contract {
    var contract = Contract(name: name, output: schema())
    contract.version = maybe { "\($0.random.below(3)).\($0.random.below(10)).\($0.random.below(10))" }
    contract.description = maybe { $0.json.text() }
    contract.failures = names(of: "kind", random.below(4)).map { kind in
      var failure = FailureOutput(kind: kind)
      failure.description = maybe { $0.json.text() }
      failure.schema = maybe { $0.schema() }
      failure.detectedBy = pick(FailureOutput.Detector.allCases)
      failure.extensions = extensions()
      return failure
    }
    if chance() { contract.failureTag = json.text() }
    if random.below(4) == 0 { removeTag(of: &contract) }
    contract.extensions = extensions()
    return contract
  }

  // Failures without a tag are told from the output by their shape.
  private mutating func removeTag(of contract: inout Contract) {
    contract.failureTag = nil
    contract.output = chance() ? ["type": "array", "items": schema()] : ["type": "string"]
    for index in contract.failures.indices {
      let mark = chance() ? "isError" : json.text()
      contract.failures[index].schema = [
        "type": "object", "properties": .object([mark: ["const": true]]), "required": [.string(mark)],
      ]
    }
  }

  private mutating func agent(_ name: String, contracts: [Contract], stores: [String]) -> Agent {
    var agent = Agent(name: name, kind: random.below(5) == 0 ? .human : .agent)
    agent.task = maybe { $0.json.text() }
    agent.accepts = maybe { $0.acceptance(of: contracts.map(\.name)) }
    agent.onInvalid = maybe { _ in .reject }
    if chance() {
      let contract = pick(contracts)
      agent.produces = contract.name
      if chance(), !contract.failures.isEmpty { agent.onInvalid = .failure(pick(contract.failures).kind) }
    }
    agent.observes = chance()
    agent.isNondeterministic = chance()
    agent.finishes = pick([.no, .yes, .implied])
    agent.selection = maybe { $0.pick(AgentSystem.Selection.allCases) }
    agent.tools = distinct(texts(), by: \.self)
    if !stores.isEmpty {
      agent.reads = some(of: stores)
      agent.writes = some(of: stores)
    }
    agent.contextTokens = maybe { 1 + $0.random.below(100_000) }
    agent.seconds = maybe {
      JSONNumber(literal: "\(1 + $0.random.below(9)).\($0.random.below(100))") ?? JSONNumber(1)
    }
    agent.limit = maybe { 1 + $0.random.below(9) }
    agent.limitResets = agent.limit != nil && chance()
    agent.limitIsImplied = agent.limit != nil && chance()
    agent.preserves =
      chance()
      ? .everything : .fields(distinct((0..<random.below(3)).map { _ in pointer() }, by: \.description))
    for field in Set((0..<random.below(3)).map { _ in pointer() }).sorted(by: { "\($0)" < "\($1)" }) {
      agent.adds.append((field, random.below(5)))
      agent.copies.append((field, pointer()))
    }
    agent.command = maybe { ["python3"] + $0.texts() }
    if agent.command != nil {
      agent.cwd = maybe { "agents/\($0.random.below(9))" }
      // No process can be given a variable with U+0000 (POSIX environ).
      agent.env = texts().enumerated().map { ("N\($0.offset)", $0.element.replacing("\0", with: "")) }
    }
    agent.extensions = extensions()
    return agent
  }

  private mutating func acceptance(of contracts: [String]) -> Agent.Acceptance {
    chance() ? .contract(pick(contracts)) : .schema(schema())
  }

  /// Lets agents wait for handoffs that lead to them.
  private mutating func addJoins(to system: inout AgentSystem) {
    let names = system.handoffNames
    for index in system.agents.indices where chance() {
      let name = system.agents[index].name
      let leading = system.handoffs.indices.filter {
        system.handoffs[$0].to == name && system.handoffs[$0].from != name
          && system.handoffs[$0].evidence != .unknown
      }
      var join = Agent.Join()
      var senders: [String] = []
      if chance() {
        join.receives = pick(Agent.Join.Received.allCases)
        join.extensions = extensions()
        for branch in leading where chance() {
          let sender = system.handoffs[branch].from
          if join.receives == .bySender, senders.contains(sender) { continue }
          senders.append(sender)
          join.branches.append(names[branch])
        }
      }
      // Several handoffs of one sender are one branch.
      var branches = Set(senders).count
      if branches == 0 {
        let onOutput = leading.filter { system.handoffs[$0].trigger == .output }
        branches = Set(onOutput.map { system.handoffs[$0].from }).count
      }
      if branches > 0, chance() { join.wait = .count(1 + random.below(branches)) }
      system.agents[index].join = join
    }
  }

  private mutating func handoff(between agents: [String], contracts: [String]) -> Handoff {
    var handoff = Handoff(
      from: pick(agents), to: random.below(9) == 0 ? "undeclared " + json.text() : pick(agents))
    handoff.trigger = pick([
      .output, .anyFailure, .limit, Handoff.Trigger.none, .failures([json.text()]),
      .failures(distinct([json.text(), json.text()], by: \.self)),
    ])
    handoff.when = maybe { $0.schema() }
    handoff.payload = maybe { $0.acceptance(of: contracts) }
    handoff.condition = maybe { "is" + $0.json.text() }
    handoff.each = maybe { $0.pointer() }
    handoff.pattern = maybe { $0.pick(Handoff.Pattern.allCases) }
    handoff.returns = maybe { $0.chance() }
    if handoff.givesControlBack { handoff.result = maybe { $0.acceptance(of: contracts) } }
    handoff.limit = maybe { 1 + $0.random.below(5) }
    handoff.limitIsImplied = handoff.limit != nil && chance()
    if handoff.from == handoff.to { handoff.changes = maybe { $0.pick(Handoff.Change.allCases) } }
    handoff.carries = maybe { generator in Handoff.EnvelopePart.allCases.filter { _ in generator.chance() } }
    handoff.parallel = maybe { $0.json.text() }
    if chance() {
      handoff.tolerates = ["extra-member", "too-long"].map { operation in
        var tolerance = Tolerance(operation: operation, because: "so " + json.text())
        tolerance.extensions = extensions()
        return tolerance
      }
    }
    handoff.evidence = pick(Handoff.Evidence.allCases)
    handoff.origin = maybe { SourceLocation(file: $0.json.text(), line: 1 + $0.random.below(99)) }
    handoff.extensions = extensions()
    return handoff
  }

  private mutating func pointer() -> JSONPointer {
    JSONPointer(tokens: texts())
  }

  private mutating func texts() -> [String] {
    (0..<random.below(3)).map { _ in json.text() }
  }

  private mutating func extensions() -> JSONObject {
    var members: JSONObject = [:]
    for _ in 0..<(random.below(4) == 0 ? 2 : 0) { members["x-" + json.text()] = json.value(depth: 2) }
    return members
  }

  // The number keeps names apart whatever the random text is.
  private mutating func names(of subject: String, _ count: Int) -> [String] {
    (0..<count).map { "\(subject) \($0)" + (chance() ? json.text() : "") }
  }

  private mutating func some(of names: [String]) -> [String] {
    distinct((0..<random.below(3)).map { _ in pick(names) }, by: \.self)
  }

  /// The elements without those that repeat an earlier one: nothing may stand twice in a list of names.
  private func distinct<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
    var seen: Set<ExactString> = []
    return elements.filter { seen.insert(ExactString(name($0))).inserted }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[random.below(elements.count)]
  }
  private mutating func chance() -> Bool { random.below(2) == 0 }
  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    random.below(2) == 0 ? make(&self) : nil
  }
}
