extension Reduction {
  /// The parts of the best case that do not matter: whatever else stands there, it fails.
  ///
  /// Each part is drawn anew a number of times, the largest parts first; within a part that does not matter no
  /// smaller one is named. This is an observation and no proof.
  ///
  /// - Parameters:
  ///   - variants: How many different contents must fail, 1 or more. A part that has fewer is not named.
  ///   - seed: Chooses the contents.
  /// - Returns: The spans of the best case that are free, in order.
  func freeParts(variants: Int, seed: UInt64) async -> [ChoiceRecord.Span] {
    var found: [ChoiceRecord.Span] = []
    for (number, span) in best.spansByLength.enumerated() where !span.range.isEmpty {
      guard !isExhausted else { break }
      // Where the simplest content would do, it would stand there: any other part matters.
      guard best.choices[span.range].allSatisfy({ $0.isSimplest }),
        !found.contains(where: { $0.start <= span.start && span.end <= $0.end })
      else { continue }
      if await isFree(span, variants, SplitMix64(seed: seed, stream: "", index: number)) {
        found.append(span)
      }
    }
    return found.sorted { $0.start < $1.start }
  }

  private static let drawsPerVariant = 4

  private func isFree(_ span: ChoiceRecord.Span, _ variants: Int, _ random: SplitMix64) async -> Bool {
    let whole = best
    let prefix = Array(whole.choices[..<span.start])
    var random = random
    var seen: Set<[Choice]> = [Array(whole.choices[span.range])]
    for _ in 0..<variants * Self.drawsPerVariant where seen.count <= variants {
      let draws = Draws(replaying: prefix, then: SplitMix64(seed: random.next()))
      guard let drawn = build(draws),
        let part = drawn.spans.last(where: { $0.start == span.start && $0.label == span.label }),
        case let content = Array(drawn.choices[part.range]), !seen.contains(content),
        let record = build(Draws(replaying: whole.choices.replacing(span.range, with: content))),
        record.choices == whole.choices.replacing(span.range, with: content)
      else { continue }
      guard await failsAgain(record) else { return false }
      seen.insert(content)
    }
    return seen.count > variants
  }
}
