import Foundation
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

/// Each pass by itself, on a failure that needs it.
@Suite("Reduction passes")
struct ReductionPassTests {
  private func list(
    _ pass: some ReductionPass, _ numbers: [Int], while fails: @escaping ([Int]) -> Bool
  ) async throws -> [Int] {
    #expect(fails(numbers))
    let found = await Toy.list().reduce(Toy.choices(numbers), with: [pass], while: fails)
    #expect(!found.again, "a pass that found nothing finds nothing again")
    return try #require(found.value)
  }

  @Test func `names are distinct and each file of a pass holds one that is listed`() throws {
    let names = ReductionPasses.all.map { type(of: $0).info.id }
    #expect(Set(names).count == names.count)
    let folder = Fixtures.repository.appendingPathComponent("Sources/HandoffFuzzing/Engine/Passes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("Pass.swift") && $0 != "ReductionPass.swift" }
    #expect(files.sorted() == ReductionPasses.all.map { "\(type(of: $0)).swift" }.sorted())
    for pass in ReductionPasses.all {
      let words = type(of: pass).info.id.split(separator: "-").map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }.joined()
      #expect("\(type(of: pass))" == words + "Pass")
    }
  }

  @Test func `raise-later brings the first of two down that are too much together`() async throws {
    let found = try await list(RaiseLaterPass(), [40, 40]) { $0.count == 2 && $0[0] * $0[1] > 1_000 }
    #expect(found[0] < 40)
    #expect((found[0] - 1) * found[1] <= 1_000)
  }

  @Test func `zero-span makes a part simple at once`() async throws {
    let pairs = Toy<[[Int]]> { draws in
      (0..<2).map { _ in
        let mark = draws.mark
        let pair = [draws.integer(in: 0...99), draws.integer(in: 0...99)]
        draws.endSpan(from: mark, label: 1)
        return pair
      }
    }
    let start = [5, 5, 6, 7].map { Choice.integer($0, IntegerBounds(0...99)) }
    // The two of a part only go together.
    let found = await pairs.reduce(start, with: [ZeroSpanPass()]) { value in
      value[0] == [5, 5] && (value[1] == [6, 7] || value[1] == [0, 0])
    }
    #expect(found.value == [[5, 5], [0, 0]])
    #expect(!found.again)
  }

  @Test func `delete-span leaves out elements`() async throws {
    let found = try await list(DeleteSpanPass(), [4, 900, 5, 6, 901, 7]) {
      $0.filter { $0 >= 900 }.count >= 2
    }
    #expect(found == [900, 901])
  }

  @Test func `delete-span leaves a no where an optional part was`() async throws {
    let pair = Toy<[Int?]> { draws in
      (0..<2).map { _ in
        let mark = draws.mark
        let number = draws.flag(1, in: 2) ? draws.integer(in: 0...9) : nil
        draws.endSpan(from: mark, label: 1)
        return number
      }
    }
    let number = { Choice.integer($0, IntegerBounds(0...9)) }
    let start: [Choice] = [.flag(true), number(3), .flag(true), number(4)]
    let found = await pair.reduce(start, with: [DeleteSpanPass()]) { $0[1] == 4 }
    #expect(found.value == [nil, 4])
  }

  @Test func `delete-run leaves out choices that are no part`() async throws {
    let plain = Toy<[Int]> { draws in
      var result: [Int] = []
      while draws.flag(1, in: 2) { result.append(draws.integer(in: 0...99)) }
      return result
    }
    let start = Toy.choices([1, 2, 3, 99, 4, 5, 6, 7, 8], upTo: 99)
    let found = await plain.reduce(start, with: [DeleteRunPass()]) { $0.contains(99) }
    #expect(found.value == [99])
    #expect(!found.again)
    #expect(found.outcome.evaluations < 20)
  }

