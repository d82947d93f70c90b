import HandoffSchema

/// Makes a failing case smaller by making its choices fewer and lower.
///
/// Every candidate is built from choices, so it keeps the schema by construction; what it is worth is asked of
/// the validator again, and the consumer is run again. Only a candidate of the same class, operator and place
/// is taken. The passes: everything zero, a smaller size, whole values left out, runs of choices left out, and
/// single choices lowered by binary search; all again until none helps.
struct Shrinker {
  struct Result {
    var built: BuiltCase
    var judgement: Judge.Judgement
    /// How often the consumer was run.
    var runs: Int
  }

  private let subject: CampaignSubject
  private let judge: Judge
  private let limit: Int
  private let run: (HandoffCase.Content) async -> ConsumerAnswer
  private let original: Result
  private var best: Result
  private var seen: Set<HandoffCase.Content>

  /// Prepares to shrink a case, running the consumer at most `limit` times.
  init(
    _ built: BuiltCase, _ judgement: Judge.Judgement, subject: CampaignSubject, judge: Judge, limit: Int,
    run: @escaping (HandoffCase.Content) async -> ConsumerAnswer
  ) {
    self.subject = subject
    self.judge = judge
    self.limit = limit
    self.run = run
    original = Result(built: built, judgement: judgement, runs: 0)
    best = original
    seen = [built.content]
  }

  /// The smallest case that was found.
  mutating func shrink() async -> Result {
    if await accept([]) { return best }
    _ = await accept([0] + best.built.choices.dropFirst())
    var before: [UInt64]
    repeat {
      before = best.built.choices
      await dropSpans()
      for length in [8, 4, 2, 1] { await dropRuns(of: length) }
      await lowerChoices()
    } while best.built.choices != before && best.runs < limit
    return best
  }

  /// Leaves out whole members and elements, the largest first.
  private mutating func dropSpans() async {
    var place = 0
    while best.runs < limit {
      let spans = best.built.spans.sorted { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
      guard place < spans.count else { return }
      let span = spans[place]
      let kept: [UInt64] = span.isElement ? [] : [0]
      let choices = best.built.choices
      let isDropped = await accept(Array(choices[..<span.start]) + kept + Array(choices[span.end...]))
      if !isDropped { place += 1 }
    }
  }

  private mutating func dropRuns(of length: Int) async {
    var start = 0
    while start + length <= best.built.choices.count, best.runs < limit {
      let choices = best.built.choices
      if await !accept(Array(choices[..<start]) + Array(choices[(start + length)...])) { start += 1 }
    }
  }

  private mutating func lowerChoices() async {
    var place = 0
    while place < best.built.choices.count, best.runs < limit {
      defer { place += 1 }
      var high = best.built.choices[place]
      guard high > 0, await !lower(place, to: 0) else { continue }
      // Numbers with two signs are noted as even and odd choices; a step of 2 keeps the sign.
      for step in [UInt64(2), 1] {
        var low = high % step
        guard low < high else { continue }
        if low > 0, await lower(place, to: low) { low = 0 }
        while place < best.built.choices.count, best.runs < limit {
          high = best.built.choices[place]
          guard high > low, (high - low) / step > 1 else { break }
          let middle = low + (high - low) / step / 2 * step
          if await !lower(place, to: middle) { low = middle }
        }
      }
    }
  }

  private mutating func lower(_ place: Int, to choice: UInt64) async -> Bool {
    var choices = best.built.choices
    guard place < choices.count, choice < choices[place] else { return false }
    choices[place] = choice
    return await accept(choices)
  }

  /// Takes the case of these choices where it is smaller and fails alike.
  private mutating func accept(_ choices: [UInt64]) async -> Bool {
    guard best.runs < limit, let candidate = try? subject.build(original.built.goal, from: choices),
      isSmaller(candidate, best.built)
    else { return false }
    if candidate.content == best.built.content {
      best.built = candidate
      return true
    }
    guard seen.insert(candidate.content).inserted else { return false }
    best.runs += 1
    guard let found = judge.judge(candidate, await run(candidate.content)), isSame(found, candidate) else {
      return false
    }
    best.built = candidate
    best.judgement = found
    return true
  }

  private func isSame(_ found: Judge.Judgement, _ candidate: BuiltCase) -> Bool {
    found.failureClass == original.judgement.failureClass
      && candidate.mutation?.operation == original.built.mutation?.operation
      && (found.place == original.judgement.place || found.failureClass == .overStrict)
  }

  /// Shorter text first, then fewer choices, then lower ones.
  private func isSmaller(_ left: BuiltCase, _ right: BuiltCase) -> Bool {
    let (leftSize, rightSize) = (left.size, right.size)
    if leftSize != rightSize { return leftSize < rightSize }
    if left.choices.count != right.choices.count { return left.choices.count < right.choices.count }
    return left.choices.lexicographicallyPrecedes(right.choices)
  }
}

extension BuiltCase {
  /// The length of the content in bytes.
  fileprivate var size: Int {
    switch content {
    case .payload(let payload): payload.text().utf8.count
    case .text(let text): text.utf8.count
    }
  }
}
