import HandoffSchema
import Testing

@Suite("Code point sets")
struct CodePointSetTests {
  private static func randomSets() -> [CodePointSet] {
    var source = RandomPatterns.Source(state: 21)
    return (0..<40).map { _ in
      CodePointSet(
        (0..<Int.random(in: 0...5, using: &source)).map { _ in
          let lower = UInt32.random(in: 0...40, using: &source)
          return lower...(lower + UInt32.random(in: 0...9, using: &source))
        })
    }
  }

  @Test func `operations agree with membership`() {
    let sets = Self.randomSets()
    for (a, b) in zip(sets, sets.dropFirst()) {
      for value in UInt32(0)...60 {
        let (inA, inB) = (a.contains(value), b.contains(value))
        #expect(a.union(b).contains(value) == (inA || inB))
        #expect(a.intersection(b).contains(value) == (inA && inB))
        #expect(a.subtracting(b).contains(value) == (inA && !inB))
        #expect(a.symmetricDifference(b).contains(value) == (inA != inB))
        #expect(a.complement.contains(value) == !inA)
      }
      #expect(a.complement.complement == a)
      #expect(a.count == (UInt32(0)...60).count { a.contains($0) })
      #expect(a.count + a.complement.count == CodePointSet.all.count)
    }
  }

  @Test func `surrogates are in no count and make no difference`() {
    #expect(CodePointSet.all.count == 0x110000 - 2048)
    #expect(CodePointSet([0xD800...0xDFFF]) == .none)
    #expect(CodePointSet([0xD700...0xDB00]) == CodePointSet([0xD700...0xD7FF]))
    #expect(CodePointSet([0xD700...0xD7FF, 0xE000...0xE001]).count == 0x102)
    #expect(CodePointSet([0x0...0xD7FF, 0xE000...0x10FFFF]) == .all)
  }
}
