package import HandoffSchema

extension Deadline {
  /// So long from now on.
  package static func after(_ limit: Duration) -> Deadline {
    let start = ContinuousClock.now
    return Deadline(in: limit) { start.duration(to: .now) }
  }
}
