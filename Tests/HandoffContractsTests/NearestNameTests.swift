import HandoffContracts
import HandoffTestSupport
import Testing

@Suite("The nearest name")
struct NearestNameTests {
  /// The restricted edit distance by its recursive definition, letter by letter.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard let a = left.last, let b = right.last else { return left.count + right.count }
    let (shorter, other) = (Array(left.dropLast()), Array(right.dropLast()))
    var cost = min(
      distance(shorter, right) + 1, distance(left, other) + 1, distance(shorter, other) + (a == b ? 0 : 1))
    if shorter.last == b, other.last == a {
      cost = min(cost, distance(shorter.dropLast(), other.dropLast()) + 1)
    }
    return cost
  }

  @Test func `it is the first one that no other is nearer than, as the definition has it`() {
    var random = TestRandom(seed: 7)
    func name() -> String {
      String((0..<1 + random.below(6)).map { _ in Array("abAé")[random.below(4)] })
    }
    for _ in 0..<150 {
      let (wanted, names) = (name(), (0..<4).map { _ in name() })
      let far = names.map { Self.distance(Array(wanted.lowercased()), Array($0.lowercased())) }
      let near = names.indices.filter { far[$0] <= max(wanted.count, names[$0].count) / 3 }
      let expected = near.min { far[$0] < far[$1] }.map { names[$0] }
      #expect(NearestName.of(wanted, among: names) == expected, "\(wanted) among \(names)")
    }
  }

  @Test(arguments: [("Éditor", "éditor"), ("İstanbul", "İstanbul"), ("ΣΑΣ", "σασ"), ("wirter", "writer")])
  func `case and neighbours that changed places keep names near`(wanted: String, name: String) {
    #expect(NearestName.of(wanted, among: ["somebody else", name]) == name)
  }
}
