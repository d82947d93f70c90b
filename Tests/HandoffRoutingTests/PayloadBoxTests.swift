import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffRouting

/// What becomes of sets of payloads at joins and behind limits, against trying every class of every field.
@Suite("Payloads in boxes")
struct PayloadBoxTests {
  private let table: FieldTable

  init() throws {
    let guards = try Schema([
      "required": ["f"], "properties": ["f": ["enum": ["a", "b"]], "g": ["minimum": 2, "maximum": 5]],
    ])
    table = FieldTable(guards: [guards], others: [], effects: [])
  }

  private var fields: Range<Int> { 1..<table.fields.count }

  /// A box of objects.
  private func box(_ random: inout TestRandom) -> PayloadBox {
    var box = PayloadBox(0, table.fields[0].objects)
    for field in fields where random.below(4) > 0 {
      var atoms = table.fields[field].atoms { _ in random.below(2) == 0 }
      if atoms.isEmpty { atoms.insert(random.below(table.fields[field].atoms.count)) }
      box = box.intersection(PayloadBox(field, atoms))
    }
    return box
  }

  private func classes(_ box: PayloadBox, _ field: Int) -> [Int] {
    let atoms = box.atoms(of: field) ?? table.fields[field].all
    return table.fields[field].atoms.indices.filter { atoms.contains($0) }
  }

  /// The class of a member of which one object has one class and another one another; `nil` where they disagree.
  private func together(_ one: Int, _ other: Int, _ field: Int) -> Int? {
    let atoms = table.fields[field].atoms
    if atoms[one] == .absent { return other }
    return atoms[other] == .absent || one == other ? one : nil
  }

  @Test func `two objects make one with the members of both, where these agree`() {
    var random = TestRandom(seed: 11)
    for _ in 0..<200 {
      let (left, right) = (box(&random), box(&random))
      let merged = left.merged(with: right, in: table)
      let expected = fields.map { field in
        Set(
          classes(left, field).flatMap { one in
            classes(right, field).compactMap { together(one, $0, field) }
          })
      }
      guard !expected.contains(where: \.isEmpty) else {
        #expect(merged.isEmpty)
        continue
      }
      for (field, expected) in zip(fields, expected) { #expect(Set(classes(merged, field)) == expected) }
    }
  }

  @Test func `what is not fully understood of one of two objects is not of both`() {
    var (one, other) = (PayloadBox.everything, PayloadBox.everything)
    #expect(!one.merged(with: other, in: table).isFree)
    other.isFree = true
    #expect(one.merged(with: other, in: table).isFree)
    (one.isFree, other.isFree) = (true, false)
    #expect(one.merged(with: other, in: table).isFree)
  }

  @Test func `each branch brings what with something of the others makes what is to arrive`() {
    var random = TestRandom(seed: 12)
    var met = 0
    for _ in 0..<300 {
      let (own, others, arriving) = (box(&random), box(&random), box(&random))
      let meeting = BranchMeeting(own, others, arriving: arriving, table)
      var (mine, theirs) = ([[Int]](), [[Int]]())
      for field in fields {
        let wanted = Set(classes(arriving, field))
        func isFit(_ one: Int, _ other: Int) -> Bool {
          together(one, other, field).map { wanted.contains($0) } ?? false
        }
        mine.append(classes(own, field).filter { one in classes(others, field).contains { isFit(one, $0) } })
        theirs.append(
          classes(others, field).filter { other in mine[mine.count - 1].contains { isFit($0, other) } })
      }
      guard !mine.contains([]) else {
        #expect(meeting == nil)
        continue
      }
      met += 1
      #expect(fields.map { field in meeting.map { classes($0.own, field) } } == mine)
      #expect(fields.map { field in meeting.map { classes($0.others, field) } } == theirs)
    }
    #expect(met > 30)
  }

  @Test func `what is left of a box are the payloads that are in none of the others`() {
    var random = TestRandom(seed: 13)
    for _ in 0..<60 {
      let whole = box(&random)
      let others = (0..<random.below(4)).map { _ in box(&random) }
      let left = whole.subtracting(others, in: table)
      for first in classes(.everything, 1) {
        for second in classes(.everything, 2) {
          func holds(_ box: PayloadBox) -> Bool {
            classes(box, 1).contains(first) && classes(box, 2).contains(second)
          }
          #expect(left.contains(where: holds) == (holds(whole) && !others.contains(where: holds)))
        }
      }
    }
    #expect(fields.count == 2)
  }
}
