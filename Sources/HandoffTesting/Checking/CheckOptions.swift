import HandoffFuzzing

/// What a call or the traits of its test say about how to check.
struct CheckOptions: Sendable {
  var cases: Int?
  var seed: UInt64?
  var tolerating: [MutationOperator] = []
  var replay: String?
  /// Whether the token was said by a trait, which speaks to every call of the test.
  var isReplayOfTrait = false
  var perCase: Duration?
  var failureLimit: Int?
  /// Whether a consumer in Swift runs in a process of its own.
  var isIsolated = false

  /// How long one case may take where nobody says.
  static let defaultPerCase = Duration.seconds(10)

  /// What a call says, and where it says nothing what the traits say.
  func over(_ traits: CheckOptions) -> CheckOptions {
    var result = self
    result.cases = cases ?? traits.cases
    result.seed = seed ?? traits.seed
    result.tolerating += traits.tolerating
    result.isReplayOfTrait = replay == nil && traits.replay != nil
    result.replay = replay ?? traits.replay
    result.perCase = perCase ?? traits.perCase
    result.failureLimit = failureLimit ?? traits.failureLimit
    result.isIsolated = isIsolated || traits.isIsolated
    return result
  }

  /// How a campaign is run by that.
  var campaign: CampaignOptions {
    var options = CampaignOptions(cases: cases, seed: seed ?? 1, tolerating: tolerating)
    if let failureLimit { options.failureLimit = failureLimit }
    return options
  }

  /// How long one case may take.
  var limit: Duration { perCase ?? Self.defaultPerCase }
}
