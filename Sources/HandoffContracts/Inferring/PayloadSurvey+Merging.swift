import HandoffSchema

extension PayloadSurvey {
  /// What was seen here and in another survey, as if one had looked at all of it.
  ///
  /// - Complexity: O(*n*) on average in the size of the other survey.
  mutating func merge(_ other: PayloadSurvey) {
    count += other.count
    for type in other.types { note(type.name, type.count) }
    numbers = Self.union(numbers, other.numbers)
    lengths = Self.union(lengths, other.lengths)
    itemCounts = Self.union(itemCounts, other.itemCounts)
    formats.removeAll { !other.formats.contains($0) }
    if let texts = other.texts {
      for text in texts { noteChoice(text) }
    } else {
      forgetChoices()
    }
    items = Self.union(items, other.items)
    for member in other.members { merge(member.survey, at: member.name) }
    others = Self.union(others, other.others)
    isCut = isCut || other.isCut
  }

  private static func union<Bound>(
    _ one: ClosedRange<Bound>?, _ other: ClosedRange<Bound>?
  ) -> ClosedRange<Bound>? {
    guard let one, let other else { return one ?? other }
    return min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound)
  }

  private static func union(_ one: [PayloadSurvey], _ other: [PayloadSurvey]) -> [PayloadSurvey] {
    guard var survey = one.first, let more = other.first else { return one + other }
    survey.merge(more)
    return [survey]
  }
}
