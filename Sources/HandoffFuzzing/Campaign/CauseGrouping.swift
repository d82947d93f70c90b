import HandoffSchema

/// Tells which sightings have one cause.
///
/// Sightings with something in common have one cause: the signature of a crash, the member that was broken and that
/// nobody looked at, the reason of a refusal. One way of breaking payloads that goes through at several members is one
/// laxness, and so is an object of which nobody looks at anything. What is common to too many causes of one class is one
/// cause, too: a consumer that looks at nothing is one mistake, however many members the contract has.
struct CauseGrouping {
  /// More members than this that nobody looks at are told as one.
  static let memberLimit = 3
  /// More reasons of one class than this are told as one.
  static let reasonLimit = 8
  /// A consumer is said to look at nothing only after so many different ways of breaking a payload.
  static let waysOfEverything = 4

  /// What sightings of one cause have in common.
  private enum Link: Hashable {
    case signature(ExactString)
    case member(ExactString)
    case reason(FailureClass, ExactString)
    case only(FailureClass)
    case text
    /// Members of which nothing is read: one reader that does not know the whole contract.
    case loss
  }

  private let book: CauseBook
  private let entries: [CauseBook.Entry]
  /// Crashes on payloads that keep the contract: what was broken in other payloads has nothing to do with them.
  private let signaturesOfValid: Set<ExactString>

  init(_ book: CauseBook) {
    self.book = book
    entries = book.entries
    signaturesOfValid = Set(
      entries.filter { $0.kind.failureClass == .crash && $0.kind.standing == .valid }.map(\.kind.place))
  }

  /// The causes, in the order in which they were met.
  func causes() -> [FailureCause] {
    // Who cannot be understood says nothing about payloads.
    let broken = entries.indices.filter { entries[$0].kind.failureClass == .brokenProtocol }
    if !broken.isEmpty { return [cause(of: Group(entries: broken))] }
    var groups = linkedGroups().map { Group(entries: $0) }
    absorbInner(&groups)
    if looksAtNothing {
      joinEverything(&groups)
    } else {
      joinAlike(&groups)
      join(&groups, above: Self.memberLimit, as: .members([])) { isUnguarded($0) }
    }
    for failureClass in FailureClass.all {
      let isByMember = failureClass == .misinterpretation || failureClass == .invalidAnswer
      let limit = isByMember ? Self.memberLimit : Self.reasonLimit
      join(&groups, above: limit, as: .many) { [scope = FailureCause.Scope.single] group in
        group.scope == scope && !isUnguarded(group) && classes(of: group) == [failureClass]
      }
    }
    return groups.map(cause)
  }

  private struct Group {
    var entries: [Int]
    var scope = FailureCause.Scope.single
    /// How many members or reasons it stands for, before those that are alike were joined.
    var weight = 1
  }

  private func links(of kind: CauseBook.Kind) -> [Link] {
    switch kind.failureClass {
    case .crash:
      let signature = Link.signature(kind.place)
      if kind.standing == .text { return [signature, .text] }
      guard let member = kind.member, kind.standing == .broken, !signaturesOfValid.contains(kind.place) else {
        return [signature]
      }
      return [signature, .member(member)]
    case .silentAcceptance:
      if kind.standing == .text { return [.text] }
      let member = Link.member(kind.member ?? "")
      // Who does not see a failure does not see it beside a result either.
      return kind.operation == .failureWithOutput ? [member, .only(.failureSwallowed)] : [member]
    case .hang, .failureSwallowed, .brokenProtocol: return [.only(kind.failureClass)]
    default: return [.reason(kind.failureClass, kind.place)]
    }
  }

  private func otherLinks(of entry: CauseBook.Entry) -> [Link] {
    let places = entry.sightings.compactMap(\.judgement.otherPlace).map {
      Link.reason(entry.kind.failureClass, ExactString($0))
    }
    return entry.sightings.contains { $0.judgement.loss != nil } ? places + [.loss] : places
  }

