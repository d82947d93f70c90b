import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// Puts payloads together that take a path.
struct PayloadMaker {
  private let table: FieldTable
  /// What agents do to fields.
  let effects: @Sendable (AgentIndex) -> PayloadEffects
  private let graph: RoutingGraph
  private let router: Router

  init(
    _ table: FieldTable, _ graph: RoutingGraph, _ router: Router,
    effects: @escaping @Sendable (AgentIndex) -> PayloadEffects
  ) {
    self.table = table
    self.graph = graph
    self.router = router
    self.effects = effects
  }

  /// The steps of a run along a path; `nil` where some payload could not be made.
  func steps(along path: [PathStep], from start: JSONValue, _ traffic: inout Traffic) -> [WitnessStep]? {
    var steps: [WitnessStep] = []
    var received = start
    for step in path {
      guard let next = self.step(step, received: received, &traffic) else { return nil }
      steps.append(next)
      received = next.arriving
    }
    return steps
  }

  /// A payload within a box, of a set where one is given.
  func payload(in box: PayloadBox, of set: PayloadSet?, _ traffic: inout Traffic) -> JSONValue? {
    let set = set ?? PayloadSet(base: nil)
    let template = set == PayloadSet(base: nil) ? [:] : traffic.questions.payload(of: set)
    if let template, let payload = fitted(template, to: box, keeping: { _ in false }),
      accepts(payload, set, traffic.questions)
    {
      return payload
    }
    return searched(box, set, keeping: [], &traffic)
  }

  private func accepts(_ payload: JSONValue, _ set: PayloadSet, _ questions: PayloadQuestions) -> Bool {
    set == PayloadSet(base: nil) || questions.expression(set).isValid(payload)
  }

  // MARK: - One step

  private func step(_ step: PathStep, received: JSONValue, _ traffic: inout Traffic) -> WitnessStep? {
    guard step.way.edge >= 0 else { return nil }
    let edge = graph.edges[Int(step.way.edge)]
    let passage = edge.isReturn ? Passage(backAlong: edge.handoff) : Passage(along: edge.handoff)
    if !edge.isReturn, traffic.structure.isRetry(edge.handoff) {
      return retry(step, edge, passage, received: received, &traffic)
    }
    for box in step.sent {
      let box = step.way.arrival == .whole ? box.intersection(step.arriving) : box
      for set in step.way.sets ?? [] {
        var set = set
        if let each = traffic.system[edge.handoff].each, !edge.isReturn {
          guard let elements = elements(at: each, within: step.arriving, &traffic) else { continue }
          set = set.matching(elements)
        }
        guard let sent = sent(by: step.way, received: received, box, set, &traffic) else { continue }
        var result = WitnessStep(
          sender: step.way.sender, target: edge.target, passage: passage, cause: step.way.cause,
          received: received, sent: sent, arriving: sent)
        if arrive(&result, within: step.arriving, &traffic) { return result }
      }
    }
    return nil
  }

  /// A step with which an agent fails and is started again with what it had received.
  private func retry(
    _ step: PathStep, _ edge: RoutingGraph.Edge, _ passage: Passage, received: JSONValue,
    _ traffic: inout Traffic
  ) -> WitnessStep? {
    guard table.contains(received, in: step.arriving) else { return nil }
    for sending in traffic.sendings(on: edge.handoff) where sending.cause == step.way.cause {
      for set in sending.taken ?? [] {
        guard let sent = payload(in: .everything, of: set, &traffic) else { continue }
        return WitnessStep(
          sender: step.way.sender, target: edge.target, passage: passage, cause: step.way.cause,
          received: received, sent: sent, arriving: received)
      }
    }
    return nil
  }

  /// Payloads with an element within a box in the array at a pointer.
  private func elements(
    at pointer: JSONPointer, within box: PayloadBox, _ traffic: inout Traffic
  ) -> SchemaNumber? {
    guard let element = demands(of: box, apartFrom: []) else { return nil }
    let array: JSONValue = ["type": "array", "contains": Self.all(of: element)]
    guard let schema = try? Schema(Self.demand(pointer.tokens[...], array)) else { return nil }
    return traffic.questions.schema(["loop", schema.json]) { schema }
  }