  @Test func `descend finds a value within a value`() async throws {
    indirect enum Tree: Equatable { case leaf(Int), node(Tree, Tree) }
    func make(_ draws: inout Draws) -> Tree {
      let mark = draws.mark
      defer { draws.endSpan(from: mark, label: 1) }
      guard draws.flag(1, in: 3) else { return .leaf(draws.integer(in: 0...9)) }
      return .node(make(&draws), make(&draws))
    }
    func has(_ tree: Tree) -> Bool {
      switch tree {
      case .leaf: false
      case .node(.leaf(let left), .leaf(let right)) where left == 7 && right == 8: true
      case .node(let left, let right): has(left) || has(right)
      }
    }
    let leaf = { [Choice.flag(false), .integer($0, IntegerBounds(0...9))] }
    let node = { [Choice.flag(true)] + $0 + $1 }
    let start = node(node(leaf(1), node(leaf(2), node(leaf(7), leaf(8)))), node(leaf(3), leaf(4)))
    let found = await Toy<Tree>(make: { make(&$0) }).reduce(start, with: [DescendPass()], while: has)
    #expect(found.value == .node(.leaf(7), .leaf(8)))
    #expect(!found.again)
  }

  @Test func `reorder-siblings sorts, or sorts as far as it may`() async throws {
    let sorted = try await list(ReorderSiblingsPass(), [5, 3, 9, 1]) { $0.count == 4 }
    #expect(sorted == [1, 3, 5, 9])
    let held = try await list(ReorderSiblingsPass(), [5, 3, 9, 1]) { $0.first == 5 }
    #expect(held == [5, 1, 3, 9])
  }

  @Test func `lower-one finds the least number beyond a bound`() async throws {
    let least = try await list(LowerOnePass(), [987_654]) { $0.contains { $0 > 123_456 } }
    #expect(least == [123_457])
    let signed = Toy<Int> { $0.integer(in: -1_000_000...1_000_000) }
    let start = [Choice.integer(-4_000, IntegerBounds(-1_000_000...1_000_000))]
    let far = await signed.reduce(start, with: [LowerOnePass()]) { abs($0) >= 77 }
    #expect(far.value == 77)
    let below = await signed.reduce(start, with: [LowerOnePass()]) { $0 <= -77 }
    #expect(below.value == -77)
  }

  @Test func `lower-by-steps lowers what must stay even, or a multiple`() async throws {
    let pass = LowerByStepsPass()
    let even = try await list(pass, [4_000]) { $0.contains { $0 % 2 == 0 && $0 > 9 } }
    #expect(even == [10])
    let third = try await list(pass, [999]) { $0.contains { $0 % 3 == 0 && $0 > 100 } }
    #expect(third == [102])
  }

  @Test func `lower-one mends what a count controls`() async throws {
    let counted = Toy<[Int]> { draws in
      let mark = draws.mark
      let count = draws.length(in: 0...20)
      let list = (0..<count).map { _ in
        let mark = draws.mark
        defer { draws.endSpan(from: mark, label: 1) }
        return draws.integer(in: 0...9)
      }
      draws.endSpan(from: mark, label: 2)
      return list + [draws.integer(in: 0...9)]
    }
    let number = { Choice.integer($0, IntegerBounds(0...9)) }
    let start = [.length(4, LengthBounds(0...20))] + [1, 2, 9, 3, 5].map(number)
    let found = await counted.reduce(start, with: [LowerOnePass()]) { $0.contains(9) && $0.last == 5 }
    #expect(found.value == [9, 5])
    #expect(!found.again)
  }

  @Test func `lower-one mends what a branch controls`() async throws {
    let either = Toy<[Int]> { draws in
      let mark = draws.mark
      let list =
        [draws.branch(of: 3)]
        + (draws.record.choices == [.branch(2, count: 3)] ? [draws.below(9), draws.below(9)] : [])
      draws.endSpan(from: mark, label: 1)
      return list + [draws.below(9)]
    }
    let start: [Choice] = [.branch(2, count: 3)] + [4, 5, 6].map { .branch($0, count: 9) }
    let found = await either.reduce(start, with: [LowerOnePass()]) { $0.last == 6 }
    #expect(found.value == [0, 6])
  }

  @Test func `lower-equal keeps what is equal equal`() async throws {
    let pair = try await list(LowerEqualPass(), [500, 500, 3]) {
      $0.count == 3 && $0[0] == $0[1] && $0[0] > 20
    }
    #expect(pair == [21, 21, 3])
    // Three are equal, but only two of them need be.
    let two = try await list(LowerEqualPass(), [500, 500, 500]) {
      $0.count == 3 && $0[0] == $0[2] && $0[1] == 500
    }
    #expect(two == [0, 500, 0])
  }

