import HandoffContracts
import HandoffTraffic

/// Looks for agents that meet at a store, and for readers that come before every writer.
struct StoreSearch {
  /// How many handoffs, and agents that use a store, are looked at in all.
  static let stepLimit = 20_000_000
  /// How many pairs of handoffs are held against each other in all.
  static let pairLimit = 4_096

  private var stores: [StoreFacts]
  /// For each agent the stores that it uses and that are looked at.
  private var used: [AgentIndex: [Use]] = [:]
  /// By store: the readers beside a writer.
  private var beside: [Int: Set<AgentIndex>] = [:]
  private var stepsLeft = Self.stepLimit
  private var pairsLeft = Self.pairLimit
  /// Whether two handoffs of a group are taken together.
  private var known: [[HandoffIndex]: Bool] = [:]
  private var omission: String?

  private struct Use {
    var store: Int
    var reads: Bool
    var writes: Bool
  }

  /// Who uses a store on one branch; two of each kind are enough to find one that is not a given agent.
  private struct Users {
    var readers: [AgentIndex] = []
    var writers: [AgentIndex] = []
  }

  private init(_ system: AgentSystem) {
    stores = StoreUse.all(in: system).map { StoreFacts(use: $0) }
    for (store, facts) in stores.enumerated() {
      let (readers, writers) = (Set(facts.use.readers), Set(facts.use.writers))
      guard !writers.isEmpty, readers.union(writers).count > 1 else { continue }
      for agent in readers.union(writers) {
        used[agent, default: []].append(
          Use(store: store, reads: readers.contains(agent), writes: writers.contains(agent)))
      }
    }
  }

  /// Works out the facts of all stores in the order of ``StoreUse/all(in:)``, and what was left out, in words.
  ///
  /// - Parameters:
  ///   - traffic: What travels.
  ///   - routes: All ways of work.
  ///   - isReached: Whether a known way leads from an entry to an agent; `nil` where that cannot be said of all.
  /// - Returns: The facts, and the omission.
  /// - Complexity: O(*agents* + *handoffs*) for each parallel group and for each store that has readers and writers,
  ///   and at most ``stepLimit``.
  static func run(
    _ traffic: inout Traffic, _ routes: Adjacency, isReached: ((AgentIndex) -> Bool)?
  ) -> (stores: [StoreFacts], omission: String?) {
    var search = StoreSearch(traffic.system)
    guard !search.used.isEmpty else { return (search.stores, nil) }
    search.lookAtGroups(&traffic)
    if let isReached { search.lookAtReaders(routes, isReached) }
    return (search.stores, search.omission)
  }

  // MARK: - Races

  private mutating func lookAtGroups(_ traffic: inout Traffic) {
    let branches = ParallelBranches(traffic.system, traffic.structure)
    for group in branches.groups {
      guard let agents = branches.agents(of: group, steps: &stepsLeft) else {
        omission = "more than \(Self.stepLimit) handoffs lie on the branches of parallel groups"
        return
      }
      for (store, users) in users(of: agents) { look(at: store, users, group, &traffic) }
    }
  }

  /// For each store, in order, who uses it on which branch.
  private mutating func users(of agents: [AgentIndex: [Int]]) -> [(store: Int, users: [Int: Users])] {
    var result: [Int: [Int: Users]] = [:]
    var readers: [Int: [AgentIndex]] = [:]
    for agent in agents.keys.sorted() {
      for use in used[agent] ?? [] {
        if use.reads { readers[use.store, default: []].append(agent) }
        for branch in agents[agent] ?? [] {
          stepsLeft -= 1
          var users = result[use.store]?[branch] ?? Users()
          if use.reads, users.readers.count < 2 { users.readers.append(agent) }
          if use.writes, users.writers.count < 2 { users.writers.append(agent) }
          result[use.store, default: [:]][branch] = users
        }
      }
    }
    for (store, users) in result {
      let writing = users.filter { !$0.value.writers.isEmpty }.keys
      guard let branch = writing.first else { continue }
      for reader in readers[store] ?? [] where writing.count > 1 || agents[reader] != [branch] {
        beside[store, default: []].insert(reader)
      }
    }
    return result.keys.sorted().map { ($0, result[$0] ?? [:]) }
  }

