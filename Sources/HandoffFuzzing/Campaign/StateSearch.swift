import HandoffSchema

/// Looks for the shortest sequence of earlier cases after which a case fails.
///
/// First the case itself again and again, which shows whatever counts or remembers what it saw; then the last one, two,
/// four … cases; then delta debugging (Zeller and Hildebrandt 2002) leaves out what does not
/// matter. Every sequence starts with a fresh consumer where one can be had.
struct StateSearch<Consumer: HandoffConsumer> {
  /// What was found.
  struct Found {
    var contents: [HandoffCase.Content]
    /// False where the bound on runs was met first.
    var isShortest: Bool
  }

  /// The most sequences that are tried, and the most cases in all of them together.
  static var sequenceLimit: Int { 80 }
  static var runLimit: Int { 40_000 }
  /// The most earlier cases that are tried as the reason of a state.
  static var reach: Int { 8_000 }
  /// How often the case itself is given at most.
  private static var repetitions: Int { 1_000 }
  /// In how many fresh consumers it must fail the same time.
  private static var agreements: Int { 3 }

  private let sighting: Sighting
  private let judge: Judge
  private let handoff: String
  private let before: [HandoffCase.Content]
  private let consumer: Consumer
  private var sequences = 0
  private(set) var runs = 0

  init(
    _ sighting: Sighting, judge: Judge, handoff: String, before: [HandoffCase.Content], consumer: Consumer
  ) {
    self.sighting = sighting
    self.judge = judge.focused(on: sighting.judgement)
    self.handoff = handoff
    self.before = before
    self.consumer = consumer
  }

  private var isExhausted: Bool { sequences >= Self.sequenceLimit || runs >= Self.runLimit }

  /// The shortest sequence, or `nil` where the case does not fail after all that came before it either.
  mutating func shortest() async -> Found? {
    if let count = await repetitionsNeeded() {
      return Found(contents: Array(repeating: sighting.built.content, count: count), isShortest: true)
    }
    var kept: [HandoffCase.Content] = []
    var length = 1
    while kept.isEmpty {
      let last = Array(before.suffix(length))
      // Twice: a case that fails by chance seldom does so at the same point again.
      let isReason = await fails(after: last)
      if isReason, await fails(after: last) {
        kept = last
      } else if length >= before.count || Task.isCancelled {
        return nil
      }
      length *= 2
    }
    var parts = 2
    while kept.count > 1, !isExhausted {
      let size = max(1, (kept.count + parts - 1) / parts)
      var isSmaller = false
      for start in stride(from: 0, to: kept.count, by: size) {
        guard !isExhausted else { break }
        let rest = Array(kept[..<start]) + Array(kept[min(start + size, kept.count)...])
        if await fails(after: rest) {
          kept = rest
          parts = max(2, parts - 1)
          isSmaller = true
          break
        }
      }
      if isSmaller { continue }
      if size == 1 { return await verified(kept, isShortest: true) }
      parts = min(kept.count, parts * 2)
    }
    return await verified(kept, isShortest: kept.count <= 1)
  }

  /// How often the case has to come before it fails, alike in several fresh consumers; `nil` where that is not so.
  private mutating func repetitionsNeeded() async -> Int? {
    guard let first = await repetitionsUntilFailure(), first > 0 else { return nil }
    for _ in 1..<Self.agreements where await repetitionsUntilFailure() != first { return nil }
    return first
  }

  private mutating func repetitionsUntilFailure() async -> Int? {
    sequences += 1
    await consumer.renew()
    for count in 0...min(before.count, Self.repetitions) where !Task.isCancelled {
      runs += 1
      let answer = await consumer.answer(
        HandoffCase(handoff: handoff, index: sighting.index, content: sighting.built.content))
      if judge.judge(sighting.built, answer) != nil { return count }
      if answer.endsConsumer { return nil }
    }
    return nil
  }

  private mutating func verified(_ contents: [HandoffCase.Content], isShortest: Bool) async -> Found? {
    guard await fails(after: contents) else { return nil }
    return Found(contents: contents, isShortest: isShortest)
  }

  private mutating func fails(after contents: [HandoffCase.Content]) async -> Bool {
    sequences += 1
    await consumer.renew()
    for content in contents {
      runs += 1
      let answer = await consumer.answer(
        HandoffCase(handoff: handoff, index: sighting.index, content: content))
      // Whoever ended on the way forgot everything.
      if answer.endsConsumer { return false }
    }
    runs += 1
    let answer = await consumer.answer(
      HandoffCase(handoff: handoff, index: sighting.index, content: sighting.built.content))
    return judge.judge(sighting.built, answer) != nil
  }
}
