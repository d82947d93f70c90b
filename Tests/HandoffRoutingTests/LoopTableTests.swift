import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffRouting

/// The parts of deciding loops that are made to be fast say what the plain ones say.
@Suite("Fast parts of loops")
struct LoopTableTests {
  @Test(arguments: [1, 2, 63, 64, 65, 128, 130])
  func `a set of classes is what a set of numbers is`(count: Int) {
    var random = TestRandom(seed: UInt64(count))
    func some() -> (AtomSet, Set<Int>) {
      var (atoms, numbers) = (AtomSet(count: count), Set<Int>())
      for _ in 0..<random.below(2 * count) {
        let number = random.below(count)
        atoms.insert(number)
        numbers.insert(number)
      }
      for _ in 0..<random.below(count) {
        let number = random.below(count)
        atoms.remove(number)
        numbers.remove(number)
      }
      return (atoms, numbers)
    }
    func list(_ atoms: AtomSet) -> Set<Int> { Set((0..<count).filter { atoms.contains($0) }) }
    #expect(list(AtomSet(count: count, isFull: true)).count == count)
    for _ in 0..<60 {
      let ((left, first), (right, second)) = (some(), some())
      #expect(list(left) == first)
      #expect(left.isEmpty == first.isEmpty)
      #expect(list(left.intersection(right)) == first.intersection(second))
      #expect(left.isSubset(of: right) == first.isSubset(of: second))
      #expect(left.isDisjoint(with: right) == first.isDisjoint(with: second))
      #expect((left == right) == (first == second))
      var union = left
      union.formUnion(right)
      #expect(list(union) == first.union(second))
      #expect(left.intersection(right).isSubset(of: union))
    }
  }

  /// A model with some agents whose ways do all that may be done to a field.
  private static func model(seed: UInt64) -> LoopModel {
    var random = TestRandom(seed: seed)
    let (agentCount, fieldCount, classCount) = (2 + random.below(5), 1 + random.below(4), 4)
    func mask() -> UInt64 { random.next() & 0xF }
    var model = LoopModel(
      agents: (0..<agentCount).map { AgentIndex($0) },
      fields: (0..<fieldCount).map { field in
        LoopModel.Field(
          number: field, pointer: JSONPointer(tokens: ["f\(field)"]), atoms: (0..<classCount).map { [$0] })
      })
    let rowCount = 1 + random.below(4)
    for _ in 0..<rowCount {
      model.add(
        (0..<fieldCount).map { _ -> LoopModel.Change in
          switch random.below(4) {
          case 0: .any
          case 1: .copy(random.below(fieldCount), images: (0..<classCount).map { _ in mask() })
          case 2: .map([1, 2, 4, 8], grows: false)
          default: .map((0..<classCount).map { _ in mask() }, grows: true)
          }
        })
    }
    for number in 0..<random.below(12) {
      let end: LoopModel.End = random.below(5) == 0 ? .exit : .agent(random.below(agentCount))
      model.add(
        LoopModel.Way(
          sender: random.below(agentCount), end: end, edge: Int32(number), handoff: Int32(number),
          isReturn: false, isOutput: random.below(2) == 0, change: random.below(rowCount),
          boxes: (0..<random.below(4)).map { _ in
            LoopModel.Box(masks: (0..<fieldCount).map { _ in mask() }, isFree: false)
          }, arrival: random.below(4) == 0 ? .fresh([]) : .whole, isFinite: random.below(5) == 0,
          origin: number))
    }
    return model
  }

  /// Class by class what goes through a box; `nil` where some field has none.
  private static func sent(
    _ received: [UInt64], _ row: [LoopModel.Change], _ box: LoopModel.Box
  ) -> [UInt64]? {
    let sent = row.indices.map { image(received, row, box, $0) }
    return sent.contains(0) ? nil : sent
  }

