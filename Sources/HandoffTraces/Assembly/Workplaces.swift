import HandoffSchema

/// Who was at work in a run, when, and inside of whom: the visits that are left when machinery is taken away.
struct Workplaces {
  /// One agent at work once.
  struct Workplace {
    var name: String
    var visit: TraceFact.Visit
    var fact: Int
    var start: UInt64
    var end: UInt64
    /// The names around it, outermost first.
    var path: [String]
    /// Visits directly inside.
    var children: [Int] = []
    /// The visit around it, whatever call lies between.
    var host: Int?
    /// Whether models or tools ran in it directly.
    var worksItself = false
    /// Whether an agent inside was it under another name.
    var hasAgentInside = false
    /// Whether nothing happened in it.
    var isDropped = false
    /// Whether the system declares it.
    var isDeclared: Bool
    /// Whether it is declared by what lies inside only.
    var isGraph = false
  }

  /// The most graphs around one stop that are told apart.
  private static let deepest = 64

  private(set) var all: [Workplace] = []
  /// When each piece of machinery began to work, in order.
  private var machineryStarts: [ExactString: [UInt64]] = [:]
  /// Those that nothing lies around.
  private(set) var roots: [Int] = []
  /// Those directly inside a call, by the call's fact.
  private(set) var called: [Int: [Int]] = [:]
  /// The workplace that a visit's fact became, or is part of.
  private var byFact: [Int: Int] = [:]
  /// The last attempt at each piece of work.
  private var byTask: [ExactString: Int] = [:]
  private let run: RunFacts
  private let names: TracedNames

  init(_ run: RunFacts, _ names: TracedNames) {
    self.run = run
    self.names = names
    let visits = run.facts.indices.filter { if case .visit = run.facts[$0].content { true } else { false } }
    // From the outside in; within one depth by time.
    for fact in visits.sorted(by: { (run.depth[$0], $0) < (run.depth[$1], $1) }) { add(fact) }
    for (index, fact) in run.facts.enumerated() {
      switch fact.content {
      case .said, .call, .transfer: if let at = workplace(around: index) { all[at].worksItself = true }
      case .sent: if let at = workplace(around: index) { all[at].visit.hasSent = true }
      default: break
      }
    }
    drop()
    for place in all where place.visit.isMachinery && place.isDropped {
      machineryStarts[ExactString(place.name), default: []].append(place.start)
    }
    for name in machineryStarts.keys { machineryStarts[name]?.sort() }
    group()
  }

  /// The workplace in which a fact happened.
  func workplace(around fact: Int) -> Int? {
    var at = run.owner[fact]
    while let index = at {
      if let place = byFact[index] { return place }
      at = run.owner[index]
    }
    return nil
  }

  private mutating func add(_ index: Int) {
    let fact = run.facts[index]
    guard case .visit(var visit) = fact.content else { return }
    if visit.isEntry { visit.agent = names.entry ?? visit.agent }
    let around = workplace(around: index)
    let isDirect = around != nil && callAround(index) == nil
    let path = (around.map { all[$0].path } ?? []) + [visit.agent]
    let declared = names.declared(path: path)
    if let around, all[around].visit.kind == .container, visit.kind == .agent,
      all[around].visit.agent.hasSameCodePoints(as: visit.agent)
    {
      // The run as a whole, named after whoever it begins with.
      all[around].isDeclared = false
    } else if let around {
      let host = all[around]
      let isSame =
        isDirect
        && (host.visit.absorbs || host.visit.agent.hasSameCodePoints(as: visit.agent)
          || declared.map { host.isDeclared && host.name.hasSameCodePoints(as: $0) } ?? false)
      // Steps inside an agent are nobody's work but its own, unless they are declared.
      let isStep = visit.kind == .node && host.visit.kind != .container && declared == nil
      if isSame || isStep {
        if visit.kind == .agent { all[around].hasAgentInside = true }
        if all[around].visit.output == nil { all[around].visit.output = visit.output }
        byFact[index] = around
        return
      }
    }
    if let task = visit.task.map({ ExactString($0) }) {
      if let before = byTask[task], all[before].visit.failure != nil,
        all[before].visit.agent.hasSameCodePoints(as: visit.agent)
      {
        again(before, visit, index)
        return
      }
      byTask[task] = all.count
    }
    byFact[index] = all.count
    let isMachinery = visit.isMachinery && declared == nil
    all.append(
      Workplace(
        name: declared ?? visit.agent, visit: visit, fact: index, start: fact.start, end: fact.end,
        path: path, host: around, isDropped: isMachinery, isDeclared: declared != nil))
  }