  private mutating func look(
    at store: Int, _ users: [Int: Users], _ group: ParallelBranches.Group, _ traffic: inout Traffic
  ) {
    guard !stores[store].use.isSafeTogether, stores[store].race?.otherWrites != true else { return }
    let branches = users.keys.sorted()
    let writing = branches.filter { users[$0]?.writers.isEmpty == false }
    for bothWrite in [true, false] {
      // One of a writer and a reader is known already.
      if !bothWrite, stores[store].race != nil { return }
      for branch in writing {
        for other in bothWrite ? writing : branches where other != branch {
          let rivals = bothWrite ? users[other]?.writers : users[other]?.readers
          guard let (writer, rival) = pair(users[branch]?.writers ?? [], rivals ?? []) else { continue }
          guard let isRace = goTogether(group[branch], group[other], &traffic) else { return }
          guard isRace else { continue }
          stores[store].race = StoreFacts.Race(
            writer: writer, other: rival, otherWrites: stores[store].use.writers.contains(rival),
            handoffs: [group[branch], group[other]])
          return
        }
      }
    }
  }

  /// A writer, and somebody else.
  private func pair(
    _ writers: [AgentIndex], _ others: [AgentIndex]
  ) -> (writer: AgentIndex, other: AgentIndex)? {
    for writer in writers {
      if let other = others.first(where: { $0 != writer }) { return (writer, other) }
    }
    return nil
  }

  /// Whether one payload may take two handoffs of a group; `nil` where no more pairs are asked about.
  private mutating func goTogether(
    _ one: HandoffIndex, _ other: HandoffIndex, _ traffic: inout Traffic
  ) -> Bool? {
    let traits = [one, other].map { traffic.structure.traits(of: $0) }
    if traits.allSatisfy(\.isUnconditional) { return true }
    let key = [min(one, other), max(one, other)]
    if let answer = known[key] { return answer }
    guard pairsLeft > 0 else {
      omission = "more than \(Self.pairLimit) pairs of handoffs with guards lead to stores"
      return nil
    }
    pairsLeft -= 1
    var asked = 0
    let answer = traffic.areTakenTogether(one, other, questions: &asked)
    known[key] = answer
    return answer
  }

  // MARK: - Readers before writers

  private mutating func lookAtReaders(_ routes: Adjacency, _ isReached: (AgentIndex) -> Bool) {
    for store in stores.indices {
      let use = stores[store].use
      // What no agent writes is filled from outside, and what is kept for long remembers earlier runs.
      guard !use.writers.isEmpty, use.store?.layer != .longTerm else { continue }
      let writers = Set(use.writers)
      // An agent that writes what it reads looks for its own last value; one beside a writer is a race.
      let suspects = use.readers.filter { reader in
        isReached(reader) && !writers.contains(reader) && beside[store]?.contains(reader) != true
      }
      guard !suspects.isEmpty else { continue }
      guard let missed = agents(suspects, notBehind: use.writers, routes) else {
        omission = omission ?? "more than \(Self.stepLimit) handoffs lead from writers of stores to readers"
        return
      }
      stores[store].uninformed = missed
    }
  }

  /// Those of some agents that work cannot come to after some others have worked; `nil` where the steps were used up.
  private mutating func agents(
    _ suspects: [AgentIndex], notBehind writers: [AgentIndex], _ routes: Adjacency
  ) -> [AgentIndex]? {
    var missing = Set(suspects)
    var seen: Set<Int32> = []
    var open = writers.map { Int32($0.rawValue) }
    while let agent = open.popLast(), !missing.isEmpty {
      for position in routes.places(of: Int(agent)) {
        stepsLeft -= 1
        guard stepsLeft >= 0 else { return nil }
        let next = routes.targets[position]
        guard seen.insert(next).inserted else { continue }
        missing.remove(AgentIndex(Int(next)))
        open.append(next)
      }
    }
    return suspects.filter(missing.contains)
  }
}
