import HandoffSchema

extension CampaignSubject {
  /// The fewest cases where nobody says how many.
  private static var fewestCases: Int { 400 }
  /// The most bytes that the payloads of a campaign have in all, and the most steps that validating them takes,
  /// roughly, where nobody says how many cases it has.
  private static var weightLimit: Int { 100_000_000 }

  /// How many cases a campaign has where nobody says: as many as exercise every constraint, or as many of them as
  /// large payloads, or large schemas, leave time for.
  ///
  /// - Parameters:
  ///   - schedule: What is to be tried.
  ///   - seed: That of the campaign.
  /// - Returns: The number, how many would exercise every constraint, and what makes a payload expensive.
  func usualCaseCount(_ schedule: GoalSchedule, _ seed: UInt64) -> (count: Int, needed: Int, weight: String) {
    let needed = max(Self.fewestCases, schedule.caseCount)
    // The second valid payload is one with everything.
    guard case .payload(let payload)? = try? build(.valid, ordinal: 1, seed: seed).content else {
      return (needed, needed, "")
    }
    let size = payload.text().utf8.count
    let steps = schema.steps(on: payload)
    let weight = max(1, size, steps)
    let count = min(needed, max(Self.fewestCases, Self.weightLimit / weight))
    return (count, needed, steps > size ? "that take \(steps) steps to validate" : "of \(size) bytes")
  }
}