  private func sent(
    by way: LoopWay, received: JSONValue, _ box: PayloadBox, _ set: PayloadSet, _ traffic: inout Traffic
  ) -> JSONValue? {
    switch way.origin {
    case .received:
      guard table.contains(received, in: box), accepts(received, set, traffic.questions) else { return nil }
      return received
    case .anew: return payload(in: box, of: set, &traffic)
    case .output: break
    }
    let effect = effects(way.sender)
    if effect.forgetsEverything { return payload(in: box, of: set, &traffic) }
    let room = room(of: way.sender)
    // What was received, as it is or with what the contract demands besides.
    for template in [received, traffic.questions.payload(of: set)] {
      guard let template, let shaped = effect.applied(to: received, in: template, room: room),
        let payload = fitted(shaped, to: box, keeping: { isSettled($0, by: effect, received) }),
        accepts(payload, set, traffic.questions), effect.explains(payload, from: received, room: room)
      else { continue }
      return payload
    }
    let kept = table.fields.indices.filter { isSettled($0, by: effect, received) }
    guard let shaped = effect.applied(to: received, in: received, room: room),
      let payload = searched(
        box, set, keeping: kept.map { (table.fields[$0].pointer, shaped[table.fields[$0].pointer]) }, &traffic
      ),
      let whole = effect.applied(to: received, in: payload, room: room),
      accepts(whole, set, traffic.questions),
      table.contains(whole, in: box), effect.explains(whole, from: received, room: room)
    else { return nil }
    return whole
  }

  private func room(of agent: AgentIndex) -> Set<ExactString>? {
    router.system[agent].produces.flatMap { try? router.schemas.output(of: $0) }?.room
  }

  /// Whether what the agent received says what a field holds.
  private func isSettled(_ field: Int, by effect: PayloadEffects, _ received: JSONValue) -> Bool {
    switch effect.change(of: table.fields[field].pointer) {
    case .any: false
    case .add: true
    case .copy(let source): received[source] != nil
    case .keep: received[table.fields[field].pointer] != nil
    }
  }

  private func arrive(_ step: inout WitnessStep, within box: PayloadBox, _ traffic: inout Traffic) -> Bool {
    let handoff = step.passage.handoff
    if step.passage.isReturn { return table.contains(step.arriving, in: box) }
    if let each = traffic.system[handoff].each {
      guard let element = step.sent[each]?.arrayValue?.first(where: { table.contains($0, in: box) }) else {
        return false
      }
      step.arriving = element
      return true
    }
    guard let join = traffic.join(awaiting: handoff) else { return table.contains(step.arriving, in: box) }
    let branches = traffic.branches(ofJoinAt: join)
    let others = branches.filter { !$0.handoffs.contains(handoff) }
    let missing = (traffic.system[join].join?.needed(of: branches.count) ?? 1) - 1
    // It starts when enough have come: which of the others, is tried.
    for chosen in Self.choices(of: max(missing, 0), from: others) {
      guard let joined = meet(step, with: chosen, at: join, within: box, &traffic) else { continue }
      step = joined
      return true
    }
    return false
  }

  /// A step to a join at which some other branches have come.
  private func meet(
    _ step: WitnessStep, with others: [AwaitedBranch], at join: AgentIndex, within box: PayloadBox,
    _ traffic: inout Traffic
  ) -> WitnessStep? {
    let merges = traffic.system[join].join?.receives == .merged
    var step = step
    var members = step.sent.objectValue ?? [:]
    for branch in others {
      guard
        let other = merges
          ? partner(from: branch, to: members, within: box, &traffic) : partner(from: branch, &traffic)
      else { return nil }
      step.others.append(other)
      for member in other.payload.objectValue ?? [:] { members[member.key] = member.value }
    }
    guard case .payload(let joined) = router.joined(at: join, step.arrivals), table.contains(joined, in: box)
    else { return nil }
    step.arriving = joined
    return step
  }

  /// How many ways of choosing branches are tried.
  private static let choiceLimit = 32

  /// Ways of choosing some branches, in declaration order.
  private static func choices(of count: Int, from branches: [AwaitedBranch]) -> [[AwaitedBranch]] {
    var found: [[AwaitedBranch]] = []
    var positions = Array(0..<count)
    guard count <= branches.count else { return [] }
    while found.count < choiceLimit {
      found.append(positions.map { branches[$0] })
      guard let moved = positions.indices.last(where: { positions[$0] < branches.count - count + $0 }) else {
        break
      }
      let next = positions[moved] + 1
      for index in moved..<count { positions[index] = next + index - moved }
    }
    return found
  }
}

extension PayloadMaker {
  /// Something that a branch brings.
  private func partner(from branch: AwaitedBranch, _ traffic: inout Traffic) -> WitnessStep.OtherBranch? {
    for handoff in branch.handoffs {
      for set in traffic.sendings(on: handoff).flatMap({ $0.taken ?? [] }) {
        if let payload = traffic.questions.payload(of: set) {
          return .init(handoff: handoff, payload: payload)
        }
      }
    }
    return nil
  }

