import HandoffContracts
import HandoffTesting
import Newsroom
import Testing
import XCTest

final class ModeXCTests: XCTestCase {
  private func only(_ modes: Mode...) throws {
    guard let mode = Mode.current, modes.contains(mode) else { throw XCTSkip("another mode") }
  }

  func testPlainCall() async throws {
    try only(.flaky, .trapping)
    await assertHandoff(newsroom, from: "researcher", to: "writer") { payload in try await broken(payload) }
  }

  func testShortTime() async throws {
    try only(.blocking, .stuck)
    await assertHandoff(newsroom, from: "researcher", to: "writer", perCase: .milliseconds(300)) { payload in
      try await broken(payload)
    }
  }

  func testIsolated() async throws {
    try only(.isolated)
    await assertHandoff(newsroom, from: "researcher", to: "writer", isolated: true) { payload in
      try await broken(payload)
    }
  }

  func testComplaint() async throws {
    try only(.complaining)
    await assertHandoff(newsroom, from: "researcher", to: "writer") { payload in
      _ = try draft(payload)
      XCTAssertNotEqual(payload["priority"], 3)
    }
  }

  func testOverreaching() async throws {
    try only(.overreaching)
    assertGranted(await overreachingProbe())
  }

  func testWrongFramework() throws {
    try only(.wrongFramework)
    expectSound(newsroom)
  }
}