  /// Another attempt at the work that failed.
  private mutating func again(_ place: Int, _ visit: TraceFact.Visit, _ fact: Int) {
    byFact[fact] = place
    all[place].visit.retries.append(run.facts[fact].start)
    all[place].visit.failure = visit.failure
    all[place].visit.output = visit.output
    all[place].end = max(all[place].end, run.facts[fact].end)
  }

  /// The call between a visit and the one around it.
  private func callAround(_ index: Int) -> Int? {
    guard let owner = run.owner[index], case .call = run.facts[owner].content else { return nil }
    return owner
  }

  /// Takes away those who merely put a message by.
  private mutating func drop() {
    // The frame around a graph that is declared by what lies inside, where it is not recorded around that.
    let hosts = names.isKnown ? Set(all.compactMap(\.host)) : []
    for index in all.indices where !all[index].isDeclared && names.isGraph(all[index].name) {
      all[index].isGraph = true
      if !hosts.contains(index) { all[index].isDropped = true }
    }
    guard all.contains(where: { $0.visit.needsAgentInside && $0.hasAgentInside }) else { return }
    for index in all.indices where all[index].visit.needsAgentInside && !all[index].hasAgentInside {
      all[index].isDropped = true
    }
  }

  /// The call during which somebody worked who is recorded beside it.
  private func callMeanwhile(_ index: Int, _ gathering: inout Gathering) -> Int? {
    guard all[index].host.map({ all[$0].visit.kind == .container }) ?? true else { return nil }
    return gathering.call(around: all[index].fact)
  }

  private mutating func group() {
    var gathering = Gathering(run)
    for index in all.indices where !all[index].isDropped {
      if let call = callAround(all[index].fact) ?? callMeanwhile(index, &gathering) {
        called[call, default: []].append(index)
      } else if let around = workplace(around: all[index].fact) {
        all[around].children.append(index)
      } else {
        roots.append(index)
      }
    }
  }
}

extension Workplaces {
  /// One stop of a sequence: a visit, or what gathers the visits inside it.
  struct Stop {
    var place: Int
    var start: UInt64
    var end: UInt64
  }

  /// Whether a workplace is only a frame around those inside.
  func isFrame(_ index: Int) -> Bool {
    let place = all[index]
    return place.visit.kind == .container
      || (!place.children.isEmpty && (!place.worksItself || place.isGraph))
  }

  /// The stops of several workplaces in order of time, frames taken apart.
  ///
  /// - Complexity: O(*n* log *n*) in the number of workplaces inside.
  func sequence(_ indices: [Int]) -> [Stop] {
    var stops: [Stop] = []
    // Frames lie in each other as deep as the run says: a stack, no recursion.
    var pending = indices
    while let index = pending.popLast() {
      let place = all[index]
      guard isFrame(index) else {
        stops.append(Stop(place: index, start: place.start, end: place.end))
        pending += place.children
        continue
      }
      pending += place.children
      // A frame that is declared gathers what ran inside; so does one whose insides ran at the same time.
      let gathers = names.isKnown ? place.isDeclared : place.visit.kind == .agent && overlaps(place.children)
      if gathers, !place.children.isEmpty {
        stops.append(Stop(place: index, start: place.end, end: place.end))
      }
    }
    return stops.sorted { ($0.start, $0.end, $0.place) < ($1.start, $1.end, $1.place) }
  }

  private func overlaps(_ indices: [Int]) -> Bool {
    let sorted = indices.sorted { all[$0].start < all[$1].start }
    return zip(sorted, sorted.dropFirst()).contains { all[$1].start < all[$0].end }
  }

  /// A workplace and those around it, the outermost first.
  func line(of index: Int) -> [Int] {
    var line = [index]
    while let host = all[line[line.count - 1]].host, line.count < Self.deepest { line.append(host) }
    return line.reversed()
  }

  /// When the earliest of several pieces of machinery last began before a time; `nil` where none of them is machinery.
  func machinery(_ names: [String], before time: UInt64) -> UInt64? {
    guard !machineryStarts.isEmpty else { return nil }
    return names.compactMap { name in
      let starts = machineryStarts[ExactString(name)] ?? []
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= time { low = middle + 1 } else { high = middle }
      }
      return low > 0 ? starts[low - 1] : nil
    }.min()
  }
}
