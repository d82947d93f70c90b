import Dispatch

/// Runs an actor on a thread that may wait for a program, so that no thread of the shared pool does.
final class QueueExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "handoff.consumer")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
