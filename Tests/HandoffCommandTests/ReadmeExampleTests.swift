import Foundation
import HandoffContracts
import HandoffFuzzing
import HandoffTestSupport
import HandoffTesting
import Synchronization
import Testing

// The README shows this system and this test; DocumentationTests compares them letter for letter.

let booking = AgentSystem("booking", entry: "triage") {
  Agent("triage") {
    Produces(
      Contract("seat.request") {
        Output { Field("seat", .integer(1...60)) }
      })
  }
  Agent("booker") {
    Accepts("seat.request")
    Finishes()
  }
  Handoff("triage", to: "booker")
}

// The consumer: here a few lines, in your package the code in front of your agent.
struct SeatRequest: Codable { var seat: Int }
struct NoSuchSeat: Error {}

func book(_ request: SeatRequest) throws {
  guard request.seat <= 60 else { throw NoSuchSeat() }
}

@Suite(.disabled("shown in the README, and run by ReadmeExampleTests, which expects it to fail"))
struct BookingHandoffs {
  @Test func `the booker survives everything that triage may send`() async {
    await expectHandoff(booking, from: "triage", to: "booker") { payload in
      try book(payload.decode(SeatRequest.self))
    }
  }
}

@Suite("The example of the README")
struct ReadmeExampleTests {
  @Test func `its test fails as the README says`() async throws {
    let recorded = Mutex<[String]>([])
    await withKnownIssue {
      await BookingHandoffs().`the booker survives everything that triage may send`()
    } matching: { issue in
      recorded.withLock { $0 += issue.comments.map(\.rawValue) }
      return true
    }
    let text = recorded.withLock { $0.joined(separator: "\n") } + "\n"
    let readme = Here.root.appendingPathComponent("README.md")
    let page = try String(contentsOf: readme, encoding: .utf8)
    let renewed = FencedBlock.replacing("text", in: page) { _ in text }
    #expect(try GoldenFile(readme).difference(from: renewed, suite: "ReadmeExampleTests") == nil)
  }
}
