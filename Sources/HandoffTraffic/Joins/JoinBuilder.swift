import HandoffContracts

/// Makes of what the branches of a join bring what the join gets.
struct JoinBuilder {
  private let join: Agent.Join
  /// The senders of the branches.
  private let names: [String]

  /// With more ways of choosing the branches that came first nothing is said.
  private static let choiceLimit = 64

  init(_ join: Agent.Join, names: [String]) {
    self.join = join
    self.names = names
  }

  /// What the join gets; something undeclared where a branch brings something undeclared.
  func joined(_ branches: [Cargo], _ questions: inout PayloadQuestions) -> Cargo {
    let unknown = Cargo([Delivery(cause: .output, set: PayloadSet(base: nil), isExact: false)])
    if let omission = branches.lazy.compactMap(\.omission).first {
      return Cargo(unknown.deliveries, omission: omission)
    }
    var isExact = true
    var parts: [SchemaNumber] = []
    for branch in branches {
      if branch.hasUndeclared { return unknown }
      guard let part = part(branch, &questions, &isExact) else { return unknown }
      parts.append(part)
    }
    let count = min(join.needed(of: branches.count), branches.count)
    if join.receives == .bySender {
      guard let number = questions.schema(.named(names, parts, count: count)) else { return unknown }
      return Cargo([Delivery(cause: .output, set: PayloadSet(base: number), isExact: isExact)])
    }
    guard let choices = Self.choices(of: count, from: parts.count) else {
      return Cargo(
        unknown.deliveries,
        omission: "there are too many ways of choosing \(count) of \(parts.count) branches")
    }
    var cargo = Cargo()
    for choice in choices {
      guard let number = number(choice.map { parts[$0] }, &questions, &isExact) else { return unknown }
      cargo.add(Delivery(cause: .output, set: PayloadSet(base: number), isExact: isExact))
    }
    return cargo
  }

  /// What so many of some branches bring together, whichever come first, as a union of objects with the members of all.
  func merged(_ branches: [Cargo], count: Int, _ questions: inout PayloadQuestions) -> [PayloadSet] {
    let unknown = [PayloadSet(base: nil)]
    if branches.contains(where: { $0.omission != nil || $0.hasUndeclared }) { return unknown }
    if count == 1 {
      // As they are: that says more of single members than one schema of all.
      return Cargo(branches.flatMap(\.deliveries)).deliveries.map { questions.received($0).set }
    }
    var isExact = true
    let parts = branches.map { part($0, &questions, &isExact) }
    guard let choices = Self.choices(of: count, from: parts.count) else { return unknown }
    var sets: [PayloadSet] = []
    for choice in choices {
      let chosen = choice.compactMap { parts[$0] }
      guard chosen.count == count, let number = number(chosen, &questions, &isExact) else { return unknown }
      if !sets.contains(PayloadSet(base: number)) { sets.append(PayloadSet(base: number)) }
    }
    return sets
  }

  /// One schema of everything that a branch brings.
  private func part(
    _ branch: Cargo, _ questions: inout PayloadQuestions, _ isExact: inout Bool
  ) -> SchemaNumber? {
    var sets: [PayloadSet] = []
    for delivery in branch.deliveries {
      let received = questions.received(delivery)
      guard received.set.base != nil else { return nil }
      isExact = isExact && received.isExact
      if !sets.contains(received.set) { sets.append(received.set) }
    }
    if sets.count == 1, let base = sets[0].base, sets[0] == PayloadSet(base: base) { return base }
    return questions.schema(.union(sets))
  }

  private func number(
    _ parts: [SchemaNumber], _ questions: inout PayloadQuestions, _ isExact: inout Bool
  ) -> SchemaNumber? {
    guard join.receives == .merged else { return questions.schema(.list(parts)) }
    // What any number of like branches bring together, two of them do.
    var counts: [SchemaNumber: Int] = [:]
    let kept = parts.filter { part in
      counts[part, default: 0] += 1
      return counts[part, default: 0] <= 2
    }
    guard let merged = questions.combined(.merged(kept)) else { return nil }
    isExact = isExact && merged.isExact
    return merged.number
  }

  /// Every way of choosing `count` of the first `total` numbers, in order; `nil` where there are too many.
  static func choices(of count: Int, from total: Int) -> [[Int]]? {
    if count >= total { return [Array(0..<total)] }
    var choices: [[Int]] = [[]]
    for position in 0..<count {
      var longer: [[Int]] = []
      for choice in choices {
        let first = (choice.last ?? -1) + 1
        let last = total - (count - position)
        guard first <= last, longer.count + last - first < choiceLimit * 8 else { return nil }
        for next in first...last { longer.append(choice + [next]) }
      }
      choices = longer
    }
    return choices.count <= choiceLimit ? choices : nil
  }
}
