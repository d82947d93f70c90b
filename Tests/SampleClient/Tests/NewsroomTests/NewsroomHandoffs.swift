import HandoffTesting
import Newsroom
import Testing

@Suite struct NewsroomHandoffs {
  @Test func theWriterSurvivesEverythingTheResearcherMaySend() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in
      try draft(payload)
    }
  }

  @Test func routingIsSound() {
    expectSound(newsroom)
  }
}
