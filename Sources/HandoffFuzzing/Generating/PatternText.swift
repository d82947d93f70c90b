import HandoffSchema

/// The texts of one pattern, written straight from its syntax tree.
///
/// Needs no automaton, so that a pattern that counts to thousands costs nothing; what looks around or names a place
/// in the middle is left to automata.
struct PatternText: Sendable {
  private enum Kind: Sendable {
    case character(UInt32)
    case set(ReadableClass)
    case sequence([Int])
    case choice([Int])
    case repetition(Int, atLeast: Int, atMost: Int)
  }

  private struct Node: Sendable {
    var kind: Kind
    /// The least and the greatest number of code points.
    var least: Int
    var most: Int
  }

  private var nodes: [Node] = []
  private var root = 0

  /// Counts from here on stand for any number.
  private static let many = 1 << 40

  /// Takes a pattern; `nil` where it cannot be written without looking at what was written before.
  init?(_ pattern: Pattern) {
    guard let root = add(Self.withoutAnchors(pattern.expression)) else { return nil }
    self.root = root
  }

  /// A search that may begin and end anywhere finds the text as well as the anchored one does.
  static func withoutAnchors(_ expression: PatternExpression) -> PatternExpression {
    switch expression {
    case .choice(let branches): return .choice(branches.map(withoutAnchors))
    case .sequence(let parts):
      var rest = parts[...]
      if rest.first == .place(.textStart) { rest = rest.dropFirst() }
      if rest.last == .place(.textEnd) { rest = rest.dropLast() }
      return .sequence(Array(rest))
    default: return expression
    }
  }

  private mutating func add(_ expression: PatternExpression) -> Int? {
    switch expression {
    case .empty: return append(.sequence([]), least: 0, most: 0)
    case .character(let scalar): return append(.character(scalar), least: 1, most: 1)
    case .set(let set):
      let members = ReadableClass(set)
      return members.count == 0 ? nil : append(.set(members), least: 1, most: 1)
    case .sequence(let parts):
      var children: [Int] = []
      var (least, most) = (0, 0)
      for part in parts {
        guard let child = add(part) else { return nil }
        children.append(child)
        least = min(Self.many, least + nodes[child].least)
        most = min(Self.many, most + nodes[child].most)
      }
      return append(.sequence(children), least: least, most: most)
    case .choice(let branches):
      let children = branches.compactMap { add($0) }
      guard children.count == branches.count, !children.isEmpty else { return nil }
      let least = children.map { nodes[$0].least }.min() ?? 0
      let most = children.map { nodes[$0].most }.max() ?? 0
      return append(.choice(children), least: least, most: most)
    case .repetition(let part, let atLeast, let atMost):
      guard let child = add(part) else { return nil }
      let upper = min(atMost ?? Self.many, Self.many)
      let kind = Kind.repetition(child, atLeast: atLeast, atMost: upper)
      return append(
        kind, least: Self.product(atLeast, nodes[child].least), most: Self.product(upper, nodes[child].most))
    case .look, .place: return nil
    }
  }

  private mutating func append(_ kind: Kind, least: Int, most: Int) -> Int? {
    nodes.append(Node(kind: kind, least: least, most: most))
    return nodes.count - 1
  }

  private static func product(_ count: Int, _ length: Int) -> Int {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    return overflow ? many : min(many, product)
  }
}

extension PatternText {
  /// How a text grows: what may be added beyond the least, and what must be.
  private struct Growth {
    var text: [UInt32] = []
    var room: Int
    var need: Int
    /// Beyond this many choices the simplest are taken: a text of thousands says no more than one of hundreds.
    var choicesLeft = 512

    mutating func grow(by count: Int) {
      room -= count
      need = max(0, need - count)
    }
  }

