import Foundation
import HandoffTesting
import Newsroom

/// The writer as the tests run it; `SAMPLE_CLIENT_BROKEN=1` breaks it.
let writer = Writer(isCareless: ProcessInfo.processInfo.environment["SAMPLE_CLIENT_BROKEN"] == "1")

struct NullPriority: Error {}

func draft(_ payload: Payload) throws -> Article {
  // `decode` takes a missing priority and a null one alike; the contract does not.
  if payload["priority"] == .null { throw NullPriority() }
  let findings = try payload.decode(Findings.self)
  return try writer.draft(from: findings, members: payload.value.objectValue?.keys ?? [])
}
