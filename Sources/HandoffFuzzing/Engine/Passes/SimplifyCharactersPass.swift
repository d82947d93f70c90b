/// Makes texts and bytes shorter and their elements simpler; equal texts together.
struct SimplifyCharactersPass: ReductionPass {
  static let info = PassInfo(
    id: "simplify-characters", summary: "Texts become shorter, then their characters simpler, then sorted.",
    why: "Which character matters is seen only once all others are an a.")

  func run(on reduction: Reduction) async {
    var index = 0
    while index < reduction.best.choices.count, !reduction.isExhausted {
      if reduction.best.choices[index].elements?.isEmpty == false {
        let equal = reduction.best.choices.indices.filter {
          reduction.best.choices[$0].elements == reduction.best.choices[index].elements
        }
        // Together where they are linked, else one by one.
        if equal.count > 1, equal[0] == index { await TextReduction(equal, reduction).run() }
        if index < reduction.best.choices.count { await TextReduction([index], reduction).run() }
      }
      index += 1
    }
  }
}

/// The texts at some indices, which are equal and stay so.
private struct TextReduction {
  private let indices: [Int]
  private let reduction: Reduction

  init(_ indices: [Int], _ reduction: Reduction) {
    self.indices = indices
    self.reduction = reduction
  }

  private var elements: [UInt32] {
    indices[0] < reduction.best.choices.count ? reduction.best.choices[indices[0]].elements ?? [] : []
  }

  func run() async {
    if let simplest = reduction.best.choices[indices[0]].simplest.elements, await take(simplest) { return }
    await shorten()
    await lower()
    await sort()
  }

  private func take(_ elements: [UInt32]) async -> Bool {
    var candidate = reduction.best.choices
    for index in indices {
      guard index < candidate.count, let choice = candidate[index].with(elements: elements) else {
        return false
      }
      candidate[index] = choice
    }
    return await reduction.accept(candidate)
  }

  private func shorten() async {
    let whole = elements
    guard !whole.isEmpty else { return }
    _ = await reduction.largestStep(upTo: whole.count) { await take(Array(whole.dropLast($0))) }
    var end = elements.count
    while end > 0, !reduction.isExhausted {
      let now = elements
      guard end <= now.count else {
        end = now.count
        continue
      }
      let count = await reduction.largestStep(upTo: end) { count in
        await take(now.replacing(end - count..<end, with: []))
      }
      end -= max(1, count)
    }
  }

  private func lower() async {
    // All copies of one character first: brackets and quotes are often needed twice.
    for rank in Set(elements).sorted(by: >) where rank > 0 {
      let now = elements
      _ = await take(now.map { $0 == rank ? 0 : $0 })
    }
    var index = 0
    while index < elements.count, !reduction.isExhausted {
      let now = elements
      let rank = now[index]
      if rank > 0, await !take(now.replacing(index..<index + 1, with: [0])) {
        for simple in Self.representatives where simple < rank {
          if await take(now.replacing(index..<index + 1, with: [simple])) { break }
        }
        let base = elements
        if index < base.count {
          _ = await reduction.largestStep(upTo: Int(base[index])) { step in
            await take(base.replacing(index..<index + 1, with: [base[index] - UInt32(step)]))
          }
        }
      }
      index += 1
    }
  }

  /// The first small letter but one, digit, capital, the space, the first beyond ASCII.
  private static let representatives: [UInt32] = [1, 26, 36, 62, 128]

  private func sort() async {
    let now = elements
    if await take(now.sorted()) { return }
    var index = 0
    while index + 1 < elements.count, !reduction.isExhausted {
      let now = elements
      if now[index] > now[index + 1] {
        _ = await take(now.replacing(index..<index + 2, with: [now[index + 1], now[index]]))
      }
      index += 1
    }
  }
}