  /// The entries that are connected by links, each group in order.
  private func linkedGroups() -> [[Int]] {
    var parents = Array(entries.indices)
    func root(_ entry: Int) -> Int {
      var entry = entry
      while parents[entry] != entry {
        parents[entry] = parents[parents[entry]]
        entry = parents[entry]
      }
      return entry
    }
    var owners: [Link: Int] = [:]
    for (position, entry) in entries.enumerated() {
      for link in links(of: entry.kind) + otherLinks(of: entry) {
        guard let owner = owners[link] else {
          owners[link] = position
          continue
        }
        let (left, right) = (root(owner), root(position))
        parents[max(left, right)] = min(left, right)
      }
    }
    var groups: [[Int]] = []
    var places: [Int: Int] = [:]
    for position in entries.indices {
      let top = root(position)
      if let place = places[top] {
        groups[place].append(position)
      } else {
        places[top] = groups.count
        groups.append([position])
      }
    }
    return groups
  }

  private func classes(of group: Group) -> [FailureClass] {
    let found = Set(group.entries.map { entries[$0].kind.failureClass })
    return FailureClass.all.filter(found.contains)
  }

  /// Whether all of a group is that something broken was not noticed.
  private func isUnguarded(_ group: Group) -> Bool {
    group.entries.allSatisfy { position in
      let kind = entries[position].kind
      let isUnnoticed =
        kind.failureClass == .silentAcceptance || kind.failureClass == .crash
        || kind.failureClass == .failureSwallowed
      return isUnnoticed && kind.standing != .valid && kind.standing != .tolerated
    }
  }

  private func members(of group: Group) -> [String] {
    var seen: Set<ExactString> = []
    return group.entries.compactMap { entries[$0].kind.member }.filter { seen.insert($0).inserted }.map(
      \.string)
  }

  /// Who takes a value of another type looks at nothing inside either.
  private func absorbInner(_ groups: inout [Group]) {
    let outer = groups.indices.flatMap { group in
      groups[group].entries.compactMap { position -> (group: Int, prefix: String)? in
        let entry = entries[position]
        guard entry.kind.failureClass == .silentAcceptance, let member = entry.kind.member,
          entry.sightings.contains(where: { $0.changesType })
        else { return nil }
        return (group, member.string + "/")
      }
    }
    for (group, prefix) in outer {
      for other in groups.indices where other != group && !groups[other].entries.isEmpty {
        let inner = members(of: groups[other])
        let isInside = !inner.isEmpty && inner.allSatisfy { $0.utf8.starts(with: prefix.utf8) }
        guard isInside, isUnguarded(groups[other]) else { continue }
        groups[group].entries += groups[other].entries
        groups[other].entries = []
      }
    }
    groups.removeAll { $0.entries.isEmpty }
  }

  /// The ways of breaking a payload that went through unnoticed, and where.
  private func laxness(of group: Group) -> (ways: Set<MutationOperator>, members: Set<ExactString>) {
    guard isUnguarded(group) else { return ([], []) }
    let accepted = group.entries.map { entries[$0].kind }.filter {
      $0.failureClass == .silentAcceptance && $0.standing == .broken && $0.operation != .failureWithOutput
    }
    return (Set(accepted.compactMap(\.operation)), Set(accepted.compactMap(\.member)))
  }

  private func joinAlike(_ groups: inout [Group]) {
    var first = 0
    while first < groups.count {
      var isJoined = false
      for other in groups.indices where other != first {
        let (left, right) = (laxness(of: groups[first]), laxness(of: groups[other]))
        let isAlike =
          !left.ways.isDisjoint(with: right.ways) || isRest(right.members, of: left.members)
        guard isAlike else { continue }
        let (kept, gone) = (min(first, other), max(first, other))
        groups[kept].entries = (groups[kept].entries + groups[gone].entries).sorted()
        groups[kept].weight += groups[gone].weight
        groups.remove(at: gone)
        first = kept
        isJoined = true
        break
      }
      if !isJoined { first += 1 }
    }
    for index in groups.indices where groups[index].weight > Self.memberLimit {
      groups[index].scope = .members(members(of: groups[index]))
    }
  }

  /// Whether all that is left of an object are the members that its schema does not name, beside several that it does.
  private func isRest(_ members: Set<ExactString>, of others: Set<ExactString>) -> Bool {
    guard members.count == 1, let rest = members.first?.string, rest.hasSuffix(Mutation.further) else {
      return false
    }
    let object = rest.utf8.dropLast(Mutation.further.utf8.count)
    return others.count { $0.string.utf8.dropLast(Self.lastToken($0.string) + 1).elementsEqual(object) } > 1
  }

  /// How many bytes the last token of a pointer has.
  private static func lastToken(_ pointer: String) -> Int {
    pointer.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.count
  }

