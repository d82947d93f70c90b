import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffRuntime

/// What is kept of recorded runs, held against plain dictionaries and arrays.
@Suite("What is kept of recorded runs")
struct RunTallyTests {
  /// Names of all lengths, some of which differ only in how their code points are put together.
  private static let names =
    ["", "a", "\u{E9}", "e\u{301}", "run", "run "]
    + (0..<300).map { number in String(repeating: "x", count: number % 40) + "\(number)" }

  @Test func `each name has a number of its own, in the order of their first mention`() {
    var names = RunNames()
    for _ in 0..<2 {
      for (number, name) in Self.names.enumerated() {
        #expect(names.insert(name) == number)
        #expect(names.number(of: name) == number)
      }
    }
    #expect(names.count == Self.names.count)
    #expect(names.indices(named: Self.names))
    #expect(names.number(of: "unheard of") == nil)
  }

  @Test func `moves of several runs come back in the order of each run, with where they stand`() {
    var log = MoveLog()
    var last: [MoveLog.Number] = [0, 0, 0]
    var expected: [[(Int, HandoffContracts.SourceLocation?)]] = [[], [], []]
    let locations: [HandoffContracts.SourceLocation?] = [
      nil, .init(file: "a.jsonl", line: 3), .init(file: "b.jsonl", line: 3),
      .init(file: "a.jsonl", line: 1 << 40),
      .init(file: "a.jsonl", line: 4, column: 2), .init(file: "a", line: 1, pointer: "/x"),
    ]
    for step in 0..<100 {
      let run = step * 7 % 3
      let location = locations[step % locations.count]
      last[run] = log.append(HandoffIndex(step), after: last[run], at: location) ?? 0
      expected[run].append((step, location))
    }
    for run in 0..<3 {
      let numbers = log.numbers(endingWith: last[run])
      #expect(numbers.map { log.handoff(of: $0).rawValue } == expected[run].map(\.0))
      #expect(numbers.map { log.location(of: $0) } == expected[run].map(\.1))
    }
  }

  @Test(arguments: [1, 16, 17, 60])
  func `counts are those of a dictionary, for few and for many things`(things: Int) {
    var counts = IndexCounts<AgentIndex>()
    var expected: [AgentIndex: Int] = [:]
    for step in 0..<200 {
      let index = AgentIndex(step * step % things)
      expected[index, default: 0] += 1
      #expect(counts.add(index) == expected[index])
    }
    #expect(counts.all == expected)
    #expect(counts[AgentIndex(1_000)] == 0)
  }
}

extension RunNames {
  /// Whether the numbers stand for these names.
  fileprivate func indices(named names: [String]) -> Bool {
    names.indices.allSatisfy { self[$0].hasSameCodePoints(as: names[$0]) }
  }
}
