import Foundation
import HandoffTesting
import Newsroom

/// What is wrong with the consumer in this run, by `SAMPLE_CLIENT_MODE`; the tests of the other modes are skipped.
enum Mode: String {
  case flaky, trapping, blocking, stuck, late, complaining, wrongFramework, detached, timing, isolated,
    overreaching

  static let current = ProcessInfo.processInfo.environment["SAMPLE_CLIENT_MODE"].flatMap(Mode.init)
}

/// Counts calls, from whichever task.
actor Counter {
  static let shared = Counter()
  private var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}

/// The writer with what the mode makes of it.
func broken(_ payload: Payload) async throws -> Article {
  let isEmpty = payload["sources"] == []
  switch Mode.current {
  case .flaky where isEmpty:
    if await Counter.shared.next() % 3 == 0 { return Article(title: "nothing") }
  case .trapping where isEmpty, .isolated where isEmpty:
    let sources = payload["sources"]?.arrayValue ?? []
    return Article(title: "\(sources[0])")
  case .blocking where isEmpty:
    while true { pause() }
  case .stuck where isEmpty:
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
  case .late:
    try await Task.sleep(for: .milliseconds(400))
  default: break
  }
  return try draft(payload)
}

/// The archive that only the researcher declares, used by both.
func overreachingProbe() async -> StoreProbe<String> {
  let probe = StoreProbe<String>(newsroom, "archive", over: .inMemory())
  try? await probe.client(for: "researcher").write("topic", "rivers")
  try? await probe.client(for: "writer").write("topic", "lakes")
  return probe
}
