/// Lowers numbers that are equal together.
struct LowerEqualPass: ReductionPass {
  static let info = PassInfo(
    id: "lower-equal", summary: "Equal numbers are lowered together, all of them or two at a time.",
    why: "A failure that needs a repeated value is lost as soon as one copy changes.")

  func run(on reduction: Reduction) async {
    var done: Set<[Int]> = []
    while !reduction.isExhausted {
      guard let group = groups(of: reduction.best).first(where: { done.insert($0).inserted }) else { return }
      if await !lower(group, reduction) {
        for pair in pairs(of: group) { _ = await lower(pair, reduction) }
      }
    }
  }

  private static let pairedUpTo = 6

  private func pairs(of group: [Int]) -> [[Int]] {
    guard (3...Self.pairedUpTo).contains(group.count) else { return [] }
    return group.indices.flatMap { first in
      group.indices.dropFirst(first + 1).map { [group[first], group[$0]] }
    }
  }

  private func groups(of record: ChoiceRecord) -> [[Int]] {
    struct Key: Hashable {
      var isInteger: Bool
      var value: Int
    }
    var order: [Key] = []
    var members: [Key: [Int]] = [:]
    for (index, choice) in record.choices.enumerated() where !choice.isSimplest {
      let key: Key
      switch choice {
      case .integer(let number, _): key = Key(isInteger: true, value: number)
      case .length(let count, _): key = Key(isInteger: false, value: count)
      default: continue
      }
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(index)
    }
    return order.compactMap { members[$0] }.filter { $0.count > 1 }
  }

  private func lower(_ group: [Int], _ reduction: Reduction) async -> Bool {
    let choices = reduction.best.choices
    guard group.allSatisfy(choices.indices.contains) else { return false }
    let least = group.compactMap { choices[$0].magnitude }.min() ?? 0
    guard least > 0 else { return false }
    func candidate(_ step: Int) -> [Choice] {
      var result = choices
      for index in group {
        result[index] = choices[index].with(magnitude: (choices[index].magnitude ?? 0) - step)
      }
      return result
    }
    if await reduction.accept(candidate(least)) { return true }
    return await reduction.largestStep(upTo: least) { await reduction.accept(candidate($0)) } > 0
  }
}
