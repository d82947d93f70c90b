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

  /// Members are looked for so deep, and so many of them.
  private static let depth = 3
  private static let limit = 200

  /// The cases that show it, the smallest one of each member.
  private(set) var sightings: [Sighting] = []
  /// How often it was shown.
  private(set) var count = 0
  private var sent: [JSONPointer: JSONValue] = [:]
  private var readFirst: [JSONPointer: JSONValue] = [:]

  /// Notes what a payload brought.
  mutating func noteSent(_ content: HandoffCase.Content) {
    guard case .payload(let payload) = content else { return }
    var members: [Member] = []
    Self.collect(payload, at: .root, Self.depth, into: &members)
    for member in members where sent[member.pointer] != nil || sent.count < Self.limit {
      sent[member.pointer] = member.value
    }
  }

  /// Notes what was read of a payload, before that is noted as sent.
  ///
  /// - Parameters:
  ///   - sighting: The case, without a judgement that counts.
  ///   - described: The names of members that the contract describes.
  ///   - isKnown: Whether a value that stays the same is known to be none that the consumer fills in by itself.
  mutating func noteRead(_ sighting: Sighting, described: Set<ExactString>, isKnown: Bool = false) {
    guard case .payload(let payload) = sighting.built.content,
      case .accepted(_, let understood?) = sighting.answer
    else { return }
    var members: [Member] = []
    Self.collect(understood.value, at: .root, Self.depth, into: &members)
    for member in members where payload[member.pointer] == nil {
      guard let name = member.pointer.tokens.last, described.contains(ExactString(name)) else { continue }
      if readFirst[member.pointer] == nil, readFirst.count < Self.limit {
        readFirst[member.pointer] = member.value
      }
      let isDefault = !isKnown && readFirst[member.pointer] == member.value
      guard !isDefault, sent[member.pointer] == member.value else { continue }
      var found = sighting
      found.judgement = Judge.Judgement(
        failureClass: .misinterpretation,
        explanation:
          "The consumer read \(member.pointer) as \(Excerpt.of(member.value)), which was not sent with this "
          + "payload, but with one before it.",
        place: Mutation.generalized(member.pointer))
      found.judgement.carried = member
      add(found)
      return
    }
  }

  private mutating func add(_ found: Sighting) {
    count += 1
    guard let place = sightings.firstIndex(where: { $0.judgement.place == found.judgement.place }) else {
      sightings.append(found)
      return
    }
    if found.size < sightings[place].size { sightings[place] = found }
  }

  private static func collect(
    _ value: JSONValue, at pointer: JSONPointer, _ depth: Int, into result: inout [Member]
  ) {
    guard case .object(let members) = value, depth > 0 else { return }
    for member in members.prefix(limit) {
      let inner = pointer.appending(member.key)
      result.append(Member(pointer: inner, value: member.value))
      collect(member.value, at: inner, depth - 1, into: &result)
    }
  }
}
