import HandoffFuzzing
import HandoffSchema

/// Tells which failures of several reports have one cause.
struct FailureJoining {
  private(set) var failures: [CampaignFailure] = []

  /// Takes the failures of a further report.
  mutating func add(_ others: [CampaignFailure]) {
    let known = failures.count
    for other in others {
      // One report has told its own causes apart already.
      guard let place = failures[..<known].firstIndex(where: { Self.haveOneCause($0, other) }) else {
        failures.append(other)
        continue
      }
      failures[place] = Self.joined(failures[place], other)
    }
  }

  private static func haveOneCause(_ one: CampaignFailure, _ other: CampaignFailure) -> Bool {
    guard one.failureClass == other.failureClass else { return false }
    // What comes and goes is one thing to mend.
    if case .flaky = one.confirmation, case .flaky = other.confirmation { return true }
    if one.content == other.content { return true }
    // A member that nobody looks at is one cause, in whichever ways it was broken.
    let unseen = Set(one.ways.compactMap(Self.unseenMember))
    if other.ways.contains(where: { unseenMember($0).map(unseen.contains) == true }) { return true }
    let keys = Set(one.ways.map(Key.init))
    return other.ways.contains { keys.contains(Key($0)) }
  }

  private static func unseenMember(_ way: CampaignFailure.Way) -> ExactString? {
    way.failureClass == .silentAcceptance ? way.member.map { ExactString($0) } : nil
  }

  private struct Key: Hashable {
    var failureClass: FailureClass
    var operation: MutationOperator?
    var member: ExactString?
    var sign: ExactString

    init(_ way: CampaignFailure.Way) {
      failureClass = way.failureClass
      operation = way.operation
      member = way.member.map { ExactString($0) }
      sign = ExactString(way.sign)
    }
  }

  private static func joined(_ one: CampaignFailure, _ other: CampaignFailure) -> CampaignFailure {
    var result = size(other) < size(one) ? other : one
    result.ways = one.ways
    for way in other.ways {
      if let place = result.ways.firstIndex(where: { Key($0) == Key(way) }) {
        result.ways[place].occurrences += way.occurrences
      } else {
        result.ways.append(way)
      }
    }
    result.occurrences = one.occurrences + other.occurrences
    result.evaluations = one.evaluations + other.evaluations
    return result
  }

  private static func size(_ failure: CampaignFailure) -> Int {
    switch failure.content {
    case .payload(let payload): payload.text().utf8.count
    case .text(let text): text.utf8.count
    }
  }
}