  @Test func `lower-together brings two numbers down at a distance`() async throws {
    let numbers = [999_000, 999_007]
    let near = try await list(LowerTogetherPass(), numbers) { $0.count == 2 && $0[1] - $0[0] == 7 }
    #expect(near == [0, 7])
    let apart = try await list(LowerTogetherPass(), [999_007, 999_000]) {
      $0.count == 2 && $0[0] - $0[1] == 7
    }
    #expect(apart == [7, 0])
  }

  @Test func `move-value lets one summand carry the sum`() async throws {
    let carried = try await list(MoveValuePass(), [300, 500, 201]) { $0.reduce(0, +) > 1_000 }
    #expect(carried == [0, 0, 1_001])
  }

  @Test func `move-part gathers what stands in several lists`() async throws {
    let lists = Toy<[[Int]]> { draws in
      (0..<3).compactMap { _ -> [Int]? in
        let mark = draws.mark
        var inner = draws
        let list = Toy<[Int]>.list().make(&inner)
        draws = inner
        draws.endSpan(from: mark, label: 2)
        return list
      }
    }
    let start = Toy.choices([4]) + Toy.choices([5]) + Toy.choices([6, 7])
    let found = await lists.reduce(start, with: [MovePartPass()]) {
      $0.flatMap(\.self).sorted() == [4, 5, 6, 7]
    }
    #expect(found.value?[0] == [])
    #expect(found.value?[1] == [])
    #expect(found.value?[2].sorted() == [4, 5, 6, 7])
    #expect(!found.again)
  }

  @Test func `delete-and-decrement keeps an index pointing at its element`() async throws {
    let indexed = Toy<(Int, [Int])> { draws in
      let index = draws.integer(in: 0...50)
      var inner = draws
      let list = Toy<[Int]>.list().make(&inner)
      draws = inner
      return list.map { (index, $0) }
    }
    let start = [Choice.integer(3, IntegerBounds(0...50))] + Toy.choices([1, 2, 3, 77, 5])
    let found = await indexed.reduce(start, with: [DeleteAndDecrementPass()]) { index, list in
      index < list.count && list[index] == 77
    }
    #expect(found.value?.0 == 0)
    #expect(found.value?.1 == [77, 5])
    #expect(!found.again)
  }

  @Test func `simplify-characters leaves what matters of a text`() async throws {
    let text = Toy<String> { draws in draws.text(length: 0...100) { _ in [] } }
    func start(_ string: String) -> [Choice] {
      [.text(string.unicodeScalars.map(\.value), LengthBounds(0...100))]
    }
    let pass = [SimplifyCharactersPass()]
    let quoted = await text.reduce(start("he said \"yes\", and left 🙂"), with: pass) {
      $0.unicodeScalars.filter { $0 == "\"" }.count == 2
    }
    #expect(quoted.value == "\"\"")
    let beyond = await text.reduce(start("Zürich – 漢字 🙂"), with: pass) {
      $0.unicodeScalars.contains { !$0.isASCII }
    }
    #expect(beyond.value == "\u{80}")
    let long = await text.reduce(start("the quick brown agent"), with: pass) { $0.unicodeScalars.count > 12 }
    #expect(long.value == "aaaaaaaaaaaaa")
    #expect(!quoted.again && !beyond.again && !long.again)
  }

  @Test func `simplify-characters changes equal texts together, and bytes too`() async throws {
    let pair = Toy<[String]> { draws in (0..<2).map { _ in draws.text(length: 0...100) { _ in [] } } }
    let text = Choice.text("agent 47".unicodeScalars.map(\.value), LengthBounds(0...100))
    let equal = await pair.reduce([text, text], with: [SimplifyCharactersPass()]) {
      $0[0] == $0[1] && $0[0].count > 2
    }
    #expect(equal.value == ["aaa", "aaa"])
    let bytes = Toy<[UInt8]> { $0.bytes(count: 0...9) }
    let start = Choice.bytes([9, 200, 3, 255], LengthBounds(0...9))
    let high = await bytes.reduce([start], with: [SimplifyCharactersPass()]) { $0.contains { $0 >= 128 } }
    #expect(high.value == [128])
  }
}
