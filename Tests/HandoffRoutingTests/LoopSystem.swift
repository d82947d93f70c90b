import HandoffContracts
import HandoffSchema
import HandoffTestSupport

/// A small random system whose payloads have few fields with few values, so that all of them can be tried.
///
/// Counters are numbers up to `top`, which stands for every number past the constants of guards.
struct LoopSystem {
  /// The values of a field; an absent member is no value.
  struct Field {
    var name: String
    var values: [JSONValue]
    var isCounter: Bool
    /// What no contract allows, but a failure that says nothing of its members may bring.
    var strays: [JSONValue] = []
  }

  static let top = 4
  /// The kinds of failures.
  static let kinds = ["late", "lost"]

  var system: AgentSystem
  var fields: [Field]

  init(seed: UInt64) {
    var random = TestRandom(seed: seed)
    let names = (0..<2 + random.below(4)).map { "a\($0)" }
    fields = (0..<1 + random.below(random.below(4) == 0 ? 4 : 2)).map { index in
      switch random.below(3) {
      case 0: Field(name: "f\(index)", values: [true, false], isCounter: false)
      case 1: Field(name: "f\(index)", values: ["u", "v", "w"], isCounter: false)
      default:
        Field(
          name: "f\(index)", values: (0...Self.top).map { .number(JSONNumber($0)) },
          isCounter: true)
      }
    }
    system = AgentSystem(name: "random", entry: ["a0"])
    system.selection = random.below(2) == 0 ? .choice : .firstMatch
    // All payloads are tried: with strays only where there are few.
    let isNarrow = fields.count > 2
    if !isNarrow {
      for index in fields.indices { fields[index].strays = fields[index].isCounter ? [-1, "odd"] : ["odd"] }
    }
    let all = fields
    func schema(_ random: inout TestRandom, mayLeaveOut: Bool) -> JSONValue {
      var properties: JSONObject = [:]
      var required: [JSONValue] = []
      for field in all {
        let set: JSONValue =
          field.isCounter
          ? ["type": "integer", "minimum": 0]
          : random.below(3) == 0
            ? ["const": field.values[random.below(field.values.count)]] : ["enum": .array(field.values)]
        properties[field.name] = set
        if !mayLeaveOut || random.below(4) > 0 { required.append(.string(field.name)) }
      }
      return [
        "type": "object", "properties": .object(properties), "required": .array(required),
        "additionalProperties": false,
      ]
    }
    system.contracts = (0..<1 + random.below(3)).map { index in
      var contract = Contract(name: "c\(index)", output: schema(&random, mayLeaveOut: random.below(4) == 0))
      if random.below(3) == 0 {
        contract.failures = Self.kinds.prefix(1 + random.below(2)).map { FailureOutput(kind: $0) }
        for index in contract.failures.indices where isNarrow {
          contract.failures[index].schema = Self.known(all)
        }
      }
      return contract
    }
    system.input = schema(&random, mayLeaveOut: false)
    system.agents = names.map { name in
      var agent = Agent(name: name, kind: random.below(8) == 0 ? .human : .agent)
      agent.produces = system.contracts[random.below(system.contracts.count)].name
      agent.finishes = random.below(3) == 0 ? .yes : .no
      if random.below(4) == 0 { agent.selection = random.below(2) == 0 ? .choice : .firstMatch }
      // Visits are not counted by brute force, and the first one at an entry runs whatever its limit.
      if random.below(8) == 0, name != "a0" { agent.limit = 1 + random.below(2) }
      agent.limitResets = random.below(3) == 0
      switch random.below(4) {
      case 0: break
      case 1:
        agent.preserves = .fields(
          all.filter { _ in random.below(2) == 0 }.map { JSONPointer(tokens: [$0.name]) })
      default: agent.preserves = .everything
      }
      for field in all where field.isCounter && random.below(3) == 0 {
        agent.adds.append((JSONPointer(tokens: [field.name]), 1))
      }
      if random.below(6) == 0, let target = all.randomField(&random, { !$0.isCounter }),
        let source = all.first(where: { $0.values == target.values && $0.name != target.name })
      {
        agent.copies.append((JSONPointer(tokens: [target.name]), JSONPointer(tokens: [source.name])))
      }
      return agent
    }
    for from in names {
      for _ in 0..<1 + random.below(3) {
        var handoff = Handoff(from: from, to: names[random.below(names.count)])
        if random.below(3) > 0 { handoff.when = Self.guardSchema(all, &random, depth: 2) }
        switch random.below(12) {
        case 0: handoff.trigger = .anyFailure
        case 1: handoff.trigger = .failures([Self.kinds[random.below(2)]])
        case 2: handoff.trigger = .limit
        case 3: handoff.trigger = .none
        case 4: handoff.returns = handoff.from != handoff.to
        case 5: handoff.limit = 1 + random.below(2)
        case 6: handoff.parallel = "group"
        default: break
        }
        system.handoffs.append(handoff)
      }
    }
    if seed >= Self.joinsFrom, !isNarrow { addJoin(seed) }
  }

