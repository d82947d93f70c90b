import HandoffFuzzing

/// One of several processes of a program, on a thread of its own.
actor ConsumerWorker {
  /// Where the payload is noted that the process is given.
  struct NotePlace: Sendable, Hashable {
    /// The name of the manifest.
    var manifest: String
    /// The folder of `.handoff`.
    var base: String
  }

  private let executor = QueueExecutor()
  private let consumer: ProcessConsumer
  private let job: Int

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(
    _ call: ProgramCall, in environment: ProcessEnvironment, _ conduct: ProgramConduct, failureTag: String?,
    job: Int, note: NotePlace?
  ) {
    self.job = job
    let note = note.flatMap { RunningNote.make(for: $0.manifest, beside: $0.base, job: job + 1) }
    consumer = ProcessConsumer(call, in: environment, conduct, failureTag: failureTag, note: note)
  }

  /// Hands cases over, one after the other.
  func answers(to cases: [HandoffCase]) async -> [ConsumerReply] {
    var replies: [ConsumerReply] = []
    var isCutShort = false
    for item in cases {
      // Nobody looks at what comes after an interruption, or after an end that it should not come after.
      var answer = ConsumerAnswer.timedOut
      isCutShort = isCutShort && item.isContinuation
      if !Task.isCancelled, !isCutShort {
        answer = await consumer.answer(item)
        isCutShort = answer.endsConsumer
      }
      replies.append(ConsumerReply(answer, job: job, surrender: consumer.surrender))
    }
    return replies
  }

  var lingered: Int { consumer.lingered }

  func expect(knownEnds: Int) { consumer.knownEnds = knownEnds }
  func renew() async { await consumer.renew() }
  func finish() { consumer.finish() }
}
