import HandoffFuzzing
import HandoffSchema
import Testing

@testable import HandoffChecking

@Suite("How programs are run")
struct ProgramConductTests {
  private func consumer(_ script: String, _ conduct: ProgramConduct) -> ProcessConsumer {
    ProcessConsumer(
      ProgramCall(words: ["sh", "-c", script], folder: "/"), in: .ofThisProcess(), conduct, failureTag: nil)
  }

  private let handoffCase = HandoffCase(handoff: "a->b", index: 0, content: .payload(1))

  @Test func `a program per case reads to the end of its input, and need not end its line`() async {
    let consumer = consumer(
      #"cat > /dev/null; printf '{"accepted":%s}' $$"#, ProgramConduct(isPerCase: true))
    var seen: Set<ConsumerAnswer> = []
    for _ in 0..<3 { seen.insert(await consumer.answer(handoffCase)) }
    #expect(seen.count == 3)
    #expect(seen.allSatisfy { if case .accepted = $0 { true } else { false } }, "\(seen)")
  }

  @Test func `a program per case that says nothing has failed on its payload`() async {
    let consumer = consumer("exit 3", ProgramConduct(isPerCase: true))
    guard case .crashed(let crash) = await consumer.answer(handoffCase) else {
      Issue.record("no crash")
      return
    }
    #expect(crash.how.contains("status 3"))
  }

  @Test func `a slow start has its own limit`() async {
    let slow = #"sleep 0.4; while read -r line; do echo '{"rejected":"no"}'; done"#
    let patient = ProgramConduct(timeout: .milliseconds(150), startTimeout: .seconds(20))
    #expect(await consumer(slow, patient).answer(handoffCase) == .rejected("no"))
    #expect(
      await consumer(slow, ProgramConduct(timeout: .milliseconds(150))).answer(handoffCase) == .timedOut)
    let later = #"read -r line; echo '{"rejected":"no"}'; read -r line; sleep 5"#
    let consumer = consumer(later, patient)
    #expect(await consumer.answer(handoffCase) == .rejected("no"))
    #expect(await consumer.answer(handoffCase) == .timedOut)
  }

  @Test func `a folder that is not there is named`() {
    let call = ProgramCall(words: ["sh"], folder: "/no/such/folder")
    #expect(throws: ProgramCall.Failure.noFolder("/no/such/folder")) {
      _ = try call.executable(in: .ofThisProcess())
    }
  }

  @Test func `variables of a call take the place of others`() {
    let call = ProgramCall(
      words: ["x"], folder: "/", variables: [.init(name: "A", value: "2"), .init(name: "C", value: "é")])
    let own = ProcessEnvironment(variables: ["A=1", "AB=1"])
    #expect(call.environment(in: own).variables == ["AB=1", "A=2", "C=é"])
  }
}
