import HandoffContracts
import HandoffTesting
import Testing
import XCTest

@Suite("XCTest assertions in Swift Testing")
struct WrongFrameworkTests {
  private static func makeCase() -> XCTestCase { XCTestCase(name: "stray", testClosure: { _ in }) }

  @Test func `assertSound stops the process`() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Self.makeCase().assertSound(Newsroom.system)
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("assertSound was called where XCTest is not running this test case"))
  }

  @Test func `assertHandoff stops the process`() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        await Self.makeCase().assertHandoff(Newsroom.system, from: "researcher", to: "writer") { _ in }
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("assertHandoff was called where XCTest is not running this test case"))
  }
}
