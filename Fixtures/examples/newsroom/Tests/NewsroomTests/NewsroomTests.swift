import HandoffTesting
import Newsroom
import Testing

@Suite struct NewsroomTests {
  @Test func `routing is sound`() {
    expectSound(newsroom, failingOn: .warning)
  }

  @Test func `the writer survives everything that the researcher may send`() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in
      do {
        return try Answer(write(payload.bytes))
      } catch WriterFailure.tooThin {
        throw HandoffFailure("too_thin")
      }
    }
  }

  @Test func `the types read what the contracts describe`() {
    expectDecodes(Findings.self, findings)
    expectDecodes(Draft.self, draft)
  }

  @Test func `the manifest for the command line says the same`() {
    expectManifest(newsroom, "../../newsroom.json")
  }
}
