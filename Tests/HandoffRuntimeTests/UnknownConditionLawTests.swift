import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Router: unknown conditions")
struct UnknownConditionLawTests {
  @Test(arguments: 0..<40)
  func `what unknown conditions enable is what some answers enable, and certain is what all do`(seed: UInt64)
    throws
  {
    for round in 0..<50 {
      var random = TestRandom(seed: seed &* 1_000 &+ UInt64(round))
      let (small, taken) = Self.system(&random)
      let names = small.system.handoffs.compactMap(\.condition)
      let unknown = try small.routing(1, taken: taken)
      var some: Set<Int> = []
      var mayEnd: [Routing.Ending] = []
      var isAlwaysEnabled = true
      for answers in 0..<(1 << names.count) {
        let conditions = Dictionary(
          uniqueKeysWithValues: names.enumerated().map { ($0.element, answers >> $0.offset & 1 == 1) })
        let known = try small.routing(1, taken: taken, conditions: conditions)
        some.formUnion(known.taken)
        if let ending = known.ending ?? known.otherwise { mayEnd.append(ending) }
        isAlwaysEnabled = isAlwaysEnabled && known.isCertain
        // Without conditions only a typed handoff leaves it open whether anything is taken.
        let isTyped = small.system.handoffs.contains { $0.payload != nil }
        #expect(isTyped || known.isCertain == !known.taken.isEmpty)
      }
      #expect(Set(unknown.taken) == some, "\(small.system.handoffs)")
      #expect(unknown.isCertain == isAlwaysEnabled, "\(small.system.handoffs)")
      #expect(Set([unknown.ending, unknown.otherwise].compactMap(\.self)) == Set(mayEnd))
    }
  }

  /// Up to seven handoffs of `A`, of which up to four have a condition each of its own.
  private static func system(_ random: inout TestRandom) -> (SmallSystem, taken: [Int: Int]) {
    var small = SmallSystem(selecting: random.below(3) == 0 ? .choice : .firstMatch)
    small.change("A") { $0.finishes = random.below(2) == 0 ? .yes : .no }
    var taken: [Int: Int] = [:]
    var conditions = 0
    for index in 0..<1 + random.below(7) {
      let trigger: Handoff.Trigger = [.output, .output, .output, .limit, .none][random.below(5)]
      var handoff = Handoff.handoff(
        "A" + ["B", "C", "D"][random.below(3)], on: trigger, from: [nil, nil, 5][random.below(3)],
        limit: random.below(3) == 0 ? 1 : nil, parallel: [nil, nil, "g", "h"][random.below(4)])
      if conditions < 4, random.below(3) == 0 {
        handoff.condition = "c\(conditions)"
        conditions += 1
      }
      if random.below(6) == 0 { handoff.payload = .schema(["type": "integer"]) }
      if random.below(2) == 0 { taken[index] = 1 }
      small.system.handoffs.append(handoff)
    }
    return (small, taken)
  }
}
