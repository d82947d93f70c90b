import HandoffContracts
import Testing

@Suite("Semantic versions")
struct SemanticVersionTests {
  // The order of the examples in semver.org, sections 9 to 11.
  static let ascending = [
    "0.0.4", "1.0.0-0.3.7", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
    "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.9.0", "1.10.0", "1.11.0", "2.0.0", "2.1.0", "2.1.1",
    "99999999999.0.0",
  ]

  @Test func `versions are ordered by precedence`() throws {
    let versions = try Self.ascending.map { try #require(SemanticVersion($0)) }
    for (place, version) in versions.enumerated() {
      for (other, later) in versions.enumerated() {
        #expect((version < later) == (place < other), "\(version) < \(later)")
      }
    }
    #expect(versions.map(\.description) == Self.ascending)
  }

  @Test func `builds do not count`() {
    #expect(SemanticVersion("1.0.0+a.01") == SemanticVersion("1.0.0+b"))
    #expect(SemanticVersion("1.0.0-x+a-b")?.description == "1.0.0-x+a-b")
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+",
    "1.2.3+a_b",
    "1.2.3-é", "-1.2.3", "1.2.99999999999999999999", " 1.2.3", "1.2.3\n",
  ])
  func `a text that is no version is refused`(text: String) {
    #expect(SemanticVersion(text) == nil)
  }
}
