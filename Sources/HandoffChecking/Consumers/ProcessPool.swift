package import HandoffFuzzing

/// Several processes of one program side by side, which share the cases.
///
/// What the cases show is the same as with one process, for a program that does not remember earlier cases.
package final class ProcessPool: ProgramConsumer, ConcurrentConsumer {
  /// The most cases that one process is handed at once.
  private static let shareLimit = 256
  /// How long a block of cases is to take, where nobody says otherwise: long enough to be worth the start, short enough
  /// to be interrupted.
  package static let usualBlockTime = Duration.milliseconds(50)

  private let workers: [ConsumerWorker]
  private let blockTime: Duration
  /// How many cases of a block each process gets.
  private var share = 1
  private var block: Block?

  /// A block of cases that the processes are at.
  private struct Block {
    /// Which process got each case, and as which of its own.
    var slots: [(job: Int, place: Int)]
    var isFull: Bool
    var replies: Task<Outcome, Never>
  }

  /// What each process is to do.
  private struct Work: Sendable {
    let workers: [ConsumerWorker]
    let shares: [[HandoffCase]]

    func outcome() async -> Outcome {
      let start = ContinuousClock.now
      let replies = await withTaskGroup(of: (job: Int, replies: [ConsumerReply]).self) { group in
        for (job, worker) in workers.enumerated() where !shares[job].isEmpty {
          let share = shares[job]
          group.addTask { (job, await worker.answers(to: share)) }
        }
        var result = [[ConsumerReply]](repeating: [], count: workers.count)
        for await part in group { result[part.job] = part.replies }
        return result
      }
      return Outcome(replies: replies, time: start.duration(to: .now))
    }
  }

  /// What each process replied, and how long all of them took.
  private struct Outcome: Sendable {
    var replies: [[ConsumerReply]]
    var time: Duration
  }

  package let language: ConsumerLanguage
  package let readsText = true
  package let isRenewable = true
  package private(set) var surrender: String?
  package var knownEnds = 0

  /// Takes a program; nothing is started yet.
  ///
  /// - Parameters:
  ///   - call: The program.
  ///   - environment: What it gets.
  ///   - conduct: How it is run.
  ///   - failureTag: The member that names the kind in a failure payload of the consumer's contract.
  ///   - jobs: How many processes run at the same time, 1 or more.
  ///   - memory: Where the payloads are noted that the processes are given.
  ///   - blockTime: How long the cases that are handed over at once are to take.
  package init(
    _ call: ProgramCall, in environment: ProcessEnvironment, _ conduct: ProgramConduct, failureTag: String?,
    jobs: Int, memory: FailureMemory? = nil, blockTime: Duration = usualBlockTime
  ) {
    self.blockTime = blockTime
    language = call.language
    let place = memory.map { ConsumerWorker.NotePlace(manifest: $0.manifest, base: $0.base) }
    workers = (0..<max(1, jobs)).map {
      ConsumerWorker(call, in: environment, conduct, failureTag: failureTag, job: $0, note: place)
    }
  }

  package var lingered: Int {
    get async {
      var sum = 0
      for worker in workers { sum += await worker.lingered }
      return sum
    }
  }

  package var width: Int { share * workers.count }

  package func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    let ends = knownEnds
    await workers[0].expect(knownEnds: ends)
    let replies = await workers[0].answers(to: [handoffCase])
    surrender = surrender ?? replies.first?.surrender
    return replies.first?.answer ?? .timedOut
  }

  package func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
    begin(cases)
    return await ended()
  }

  package func begin(_ cases: [HandoffCase]) {
    var shares = [[HandoffCase]](repeating: [], count: workers.count)
    var slots: [(job: Int, place: Int)] = []
    // In turn, so that which process gets a case does not depend on how fast the others are.
    var turn = -1
    for item in cases {
      if !item.isContinuation || turn < 0 { turn += 1 }
      let job = turn % workers.count
      slots.append((job, shares[job].count))
      shares[job].append(item)
    }
    let work = Work(workers: workers, shares: shares)
    let replies = Task { await work.outcome() }
    block = Block(slots: slots, isFull: turn + 1 >= width, replies: replies)
  }

  package func ended() async -> [ConsumerReply] {
    guard let block else { return [] }
    self.block = nil
    let task = block.replies
    let answered = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    adapt(to: answered.time, isFull: block.isFull)
    surrender = surrender ?? answered.replies.lazy.flatMap { $0 }.compactMap(\.surrender).first
    return block.slots.map { answered.replies[$0.job][$0.place] }
  }

  private func adapt(to time: Duration, isFull: Bool) {
    if time > blockTime {
      share = max(1, share / 2)
    } else if isFull, time < blockTime / 2 {
      share = min(Self.shareLimit, share * 2)
    }
  }

  package func renew() async { await workers[0].renew() }

  package func finish() async {
    await withTaskGroup { group in
      for worker in workers { group.addTask { await worker.finish() } }
    }
  }
}
