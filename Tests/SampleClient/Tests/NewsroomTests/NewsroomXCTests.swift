import HandoffTesting
import Newsroom
import XCTest

final class NewsroomXCTests: XCTestCase {
  func testTheWriterSurvivesEverythingTheResearcherMaySend() async {
    await assertHandoff(newsroom, from: "researcher", to: "writer") { payload in
      try draft(payload)
    }
  }

  func testRoutingIsSound() {
    assertSound(newsroom)
  }
}