  private static func image(
    _ received: [UInt64], _ row: [LoopModel.Change], _ box: LoopModel.Box, _ field: Int
  ) -> UInt64 {
    func holds(_ mask: UInt64, _ number: Int) -> Bool { mask >> UInt64(number) & 1 == 1 }
    return (0..<4).filter { number in
      guard holds(box.masks[field], number) else { return false }
      return switch row[field] {
      case .any: true
      case .copy(let source, let images):
        images.indices.contains { holds(received[source], $0) && holds(images[$0], number) }
      case .map(let images, _):
        images.indices.contains { holds(received[field], $0) && holds(images[$0], number) }
      }
    }.reduce(0) { $0 | 1 << UInt64($1) }
  }

  @Test
  func `the table of ways says what the ways say`() {
    for seed in 0..<200 as Range<UInt64> {
      let model = Self.model(seed: seed)
      var random = TestRandom(seed: seed + 1_000)
      for (index, way) in model.ways.enumerated() {
        #expect(Int(model.table.senders[index]) == way.sender)
        #expect(Int(model.table.lapTargets[index]) == way.lapTarget ?? -1)
        #expect(model.table.isOutput[index] == way.isOutput)
        #expect(model.table.isWhole[index] == (way.arrival == .whole))
        let numbers = model.table.boxes(of: index)
        #expect(numbers.count == way.boxes.count)
        for (box, number) in zip(way.boxes, numbers) {
          let received = model.fields.map { _ in random.next() & 0xF }
          var sent = received
          let isSent = model.table.send(received, by: way.change, through: number, &sent)
          let expected = Self.sent(received, model.changes[way.change], box)
          #expect((isSent ? sent : nil) == expected, "seed \(seed)")
          #expect(model.sent(received, by: index, through: number - numbers.lowerBound) == expected)
          for field in received.indices {
            let image = model.table.image(of: received[field], at: field, by: way.change)
            if case .copy = model.changes[way.change][field] { continue }
            #expect(image & box.masks[field] == Self.image(received, model.changes[way.change], box, field))
          }
        }
      }
    }
  }

  @Test
  func `work goes round on what is left of the ways where some agent can come back to itself`() {
    for seed in 0..<300 as Range<UInt64> {
      let model = Self.model(seed: seed)
      var random = TestRandom(seed: seed + 2_000)
      let removed = Set(model.ways.indices.filter { _ in random.below(3) == 0 })
      var reached = model.agents.indices.map { agent in
        Set(
          model.ways.indices.filter { !removed.contains($0) && model.ways[$0].sender == agent }
            .compactMap { model.ways[$0].lapTarget })
      }
      for _ in model.agents {
        reached = reached.map { targets in targets.reduce(targets) { $0.union(reached[$1]) } }
      }
      let goesRound = reached.indices.contains { reached[$0].contains($0) }
      #expect(model.hasCircle(without: removed) == goesRound, "seed \(seed)")
    }
  }

  @Test
  func `a walk through states comes to each of them in order`() {
    var random = TestRandom(seed: 7)
    for _ in 0..<50 {
      let fields = [3, 0, 2, 1].prefix(1 + random.below(4)).map { $0 }
      let classes = fields.map { _ in (0...random.below(4)).map { UInt64(1) << UInt64($0) } }
      var walk = StateWalk(fields: fields, classes: classes)
      var masks = [UInt64](repeating: 99, count: 4)
      for (field, list) in zip(fields, classes) { masks[field] = list[0] }
      let first = masks
      for state in 0..<classes.reduce(1, { $0 * $1.count }) {
        var expected = first
        var rest = state
        for (field, list) in zip(fields, classes) {
          expected[field] = list[rest % list.count]
          rest /= list.count
        }
        #expect(masks == expected)
        walk.advance(&masks)
      }
      #expect(masks == first)
    }
  }

