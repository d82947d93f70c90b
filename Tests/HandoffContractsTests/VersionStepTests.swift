import HandoffContracts
import Testing

@Suite("Version steps")
struct VersionStepTests {
  @Test(arguments: [
    ("1.2.3", "1.2.3", VersionStep.none), ("1.2.3", "1.2.2", .none), ("1.2.3", "1.2.4", .patch),
    ("1.2.3", "1.3.0", .minor), ("1.2.3", "2.0.0", .major), ("1.2.3", "2.0.0-rc.1", .major),
    ("1.0.0-rc.1", "1.0.0", .patch),
  ])
  func `the step between two versions is that of the first number that differs`(
    old: String, new: String, step: VersionStep
  ) throws {
    #expect(
      VersionStep.made(from: try #require(SemanticVersion(old)), to: try #require(SemanticVersion(new)))
        == step)
  }

  @Test(arguments: [
    ("1.2.3", "1.2.3", [VersionStep.none]), ("1.2.3", "1.2.4", [.none, .patch]),
    ("1.2.3", "1.3.0", [.none, .patch, .minor]), ("1.2.3", "2.0.0", [.none, .patch, .minor, .major]),
    // Before 1.0.0 a minor version may break everything, and a patch nothing.
    ("0.2.3", "0.3.0", [.none, .patch, .minor, .major]), ("0.2.3", "0.2.4", [.none, .patch]),
    // A pre-release promises nothing to whoever goes on from it.
    ("1.0.0-rc.1", "1.0.0-rc.2", [.none, .patch, .minor, .major]), ("1.0.0-rc.2", "1.0.0-rc.1", [.none]),
    ("1.0.0-rc.1", "1.0.0", [.none, .patch, .minor, .major]),
  ])
  func `a version is high enough for some steps`(old: String, new: String, steps: [VersionStep]) throws {
    let (old, new) = (try #require(SemanticVersion(old)), try #require(SemanticVersion(new)))
    let sufficient = [VersionStep.none, .patch, .minor, .major].filter {
      VersionStep.isSufficient(from: old, to: new, for: $0)
    }
    #expect(sufficient == steps)
  }

  @Test func `what may break readers needs a major version`() {
    let changes: [ContractChange] = [.identical, .compatible, .narrowing, .widening, .breaking, .undecided]
    #expect(
      changes.map { VersionStep.required(for: $0) } == [.none, .patch, .minor, .major, .major, .major])
  }
}
