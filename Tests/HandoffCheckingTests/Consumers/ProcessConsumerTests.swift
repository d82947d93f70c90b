import Foundation
import HandoffChecking
import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("Consumers that are programs")
struct ProcessConsumerTests {
  private func handoffCase(_ payload: JSONValue) -> HandoffCase {
    HandoffCase(handoff: "a->b", index: 0, content: .payload(payload))
  }

  private func consumer(_ script: String, _ environment: [String: String] = [:]) -> ProcessConsumer {
    ProcessConsumer(
      command: ["sh", "-c", "while read -r line; do \(script); done"], directory: "/",
      environment: environment)
  }

  @Test func `a program answers each payload with a line`() async {
    let consumer = consumer(#"echo "{\"accepted\":$line}""#)
    let answer = await consumer.answer(handoffCase(["seat": 1]))
    #expect(
      answer
        == .accepted(answer: ["handoff": "a->b", "case": 0, "payload": ["seat": 1]], understood: nil))
    consumer.finish()
  }

  @Test func `it runs in its folder and with its variables`() async {
    let consumer = consumer(
      #"echo "{\"rejected\":\"$PWD $SEAT_OF $HOME\"}""#, ["SEAT_OF": "é", "HOME": "/h"])
    #expect(await consumer.answer(handoffCase(1)) == .rejected("/ é /h"))
  }

  @Test func `an empty command is said to be empty`() async {
    let answer = await ProcessConsumer(command: []).answer(handoffCase(1))
    guard case .crashed(let crash) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(crash.how.contains("the command is empty"))
  }

  @Test func `a fresh start forgets what came before`() async {
    let consumer = consumer(#"n=$((n+1)); echo "{\"accepted\":$n}""#)
    for expected in [1, 2] as [JSONValue] {
      #expect(await consumer.answer(handoffCase(1)) == .accepted(answer: expected, understood: nil))
    }
    await consumer.renew()
    #expect(await consumer.answer(handoffCase(1)) == .accepted(answer: 1, understood: nil))
  }
}
