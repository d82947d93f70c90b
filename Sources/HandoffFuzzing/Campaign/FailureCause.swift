/// What several sightings have in common: one thing to mend.
struct FailureCause: Sendable {
  /// How far the cause reaches.
  enum Scope: Sendable, Hashable {
    /// One member, one reason, one signature.
    case single
    /// Several members that nobody looks at, by their names.
    case members([String])
    /// Nothing at all is looked at.
    case everything
    /// Several reasons or signatures that are told together because there are so many of them.
    case many
  }

  var scope = Scope.single
  /// What is reported first; of the gravest class.
  var failureClass: FailureClass
  /// The sightings that may stand for the cause, the best one first.
  var candidates: [Sighting]
  var ways: [CampaignFailure.Way]
  /// How many cases showed it.
  var occurrences: Int

  /// The most sightings of one cause that are looked at before it is said to be a matter of luck or of state.
  static let candidateLimit = 4

  /// The cause with the sightings that are looked at, each with its case.
  func restored(_ build: (CaseGoal, Int) -> BuiltCase?) -> FailureCause {
    var restored = self
    restored.candidates = candidates.prefix(Self.candidateLimit).map { $0.restored(build) }
    return restored
  }
}

extension FailureCause {
  /// The cause of one case in which the consumer read what an earlier payload had brought.
  init(carrying sighting: Sighting) {
    let judgement = sighting.judgement
    self.init(
      failureClass: judgement.failureClass, candidates: [sighting],
      ways: [
        .init(
          failureClass: judgement.failureClass, operation: nil, member: nil, sign: judgement.place,
          occurrences: 1)
      ], occurrences: 1)
  }
}
