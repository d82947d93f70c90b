import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension JoinAnalysis {
  /// The most members that one branch is asked for.
  private static let memberLimit = 500
  /// How many pairs of branches are compared for one member.
  private static let pairLimit = 8

  /// Whether the branches of a merging join bring one member with different values.
  mutating func conflict(of facts: inout JoinFacts) -> JoinFacts.Conflict? {
    guard system[facts.agent].join?.receives == .merged, facts.branches.count > 1 else { return nil }
    var sets: [PayloadSet?] = []
    for branch in facts.branches {
      let set = whole(traffic.cargo(ofBranch: branch))
      if let set, let payload = payloadThatIsNoObject(in: set) {
        return JoinFacts.Conflict(
          branches: [branch], members: [], payloads: .object([system[branch.sender].name: payload]))
      }
      sets.append(set)
    }
    var positions: [ExactString: [Int]] = [:]
    var names: [String] = []
    for (position, set) in sets.enumerated() {
      let members = members(of: set)
      if members.count >= Self.memberLimit {
        facts.omit("only \(Self.memberLimit) members of a branch are compared")
      }
      for name in members {
        if positions[ExactString(name)] == nil { names.append(name) }
        positions[ExactString(name), default: []].append(position)
      }
    }
    var conflict: JoinFacts.Conflict?
    for name in names {
      let bringers = positions[ExactString(name)] ?? []
      var isFound = false
      for (second, first) in zip(bringers.dropFirst(), bringers).prefix(Self.pairLimit) {
        let branches = [facts.branches[first], facts.branches[second]]
        guard !branches.allSatisfy({ copies(name, $0.sender) }), let one = sets[first],
          let other = sets[second],
          let payloads = difference(name, one, other)
        else { continue }
        let shown = JSONValue.object(
          JSONObject(
            zip(branches, payloads).map { JSONObject.Member(key: system[$0.sender].name, value: $1) }))
        if conflict == nil { conflict = JoinFacts.Conflict(branches: branches, members: [], payloads: shown) }
        conflict?.members.append(name)
        isFound = true
        break
      }
      if !isFound, bringers.count > Self.pairLimit + 1 {
        facts.omit(
          "of the branches that bring \(Wording.quoted(name)) only \(Self.pairLimit) pairs are compared")
      }
    }
    return conflict
  }

  /// Everything that a branch brings as one set; `nil` where that is not declared.
  private mutating func whole(_ cargo: Cargo) -> PayloadSet? {
    guard !cargo.deliveries.isEmpty, !cargo.hasUndeclared, cargo.omission == nil else { return nil }
    let sets = cargo.deliveries.map { traffic.whole($0) }
    return sets.count == 1 ? sets[0] : traffic.questions.schema(.union(sets)).map { PayloadSet(base: $0) }
  }

  private mutating func payloadThatIsNoObject(in set: PayloadSet) -> JSONValue? {
    let other = try? traffic.questions.schema("no object") { try Schema(["not": ["type": "object"]]) }
    let found = set.matching(other)
    guard case .some = traffic.questions.existence(in: found) else { return nil }
    return traffic.questions.payload(of: found)
  }

  private func members(of set: PayloadSet?) -> [String] {
    guard let base = set?.base else { return [] }
    let pointers = traffic.questions[base].memberPointers(limit: 100 * Self.memberLimit)
    return pointers.filter { $0.tokens.count == 1 }.prefix(Self.memberLimit).compactMap(\.tokens.first)
  }

  /// Whether an agent says that it copies a member of what it received unchanged; then the branches bring the same.
  private func copies(_ name: String, _ agent: AgentIndex) -> Bool {
    switch system[agent].preserves {
    case .everything: true
    case .fields(let fields): fields.contains { $0.tokens.isEmpty || $0.tokens == [name] }
    }
  }

  /// A payload of each set such that a member differs, or `nil` where none was found.
  private mutating func difference(_ name: String, _ one: PayloadSet, _ other: PayloadSet) -> [JSONValue]? {
    guard let first = payload(of: one, with: name), let value = first[JSONPointer(tokens: [name])] else {
      return nil
    }
    if let second = payload(of: other, with: name, butNot: value) { return [first, second] }
    // The other brings this value only: does the first one ever bring another?
    guard let second = payload(of: other, with: name), let fixed = second[JSONPointer(tokens: [name])] else {
      return nil
    }
    return payload(of: one, with: name, butNot: fixed).map { [$0, second] }
  }

  private mutating func payload(of set: PayloadSet, with name: String, butNot value: JSONValue? = nil)
    -> JSONValue?
  {
    var wanted = set.matching(traffic.questions.schema(.containing(JSONPointer(tokens: [name]))))
    if let value { wanted = wanted.matching(traffic.questions.schema(.differing(name, from: value))) }
    guard case .some = traffic.questions.existence(in: wanted) else { return nil }
    return traffic.questions.payload(of: wanted)
  }
}