  @Test
  func `classes are told apart by the sets of a loop, by what is added, and by nothing else`() throws {
    let counted = try Schema([
      "required": ["count"],
      "properties": ["count": ["minimum": 2, "maximum": 5], "text": ["enum": ["a", "b", "c"]]],
    ])
    var agent = Agent(name: "a")
    agent.adds = [(JSONPointer(tokens: ["count"]), 1)]
    let table = FieldTable(guards: [counted], others: [], effects: [PayloadEffects(of: agent)])
    let field = try #require(table.number(of: JSONPointer(tokens: ["count"])))
    let atoms = table.fields[field].atoms
    var random = TestRandom(seed: 3)
    for _ in 0..<40 {
      let masks = (0..<random.below(4)).map { _ in
        table.fields[field].atoms { _ in random.below(4) == 0 }
      }
      func isApart(_ one: Int, _ other: Int) -> Bool {
        (atoms[one] == .absent) != (atoms[other] == .absent)
          || masks.contains { $0.contains(one) != $0.contains(other) }
      }
      let plain = ClassBuilder(table).classes(of: field, masks: masks, amounts: [])
      let growing = ClassBuilder(table).classes(of: field, masks: masks, amounts: [1])
      for one in atoms.indices {
        for other in atoms.indices {
          #expect((plain[one] != plain[other]) == isApart(one, other))
          guard growing[one] == growing[other] else { continue }
          #expect(!isApart(one, other))
          let images = [one, other].map { Set(table.sums(of: $0, in: field, adding: 1).map { growing[$0] }) }
          #expect(images[0] == images[1])
        }
        // Numbers come in the order of the first ones.
        #expect(plain[one] <= (plain[..<one].max() ?? -1) + 1)
      }
    }
  }

  @Test
  func `a payload has something in an object only where the object is, whatever is not narrowed`() throws {
    let nested = try Schema([
      "required": ["a"],
      "properties": ["a": ["required": ["b"], "properties": ["b": ["const": 1]]], "c": ["const": 2]],
    ])
    let table = FieldTable(guards: [nested], others: [], effects: [])
    var random = TestRandom(seed: 5)
    for _ in 0..<200 {
      var box = PayloadBox.everything
      for field in table.fields.indices where random.below(2) == 0 {
        box = box.intersection(PayloadBox(field, table.fields[field].atoms { _ in random.below(2) == 0 }))
      }
      let narrowed = box.consistent(in: table)
      #expect(narrowed.isSubset(of: box))
      for (field, entry) in table.fields.enumerated() {
        guard let parent = entry.parent else { continue }
        let isThere = narrowed.atoms(of: field).map { $0.isDisjoint(with: entry.absence) } ?? false
        let isObject =
          narrowed.atoms(of: parent).map { $0.isSubset(of: table.fields[parent].objects) } ?? false
        #expect(!isThere || isObject)
        let isNoObject =
          narrowed.atoms(of: parent).map { $0.isDisjoint(with: table.fields[parent].objects) } ?? false
        let isAbsent = narrowed.atoms(of: field).map { $0.isSubset(of: entry.absence) } ?? false
        #expect(!isNoObject || isAbsent)
      }
    }
  }

  @Test
  func `what known laps refute is not decided again, and the mend stays the smallest`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = TestRandom(seed: seed)
      let count = 3 + random.below(3)
      let laps = (0..<1 + random.below(4)).map { _ in
        (0..<count).filter { _ in random.below(2) == 0 }.map { HandoffIndex($0) }
      }.filter { !$0.isEmpty }
      let all = (0..<count).map { HandoffIndex($0) }
      var decided: [Set<HandoffIndex>] = []
      let mend = LoopMender(
        lap: { removed in
          decided.append(removed)
          let left = laps.first { $0.allSatisfy { !removed.contains($0) } }
          return LoopMender.Lap(handoffs: left ?? [], standsAlone: true)
        }, agents: [], canBeLimited: { _ in true }, agentCount: 2
      ).mend()
      let hitting = (0..<1 << count).map { bits in Set(all.filter { bits >> $0.rawValue & 1 == 1 }) }
        .filter { set in laps.allSatisfy { !set.isDisjoint(with: $0) } }
      let smallest = hitting.map(\.count).min() ?? 0
      #expect(Set(decided).count == decided.count)
      guard smallest <= 3, case .handoffs(let found) = mend else {
        #expect(smallest > 3, "seed \(seed)")
        continue
      }
      #expect(found.count == smallest, "seed \(seed)")
      #expect(hitting.contains(Set(found)))
    }
  }
}