  /// Systems of lower seeds have no joins.
  static let joinsFrom: UInt64 = 1_000

  /// Lets an agent to which several lead wait for them, where there is one.
  private mutating func addJoin(_ seed: UInt64) {
    var random = TestRandom(seed: seed &+ 0x9E37_79B9)
    let candidates = system.agents.indices.dropFirst().filter { index in
      Set(
        system.handoffs.filter {
          $0.to == system.agents[index].name && $0.from != $0.to && $0.trigger == .output
        }.map(\.from)
      ).count > 1
    }
    guard !candidates.isEmpty else { return }
    let agent = candidates[random.below(candidates.count)]
    system.agents[agent].join = Agent.Join(
      random.below(3) == 0 ? .count(1 + random.below(2)) : .all,
      receives: random.below(3) == 0 ? .bySender : .merged)
  }

  /// Objects whose members, where they are there, have the values that are tried.
  private static func known(_ fields: [Field]) -> JSONValue {
    var properties: JSONObject = [:]
    for field in fields {
      properties[field.name] =
        field.isCounter ? ["type": "integer", "minimum": 0] : ["enum": .array(field.values)]
    }
    return ["type": "object", "properties": .object(properties)]
  }

  private static func guardSchema(_ fields: [Field], _ random: inout TestRandom, depth: Int) -> JSONValue {
    if depth > 0 {
      switch random.below(6) {
      case 0: return ["not": guardSchema(fields, &random, depth: depth - 1)]
      case 1:
        return [
          "anyOf": [
            guardSchema(fields, &random, depth: depth - 1), guardSchema(fields, &random, depth: depth - 1),
          ]
        ]
      case 2:
        return [
          "allOf": [
            guardSchema(fields, &random, depth: depth - 1), guardSchema(fields, &random, depth: depth - 1),
          ]
        ]
      default: break
      }
    }
    let field = fields[random.below(fields.count)]
    let test: JSONValue =
      field.isCounter
      ? [random.below(2) == 0 ? "maximum" : "minimum": .number(JSONNumber(random.below(Self.top)))]
      : ["const": field.values[random.below(field.values.count)]]
    var schema: JSONObject = ["properties": .object([field.name: test])]
    if random.below(3) > 0 { schema["required"] = [.string(field.name)] }
    return .object(schema)
  }

  /// Every payload that the contracts can be about: each member absent or with one of its values.
  var payloads: [JSONValue] {
    var all: [JSONObject] = [[:]]
    for field in fields {
      all = all.flatMap { object in
        [object]
          + (field.values + field.strays).map { value in
            var longer = object
            longer[field.name] = value
            return longer
          }
      }
    }
    return all.map { .object($0) }
  }
}

extension [LoopSystem.Field] {
  fileprivate func randomField(_ random: inout TestRandom, _ isIncluded: (Element) -> Bool) -> Element? {
    let matching = filter(isIncluded)
    return matching.isEmpty ? nil : matching[random.below(matching.count)]
  }
}
