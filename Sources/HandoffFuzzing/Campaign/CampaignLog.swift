/// What each of the consumers that run side by side was handed, in order: what may have changed its state.
///
/// Cases that the campaign makes are kept as the numbers to make them from, so that a long run keeps all of them.
struct CampaignLog: Sendable {
  /// What is known of a case.
  enum Entry: Sendable {
    case given(HandoffCase.Content)
    case drawn(CaseGoal, ordinal: Int)

    /// The number among the cases of the goal; `nil` where there is none.
    var ordinal: Int? { if case .drawn(_, let ordinal) = self { ordinal } else { nil } }
  }

  /// What one running consumer had been given.
  struct Stretch: Sendable, Hashable {
    var job = 0
    var range = 0..<0
    /// False where the log had no room for all of it.
    var isWhole = true
  }

  private struct Job: Sendable {
    var entries: [Entry] = []
    /// Where the running consumer was started.
    var start = 0
    /// Whether cases of the running consumer are missing.
    var isFull = false
  }

  /// The most cases that are kept for each of the consumers.
  private let limit: Int
  private var jobs: [Job] = [Job()]

  init(limit: Int = 1_000_000) { self.limit = limit }

  /// What the running consumer of a job had been given so far.
  func stretch(of job: Int) -> Stretch {
    guard jobs.indices.contains(job) else { return Stretch(job: job) }
    let state = jobs[job]
    return Stretch(job: job, range: state.start..<state.entries.count, isWhole: !state.isFull)
  }

  /// Notes a case that the consumer of a job was given.
  mutating func append(_ entry: Entry, to job: Int, endsConsumer: Bool) {
    while jobs.count <= job { jobs.append(Job()) }
    if jobs[job].entries.count < limit {
      jobs[job].entries.append(entry)
    } else {
      jobs[job].isFull = true
    }
    if endsConsumer { restart(job) }
  }

  /// Notes that the consumer of a job is started afresh.
  mutating func restart(_ job: Int) {
    guard jobs.indices.contains(job) else { return }
    jobs[job].start = jobs[job].entries.count
    jobs[job].isFull = false
  }

  /// The last cases of a stretch, made again.
  func contents(
    of stretch: Stretch, last count: Int, _ build: (CaseGoal, Int) -> HandoffCase.Content?
  ) -> [HandoffCase.Content] {
    guard jobs.indices.contains(stretch.job) else { return [] }
    return jobs[stretch.job].entries[stretch.range].suffix(count).compactMap { entry in
      switch entry {
      case .given(let content): content
      case .drawn(let goal, let ordinal): build(goal, ordinal)
      }
    }
  }
}
