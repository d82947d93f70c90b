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

  @Test func `a program per case that goes on behind its answer does not cost a second each time`() async {
    var conduct = ProgramConduct(isPerCase: true)
    conduct.endPatience = .milliseconds(30)
    let consumer = consumer(#"cat > /dev/null; echo '{"rejected":"no"}'; exec 1>&-; sleep 600"#, conduct)
    for _ in 0..<5 { #expect(await consumer.answer(handoffCase) == .rejected("no")) }
    #expect(consumer.lingered == ProcessConsumer.lingerLimit)
    #expect(
      "\(CheckNotice.lingers(handoff: "a->b", times: consumer.lingered))"
        == "a->b: the program had not ended 1.0 seconds after its answer and was killed, 3 times, and then at once"
        + " each time; let it end when its standard input does")
    let other = self.consumer(
      #"cat > /dev/null; echo '{"rejected":"no"}'"#, ProgramConduct(isPerCase: true))
    for _ in 0..<5 { _ = await other.answer(handoffCase) }
    #expect(other.lingered == 0)
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
