import HandoffSchema

/// Members that a consumer read although they were not sent with the payload, but with one before it: a value that one
/// task leaves behind for the next.
///
/// A default is the same each time, so a value counts only where another one was read in the same place before.
struct CarriedOver: Sendable {
  /// What was read where nothing was sent.
  struct Member: Sendable, Hashable {
    var pointer: JSONPointer
    var value: JSONValue

    /// Whether an answer shows it again.
    func isShown(by answer: ConsumerAnswer, to content: HandoffCase.Content) -> Bool {
      guard case .payload(let sent) = content, case .accepted(_, let understood?) = answer else {
        return false
      }
      return sent[pointer] == nil && understood.value[pointer] == value
    }
  }

  /// So deep are objects looked into.
  private static let depth = 3
  /// Of so many members it is known what was read first.
  private static let limit = 200
  /// So many payloads back a value may have come.
  private static let reach = 64

  /// The cases that show it, the smallest one of each member.
  private(set) var sightings: [Sighting] = []
  /// How often it was shown.
  private(set) var count = 0
  private var recent: [JSONValue] = []
  private var next = 0
  private var readFirst: [JSONPointer: JSONValue] = [:]

  /// Notes what was sent.
  ///
  /// - Complexity: O(1).
  mutating func noteSent(_ content: HandoffCase.Content) {
    guard case .payload(let payload) = content else { return }
    if recent.count < Self.reach {
      recent.append(payload)
    } else {
      recent[next] = payload
      next = (next + 1) % Self.reach
    }
  }

  /// The failure that a reading shows, before its payload is noted as sent; `nil` where it shows none.
  ///
  /// - Parameters:
  ///   - sent: The payload.
  ///   - read: The payload as the consumer read it.
  ///   - described: The names of members that the contract describes.
  ///   - isKnown: Whether the consumer is known not to fill in by itself what stays the same.
  /// - Returns: The judgement, with what was read.
  /// - Complexity: O(*n*) in the number of members, where nothing is read that was not sent.
  mutating func judgement(
    of sent: JSONValue, read: JSONValue, described: Set<ExactString>, isKnown: Bool
  ) -> Judge.Judgement? {
    var unsent: [Member] = []
    Self.collect(read, beyond: sent, described, at: .root, Self.depth, into: &unsent)
    for member in unsent {
      if readFirst[member.pointer] == nil, readFirst.count < Self.limit {
        readFirst[member.pointer] = member.value
      }
      let isDefault = !isKnown && readFirst[member.pointer] == member.value
      guard !isDefault, recent.contains(where: { $0[member.pointer] == member.value }) else { continue }
      var judgement = Judge.Judgement(
        failureClass: .misinterpretation,
        explanation:
          "The consumer read \(member.pointer) as \(Excerpt.of(member.value)), which was not sent with"
          + " this payload, but with one before it.",
        place: Mutation.generalized(member.pointer))
      judgement.carried = member
      return judgement
    }
    return nil
  }

  /// Takes a case that shows it.
  mutating func add(_ found: Sighting) {
    count += 1
    guard let place = sightings.firstIndex(where: { $0.judgement.place == found.judgement.place }) else {
      sightings.append(found)
      return
    }
    if found.size < sightings[place].size { sightings[place] = found }
  }

  private static func collect(
    _ read: JSONValue, beyond sent: JSONValue, _ described: Set<ExactString>, at pointer: JSONPointer,
    _ depth: Int, into result: inout [Member]
  ) {
    guard case .object(let read) = read, case .object(let sent) = sent, depth > 0 else { return }
    for member in read {
      guard let value = sent[member.key] else {
        guard described.contains(ExactString(member.key)), result.count < limit else { continue }
        result.append(Member(pointer: pointer.appending(member.key), value: member.value))
        continue
      }
      guard case .object = value else { continue }
      collect(
        member.value, beyond: value, described, at: pointer.appending(member.key), depth - 1, into: &result)
    }
  }
}
