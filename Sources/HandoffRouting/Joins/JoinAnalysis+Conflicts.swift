import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension JoinAnalysis {
  /// The most members that one branch is asked for.
  private static let memberLimit = 500
  /// How many pairs of branches that bring different sets of payloads are compared for one member.
  private static let pairLimit = 64

  /// Says whether the branches of a merging join bring one member with different values.
  ///
  /// - `ways`: Those to the branches, where it is known who is reached; otherwise any two may meet.
  mutating func lookForConflicts(_ facts: inout JoinFacts, _ ways: JoinWays?) {
    guard system[facts.agent].join?.receives == .merged, facts.branches.count > 1 else { return }
    undecided = nil
    var sets: [PayloadSet?] = []
    for branch in facts.branches {
      let set = whole(traffic.cargo(ofBranch: branch))
      if let set, let payload = payloadThatIsNoObject(in: set) {
        facts.conflict = JoinFacts.Conflict(
          branches: [branch], members: [], payloads: .object([system[branch.sender].name: payload]))
        return
      }
      sets.append(set)
    }
    // Of one branch nothing meets.
    guard awaitedCount(facts) > 1 else { return }
    var positions: [ExactString: [Int]] = [:]
    var names: [String] = []
    for (position, set) in sets.enumerated() {
      for name in members(of: set, &facts) {
        if positions[ExactString(name)] == nil { names.append(name) }
        positions[ExactString(name), default: []].append(position)
      }
    }
    for name in names {
      guard let bringers = positions[ExactString(name)], bringers.count > 1,
        let found = conflict(in: name, among: bringers, sets, &facts, ways)
      else { continue }
      if facts.conflict == nil { facts.conflict = found }
      facts.conflict?.members.append(name)
    }
    if facts.conflict == nil, let undecided { facts.omit(undecided) }
  }

  /// Two branches that meet and bring one member with different values, with a payload of each.
  private mutating func conflict(
    in name: String, among bringers: [Int], _ sets: [PayloadSet?], _ facts: inout JoinFacts, _ ways: JoinWays?
  ) -> JoinFacts.Conflict? {
    struct Pair: Hashable {
      var one: PayloadSet
      var other: PayloadSet
    }
    var known: [Pair: [JSONValue]?] = [:]
    for (position, second) in bringers.enumerated().dropFirst() {
      for first in bringers[..<position] {
        guard let one = sets[first], let other = sets[second] else { continue }
        guard stepsLeft > 0 else { return nil }
        stepsLeft -= 1
        let pair = Pair(one: one, other: other)
        if known[pair] == nil {
          guard known.count < Self.pairLimit else {
            facts.omit(
              "of the branches that bring \(Wording.quoted(name)) only \(Self.pairLimit) pairs are compared")
            return nil
          }
          known[pair] = .some(difference(name, one, other))
        }
        let branches = [facts.branches[first], facts.branches[second]]
        guard let payloads = known[pair] ?? nil, !branches.allSatisfy({ copies(name, $0.sender) }),
          ways.map({ goTogether(first, second, $0, &facts) }) ?? true
        else { continue }
        let shown = zip(branches, payloads).map { JSONObject.Member(key: system[$0.sender].name, value: $1) }
        return JoinFacts.Conflict(branches: branches, members: [], payloads: .object(JSONObject(shown)))
      }
    }
    return nil
  }

  /// Everything that a branch brings as one set; `nil` where that is not declared.
  private mutating func whole(_ cargo: Cargo) -> PayloadSet? {
    guard !cargo.deliveries.isEmpty, !cargo.hasUndeclared, cargo.omission == nil else { return nil }
    let sets = cargo.deliveries.map { traffic.whole($0) }
    return sets.count == 1 ? sets[0] : traffic.questions.schema(.union(sets)).map { PayloadSet(base: $0) }
  }

  private mutating func payloadThatIsNoObject(in set: PayloadSet) -> JSONValue? {
    let other = try? traffic.questions.schema("no object") { try Schema(["not": ["type": "object"]]) }
    return payload(in: set.matching(other))
  }

  /// The members that a branch is known to bring: those that its contract names, and those without which nothing is sent.
  private mutating func members(of set: PayloadSet?, _ facts: inout JoinFacts) -> [String] {
    guard let set, let base = set.base else { return [] }
    var names = members(of: base)
    var known = Set(names.map { ExactString($0) })
    for number in set.within {
      for name in members(of: number) where !known.contains(ExactString(name)) {
        let containing = traffic.questions.schema(.containing(JSONPointer(tokens: [name])))
        guard let containing, case .none = traffic.questions.existence(in: set.avoiding([containing])) else {
          continue
        }
        names.append(name)
        known.insert(ExactString(name))
      }
    }
    if names.count >= Self.memberLimit {
      facts.omit("only \(Self.memberLimit) members of a branch are compared")
    }
    return Array(names.prefix(Self.memberLimit))
  }

  private func members(of number: SchemaNumber) -> [String] {
    let pointers = traffic.questions[number].memberPointers(limit: 100 * Self.memberLimit)
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
    return payload(in: wanted)
  }

  private mutating func payload(in set: PayloadSet) -> JSONValue? {
    switch traffic.questions.existence(in: set) {
    case .none: return .none
    case .some(let payload): return traffic.questions.payload(of: set) ?? payload
    case .unknown(let reason):
      undecided = undecided ?? "\(reason)"
      return .none
    }
  }
}