  private var looksAtNothing: Bool {
    guard book.brokenTried > 0, book.brokenRefused == 0 else { return false }
    let broken = entries.filter { $0.kind.standing == .broken }
    let ways = Set(broken.map { Way(operation: $0.kind.operation, member: $0.kind.member) })
    return ways.count >= Self.waysOfEverything
      && broken.contains { $0.kind.failureClass == .silentAcceptance }
  }

  private struct Way: Hashable {
    var operation: MutationOperator?
    var member: ExactString?
  }

  /// All that was not noticed is one cause; a single crash on what keeps the contract is told with it.
  private func joinEverything(_ groups: inout [Group]) {
    let crashes = groups.indices.filter { group in
      groups[group].entries.contains {
        entries[$0].kind.failureClass == .crash && entries[$0].kind.standing == .valid
      }
    }
    let isTold = crashes.count == 1 ? crashes : []
    join(&groups, above: 0, as: .everything) {
      isUnguarded($0)
    } with: {
      isTold.contains($0)
    }
  }

  /// Makes one group of those that a test picks, where they are more than a limit.
  private func join(
    _ groups: inout [Group], above limit: Int, as scope: FailureCause.Scope, where isMeant: (Group) -> Bool,
    with isAlsoMeant: (Int) -> Bool = { _ in false }
  ) {
    let meant = groups.indices.filter { isMeant(groups[$0]) || isAlsoMeant($0) }
    let weight = meant.reduce(0) { $0 + groups[$1].weight }
    guard weight > limit, let first = meant.first else { return }
    var joined = Group(entries: meant.flatMap { groups[$0].entries }.sorted(), scope: scope)
    if case .members = scope { joined.scope = .members(members(of: joined)) }
    groups[first] = joined
    for index in meant.dropFirst().reversed() { groups.remove(at: index) }
  }

  private func cause(of group: Group) -> FailureCause {
    let members = group.entries.map { entries[$0] }
    let classes = classes(of: group)
    let isCrashOfValid = members.contains { $0.kind.failureClass == .crash && $0.kind.standing == .valid }
    let tellsAcceptance = group.scope != .single && !isCrashOfValid && classes.contains(.silentAcceptance)
    let isAboutFailures =
      classes.first == .silentAcceptance && classes.contains(.failureSwallowed)
      && members.allSatisfy {
        $0.kind.failureClass == .failureSwallowed || $0.kind.operation == .failureWithOutput
      }
    let failureClass: FailureClass =
      tellsAcceptance ? .silentAcceptance : isAboutFailures ? .failureSwallowed : classes.first ?? .crash
    let best = members.filter { $0.kind.failureClass == failureClass }
    let candidates = best.flatMap(\.sightings).sorted { left, right in
      let (isLeftValid, isRightValid) = (left.standing == .valid, right.standing == .valid)
      if isLeftValid != isRightValid { return isLeftValid }
      // What is known of how a payload was broken is worth more than that it is small.
      if left.isUnexplained != right.isUnexplained { return right.isUnexplained }
      if left.isText != right.isText { return right.isText }
      // What needs nothing before it says more of the payload.
      if left.isSequence != right.isSequence { return right.isSequence }
      if left.isHeld != right.isHeld { return right.isHeld }
      // What was read in place of a lost member says why it is lost.
      if left.readsOtherName != right.readsOtherName { return left.readsOtherName }
      return (left.size, left.index) < (right.size, right.index)
    }
    return FailureCause(
      scope: group.scope, failureClass: failureClass, candidates: candidates, ways: ways(of: members),
      occurrences: members.reduce(0) { $0 + $1.occurrences })
  }

  private func ways(of members: [CauseBook.Entry]) -> [CampaignFailure.Way] {
    var result: [CampaignFailure.Way] = []
    var places: [CauseBook.Kind: Int] = [:]
    for entry in members {
      let hasSign = entry.kind.failureClass != .silentAcceptance
      var kind = entry.kind
      // Two ways that a reader cannot tell apart are one.
      kind.standing = .broken
      if let place = places[kind] {
        result[place].occurrences += entry.occurrences
        continue
      }
      places[kind] = result.count
      result.append(
        .init(
          failureClass: kind.failureClass, operation: kind.operation, member: kind.member?.string,
          sign: hasSign ? kind.place.string : "", occurrences: entry.occurrences))
    }
    return result
  }
}
