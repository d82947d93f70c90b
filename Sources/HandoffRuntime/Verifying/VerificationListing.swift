import HandoffSchema

/// The handoffs that a report lists, within a bound.
struct VerificationListing {
  /// The most handoffs that are kept, and the most bytes of their payloads.
  private static let mostEntries = 1_000_000
  private static let mostBytes = 64 << 20

  private(set) var entries: [VerificationReport.Entry] = []
  /// How many did not fit.
  private(set) var left = 0
  private var bytes = 0

  mutating func add(_ entry: VerificationReport.Entry) {
    bytes += 64 + (entry.payload.map { $0.text(.compact).utf8.count } ?? 0)
    guard entries.count < Self.mostEntries, bytes < Self.mostBytes else { return left += 1 }
    entries.append(entry)
  }
}
