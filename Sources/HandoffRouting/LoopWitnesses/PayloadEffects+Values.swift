import HandoffSchema

extension PayloadEffects {
  /// A payload with what an agent keeps, adds and copies of the one that it received; `nil` where it can add to nothing.
  ///
  /// What it received nothing of is as in the template; members for which its contract has no room are left out.
  func applied(to received: JSONValue, in template: JSONValue, room: Set<ExactString>?) -> JSONValue? {
    var result = template
    if keepsEverything {
      result = received.limited(to: room).filled(from: template.limited(to: room))
    } else {
      for pointer in kept {
        guard let value = received[pointer] else { continue }
        guard let next = result.setting(pointer.tokens[...], to: value) else { return nil }
        result = next
      }
    }
    for copy in copies where copy.target.isWithin(room) {
      let value = received[copy.source] ?? template[copy.target]
      guard let next = result.setting(copy.target.tokens[...], to: value) else { return nil }
      result = next
    }
    for (pointer, amount) in adds.sorted(by: { "\($0.key)" < "\($1.key)" }) where pointer.isWithin(room) {
      guard let sum = Self.sum(received[pointer], amount),
        let next = result.setting(pointer.tokens[...], to: sum)
      else {
        return nil
      }
      result = next
    }
    return result
  }

  /// Whether an output can come of what was received by what the agent is declared to do.
  func explains(_ sent: JSONValue, from received: JSONValue, room: Set<ExactString>?) -> Bool {
    for (pointer, amount) in adds where pointer.isWithin(room) {
      if sent[pointer] == nil || sent[pointer] != Self.sum(received[pointer], amount) { return false }
    }
    let copied = copies.filter { adds[$0.target] == nil }
    let kept = keptPointers(in: received).map { (target: $0, source: $0) }
    // Where nothing was received, the contract may demand something.
    return (copied + kept).allSatisfy { target, source in
      !target.isWithin(room) || received[source] == nil || sent[target] == received[source]
    }
  }

  /// The pointers to what must be the same before and after.
  private func keptPointers(in received: JSONValue) -> [JSONPointer] {
    let written = Array(adds.keys) + copies.map(\.target)
    var found: [JSONPointer] = []
    var waiting = keepsEverything ? [JSONPointer.root] : kept
    while let pointer = waiting.popLast() {
      if written.contains(where: { pointer.rest(below: $0) != nil }) { continue }
      guard case .object(let members)? = received[pointer] else {
        found.append(pointer)
        continue
      }
      // A part of it may be written anew, and where there was nothing something may be put.
      waiting += members.keys.map { pointer.appending($0) }
    }
    return found
  }

  private static func sum(_ value: JSONValue?, _ amount: Int) -> JSONValue? {
    guard let value else { return .number(JSONNumber(amount)) }
    guard let sum = value.numberValue?.decimal.adding(Decimal(amount)) else { return nil }
    return JSONNumber(literal: sum.literal).map { .number($0) }
  }
}

extension Schema {
  /// The members that payloads of a closed schema may have; `nil` where it does not say that there are no others.
  var room: Set<ExactString>? {
    let object = graph[graph.root].object
    guard let object, let rest = object.additionalProperties, graph[rest].always == false,
      object.patternProperties.isEmpty
    else { return nil }
    return Set(object.properties.map { ExactString($0.key) })
  }
}

extension JSONPointer {
  /// Whether it leads to a member that there is room for.
  fileprivate func isWithin(_ room: Set<ExactString>?) -> Bool {
    guard let room, let name = tokens.first else { return true }
    return room.contains(ExactString(name))
  }
}

extension JSONValue {
  /// The same without members that there is no room for.
  fileprivate func limited(to room: Set<ExactString>?) -> JSONValue {
    guard let room, case .object(let members) = self else { return self }
    return .object(JSONObject(members.filter { room.contains(ExactString($0.key)) }))
  }

  /// The same with those members of another object that it does not have.
  fileprivate func filled(from template: JSONValue) -> JSONValue {
    guard case .object(var members) = self, case .object(let others) = template else { return self }
    for other in others {
      members[other.key] = members[other.key]?.filled(from: other.value) ?? other.value
    }
    return .object(members)
  }
}
