import HandoffSchema

/// Makes a failing case smaller by making its choices fewer and lower.
///
/// Every candidate is built from choices, so it keeps the schema by construction; what it is worth is asked of
/// the validator again, and the consumer is run again. Only a candidate of the same class, operator and place
/// is taken. Greedy: the first smaller candidate that still fails becomes the new case.
struct Shrinker {
  let promise: HandoffPromise
  let judge: Judge

  struct Result {
    var built: BuiltCase
    var judgement: Judge.Judgement
    /// How often the consumer was run.
    var runs: Int
  }

  /// Shrinks a case.
  ///
  /// - Parameter limit: How often the consumer may be run.
  func shrink(
    _ built: BuiltCase, _ judgement: Judge.Judgement, limit: Int,
    run: (HandoffCase.Content) async -> ConsumerAnswer
  ) async -> Result {
    var best = Result(built: built, judgement: judgement, runs: 0)
    var seen: Set<HandoffCase.Content> = [built.content]
    var improved = true
    while improved, best.runs < limit {
      improved = false
      for choices in Self.candidates(best.built) {
        guard best.runs < limit else { break }
        guard let candidate = try? promise.build(built.goal, from: choices), isSmaller(candidate, best.built)
        else { continue }
        if candidate.content == best.built.content {
          best.built = candidate
          improved = true
          break
        }
        guard seen.insert(candidate.content).inserted else { continue }
        best.runs += 1
        guard let found = judge.judge(candidate, await run(candidate.content)),
          isSame(found, candidate, judgement, built)
        else { continue }
        best.built = candidate
        best.judgement = found
        improved = true
        break
      }
    }
    return best
  }

  private func isSame(
    _ found: Judge.Judgement, _ candidate: BuiltCase, _ judgement: Judge.Judgement, _ built: BuiltCase
  ) -> Bool {
    found.failureClass == judgement.failureClass
      && candidate.mutation?.operation == built.mutation?.operation
      && (found.place == judgement.place || found.failureClass == .overStrict)
  }

  /// Shorter text first, then fewer choices, then lower ones.
  private func isSmaller(_ left: BuiltCase, _ right: BuiltCase) -> Bool {
    let (leftSize, rightSize) = (left.size, right.size)
    if leftSize != rightSize { return leftSize < rightSize }
    if left.choices.count != right.choices.count { return left.choices.count < right.choices.count }
    return left.choices.lexicographicallyPrecedes(right.choices)
  }

  /// Lists of choices to try, the boldest first.
  private static func candidates(_ built: BuiltCase) -> [[UInt64]] {
    let choices = built.choices
    var result: [[UInt64]] = [[]]
    if choices.first != 0 { result.append([0] + choices.dropFirst()) }
    for span in built.spans.sorted(by: { $0.end - $0.start > $1.end - $1.start }) {
      let kept: [UInt64] = span.isElement ? [] : [0]
      result.append(Array(choices[..<span.start]) + kept + Array(choices[span.end...]))
    }
    for length in [8, 4, 2, 1] {
      for start in stride(from: 0, to: choices.count - length + 1, by: length) {
        result.append(Array(choices[..<start]) + Array(choices[(start + length)...]))
      }
    }
    for place in choices.indices where choices[place] > 0 {
      for lower in Set([0, choices[place] / 2, choices[place] - 1]).sorted() {
        var changed = choices
        changed[place] = lower
        result.append(changed)
      }
    }
    return result
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
