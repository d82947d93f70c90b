import HandoffContracts
import HandoffTesting
import XCTest

final class AssertTests: XCTestCase {
  func testASoundConsumerPasses() async {
    await assertHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
      try Newsroom.write(payload)
    }
  }

  func testASoundSystemPasses() {
    assertSound(Newsroom.system)
  }
}