  /// Writes a text whose number of code points is in a range, choice by choice; `nil` where there is none, or
  /// where it is not found without trying.
  func text(lengths: ClosedRange<Int>, breadth: Int, _ draws: inout Draws) -> String? {
    let node = nodes[root]
    guard node.least <= lengths.upperBound, node.most >= lengths.lowerBound else { return nil }
    var growth = Growth(
      room: lengths.upperBound - node.least, need: max(0, lengths.lowerBound - node.least))
    write(root, later: 0, breadth, &growth, &draws)
    guard growth.need == 0, growth.room >= 0 else { return nil }
    return String(String.UnicodeScalarView(growth.text.compactMap(Unicode.Scalar.init)))
  }

  /// Writes a node; `later` is what the rest of the pattern can add beyond its least.
  private func write(
    _ index: Int, later: Int, _ breadth: Int, _ growth: inout Growth, _ draws: inout Draws
  ) {
    switch nodes[index].kind {
    case .character(let scalar): growth.text.append(scalar)
    case .set(let members): growth.text.append(character(of: members, &growth, &draws))
    case .sequence(let children):
      var rest = children.reduce(0) { min(Self.many, $0 + slack($1)) }
      for child in children {
        rest = max(0, rest - slack(child))
        write(child, later: min(Self.many, later + rest), breadth, &growth, &draws)
      }
    case .choice(let children):
      let base = nodes[index].least
      let fitting = children.filter { child in
        nodes[child].least - base <= growth.room && nodes[child].most - base >= growth.need - later
      }
      let options = fitting.isEmpty ? children : fitting
      growth.choicesLeft -= 1
      let child = options[growth.choicesLeft >= 0 ? draws.branch(of: options.count) : 0]
      growth.grow(by: nodes[child].least - base)
      write(child, later: later, breadth, &growth, &draws)
    case .repetition(let child, let atLeast, let atMost):
      let count = count(child, atLeast, atMost, later, breadth, &growth, &draws)
      growth.grow(by: (count - atLeast) * nodes[child].least)
      for number in 0..<count {
        let rest = Self.product(count - 1 - number, slack(child))
        write(child, later: min(Self.many, later + rest), breadth, &growth, &draws)
      }
    }
  }

  /// What a node can add beyond its least.
  private func slack(_ index: Int) -> Int { nodes[index].most - nodes[index].least }

  private func count(
    _ child: Int, _ atLeast: Int, _ atMost: Int, _ later: Int, _ breadth: Int, _ growth: inout Growth,
    _ draws: inout Draws
  ) -> Int {
    let (shortest, longest) = (nodes[child].least, nodes[child].most)
    // A part that may be empty is not repeated for its own sake.
    let room = shortest == 0 ? max(growth.need, breadth) : max(0, growth.room) / shortest
    let upper = min(atMost, atLeast + room)
    let wanted = max(0, growth.need - later) + atLeast * shortest
    let lower = longest == 0 ? atLeast : min(upper, max(atLeast, (wanted + longest - 1) / longest))
    growth.choicesLeft -= 1
    guard lower < upper, growth.choicesLeft >= 0 else { return lower }
    return draws.length(in: lower...upper) { random in
      switch random.below(8) {
      case 0: lower
      case 1 where upper - lower <= Self.fillsUpTo: upper
      default: lower + random.below(min(upper - lower, breadth * 2) + 1)
      }
    }
  }

  /// A count up to this far from the least is now and then met in full.
  private static let fillsUpTo = 128

  // Mostly printable ASCII where the class has it: a payload that people can read finds the same defects.
  private func character(
    of members: ReadableClass, _ growth: inout Growth, _ draws: inout Draws
  ) -> UInt32 {
    growth.choicesLeft -= 1
    guard members.count > 1, growth.choicesLeft >= 0 else { return members[0].value }
    let plain = members.plainCount
    let index = draws.integer(in: 0...members.count - 1) { random in
      plain > 0 && random.below(8) < 7 ? random.below(plain) : random.below(members.count)
    }
    return members[index].value
  }
}