  /// Something that a branch brings which has no other values for the members that others bring; if possible with
  /// what is to be in the box besides.
  private func partner(
    from branch: AwaitedBranch, to members: JSONObject, within box: PayloadBox, _ traffic: inout Traffic
  ) -> WitnessStep.OtherBranch? {
    var missing = PayloadBox.everything
    for limit in box.limits where JSONValue.object(members)[table.fields[limit.field].pointer] == nil {
      missing = missing.intersection(PayloadBox(limit.field, limit.atoms))
    }
    let alike = JSONValue.object([
      "type": "object",
      "properties": .object(JSONObject(members.map { .init(key: $0.key, value: ["const": $0.value]) })),
    ])
    guard let schema = try? Schema(alike) else { return nil }
    let number = traffic.questions.schema(["loop", alike]) { schema }
    for wanted in [missing, .everything] {
      for handoff in branch.handoffs {
        for set in traffic.sendings(on: handoff).flatMap({ $0.taken ?? [] }) {
          if let payload = searched(wanted, set.matching(number), keeping: [], &traffic) {
            return .init(handoff: handoff, payload: payload)
          }
        }
      }
    }
    return nil
  }
}

extension WitnessStep {
  /// What arrives at a join, its own branch first.
  var arrivals: [JoinArrival] {
    [JoinArrival(passage.handoff, sent)] + others.map { JoinArrival($0.handoff, $0.payload) }
  }
}

// MARK: - Fields

extension PayloadMaker {
  /// A payload with plain values in those fields that are outside of a box; `nil` where one of them must stay.
  private func fitted(_ payload: JSONValue, to box: PayloadBox, keeping isKept: (Int) -> Bool) -> JSONValue? {
    var result = payload
    for limit in box.consistent(in: table).limits {
      let field = table.fields[limit.field]
      if let atom = table.atom(of: limit.field, in: result), limit.atoms.contains(atom) { continue }
      guard !isKept(limit.field), let atom = table.plainest(of: limit.atoms, in: limit.field) else {
        return nil
      }
      let value = field.atoms[atom].sample(apartFrom: table.constants(of: limit.field))
      guard let changed = result.setting(field.pointer.tokens[...], to: value) else { return nil }
      result = changed
    }
    guard table.contains(result, in: box) else { return nil }
    return result
  }

  /// A payload of a set that holds given values and lies in a box, found by search.
  private func searched(
    _ box: PayloadBox, _ set: PayloadSet, keeping kept: [(JSONPointer, JSONValue?)], _ traffic: inout Traffic
  ) -> JSONValue? {
    let own = kept.map { Self.demand($0.0.tokens[...], $0.1.map { ["const": $0] }) }
    guard let others = demands(of: box, apartFrom: Set(kept.map(\.0))),
      let schema = try? Schema(Self.all(of: own + others))
    else { return nil }
    let number = traffic.questions.schema(["loop", schema.json]) { schema }
    guard let payload = traffic.questions.payload(of: set.matching(number)), table.contains(payload, in: box)
    else {
      return nil
    }
    return payload
  }

  private static func all(of demands: [JSONValue]) -> JSONValue {
    ["allOf": .array(demands.isEmpty ? [true] : demands)]
  }

  /// Schemas of payloads that have a plain value of a box in each of its fields but some; `nil` where one has none.
  private func demands(of box: PayloadBox, apartFrom settled: Set<JSONPointer>) -> [JSONValue]? {
    var demands: [JSONValue] = []
    for limit in box.limits where !settled.contains(table.fields[limit.field].pointer) {
      guard let atom = table.plainest(of: limit.atoms, in: limit.field) else { return nil }
      let entry = table.fields[limit.field]
      let constants = table.constants(of: limit.field)
      let value: JSONValue? =
        switch entry.atoms[atom] {
        case .absent: nil
        case .otherText:
          [
            "type": "string",
            "not": [
              "enum": .array(
                [""]
                  + entry.atoms.compactMap { atom in
                    if case .value(let value) = atom, value.stringValue != nil { value } else { nil }
                  })
            ],
          ]
        case .array: ["type": "array"]
        case .object: ["type": "object"]
        case let other: other.sample(apartFrom: constants).map { ["const": $0] }
        }
      demands.append(Self.demand(entry.pointer.tokens[...], value))
    }
    return demands
  }

  /// The schema of payloads that hold something at a pointer, or nothing.
  private static func demand(_ tokens: ArraySlice<String>, _ schema: JSONValue?) -> JSONValue {
    guard let token = tokens.first else { return schema ?? false }
    guard tokens.count == 1, schema == nil else {
      let inner = demand(tokens.dropFirst(), schema)
      var members: JSONObject = ["type": "object", "properties": .object([token: inner])]
      if schema != nil { members["required"] = [.string(token)] }
      return schema == nil ? ["properties": .object([token: inner])] : .object(members)
    }
    return ["properties": .object([token: false])]
  }
}
