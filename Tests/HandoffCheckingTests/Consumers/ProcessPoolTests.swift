import HandoffFuzzing
import HandoffSchema
import Testing

@testable import HandoffChecking

@Suite("Several processes of one program")
struct ProcessPoolTests {
  private func pool(
    _ script: String, jobs: Int, blockTime: Duration = ProcessPool.usualBlockTime
  ) -> ProcessPool {
    let call = ProgramCall(words: ["sh", "-c", "while read -r line; do \(script); done"], folder: "/")
    return ProcessPool(
      call, in: .ofThisProcess(), ProgramConduct(), failureTag: nil, jobs: jobs, blockTime: blockTime)
  }

  private func cases(_ count: Int) -> [HandoffCase] {
    (0..<count).map {
      HandoffCase(handoff: "a->b", index: $0, content: .payload(JSONValue(integerLiteral: $0)))
    }
  }

  @Test func `answers come back in the order of the cases`() async {
    let pool = pool(#"echo "{\"accepted\":$line}""#, jobs: 3)
    for count in [1, 2, 7, 50] {
      let replies = await pool.answers(to: cases(count))
      let seen = replies.map { reply -> JSONValue? in
        if case .accepted(let answer, _) = reply.answer { answer?["payload"] } else { nil }
      }
      #expect(seen == (0..<count).map { JSONValue(integerLiteral: $0) })
      #expect(replies.map(\.job) == (0..<count).map { $0 % 3 })
    }
    await pool.finish()
  }

  @Test func `each process is one of its own`() async {
    let pool = pool(#"echo "{\"accepted\":$$}""#, jobs: 4)
    var processes: Set<JSONValue> = []
    for reply in await pool.answers(to: cases(8)) {
      if case .accepted(let answer?, _) = reply.answer { processes.insert(answer) }
    }
    #expect(processes.count == 4)
    await pool.finish()
  }

  @Test func `more is handed over at once as long as it does not take long`() async {
    // Far beyond what waiting for a thread can take beside every other test.
    for (time, expected) in [(Duration.seconds(1_000_000), [2, 4, 8]), (.zero, [2, 2, 2])] {
      let pool = pool(#"echo '{"accepted":null}'"#, jobs: 2, blockTime: time)
      var widths: [Int] = []
      for _ in 0..<3 {
        widths.append(pool.width)
        _ = await pool.answers(to: cases(pool.width))
      }
      #expect(widths == expected)
      await pool.finish()
    }
  }

  @Test func `a program that cannot be started is given up with the reason`() async {
    let call = ProgramCall(words: ["no-such-program-at-all"], folder: "/")
    let pool = ProcessPool(call, in: .ofThisProcess(), ProgramConduct(), failureTag: nil, jobs: 2)
    let replies = await pool.answers(to: cases(8))
    #expect(replies.last?.surrender?.contains("no such program") == true)
    #expect(pool.surrender != nil)
  }
}
