import HandoffSchema

/// What payloads that end a consumer have in common, so that one known crash is not paid for a hundred times.
///
/// A payload is known to end the consumer where something about its shape (a member that is absent, a value of some
/// type) was met often enough with an end and never without one. What keeps the contract is learnt apart from what
/// breaks it: a consumer that refuses the latter gets no further with it. Where nothing tells which payloads end it, such
/// as dates of one kind, those that repeat what was tried are tried less and less often.
struct KnownTrouble: Sendable {
  /// So many ends are needed before a shape is known for them.
  static let endsNeeded = 3
  /// One in so many of the payloads that are known to end the consumer is tried nevertheless.
  static let retried = 40
  /// After so many ends, payloads that repeat what was tried are tried less often.
  static let endsBorne = 8
  /// After so many further ends each, they are tried half as often.
  private static let endsOfOneRate = 4

  private struct Count: Sendable {
    var ends = 0
    var answers = 0
  }

  private static let depth = 2
  private static let membersPerObject = 256
  private static let shapeLimit = 4_096

  private var counts: [Shape: Count] = [:]
  /// Whether any shape was met with enough ends to be known for them.
  private(set) var isAny = false
  /// Stand for the payloads of which nothing more can be learnt: others of all the same shapes were answered.
  private var settled: Set<Int> = []
  /// The members that were met in an object at a place.
  private var known: [ExactString: [ExactString]] = [:]
  private var predicted = 0
  /// How often payloads that keep the contract, and others, ended the consumer, and how many repetitions came since.
  private var tolls = [Toll(), Toll()]

  private struct Toll: Sendable {
    var ends = 0
    var repetitions = 0
  }

  private struct Shape: Sendable, Hashable {
    var place: ExactString
    /// `nil` where there is no value.
    var type: JSONType?
    /// Whether the whole payload is what the producer promises.
    var isPromised = false
  }

  /// Stands for everything that is not JSON.
  private static let text = Shape(place: "text", type: nil)

  /// Whether a case is left out that only repeats what was tried, because too many have ended the consumer.
  mutating func spares(isPromised: Bool) -> Bool {
    let position = isPromised ? 1 : 0
    let ends = tolls[position].ends
    guard ends >= Self.endsBorne else { return false }
    tolls[position].repetitions += 1
    let halvings = min(20, 1 + (ends - Self.endsBorne) / Self.endsOfOneRate)
    return tolls[position].repetitions % (1 << halvings) != 0
  }

  /// Learns from one answer.
  ///
  /// - Parameters:
  ///   - content: What the consumer was given.
  ///   - isPromised: Whether that is what the producer promises.
  ///   - endsConsumer: Whether it ended on it.
  mutating func learn(_ content: HandoffCase.Content, isPromised: Bool = false, endsConsumer: Bool) {
    if endsConsumer { tolls[isPromised ? 1 : 0].ends += 1 }
    if case .payload(let payload) = content {
      let outline = Self.outline(of: payload, isPromised)
      if !endsConsumer, settled.contains(outline) { return }
      register(payload, at: "", Self.depth)
      if !endsConsumer, settled.count < Self.shapeLimit { settled.insert(outline) }
    }
    let shapes = shapes(of: content, isPromised)
    // An end that is explained already says nothing about the other shapes of the payload.
    let explaining = endsConsumer ? shapes.filter(isKnown) : []
    for shape in explaining.isEmpty ? shapes : explaining {
      guard counts[shape] != nil || counts.count < Self.shapeLimit else { continue }
      if endsConsumer {
        counts[shape, default: Count()].ends += 1
        if isKnown(shape) { isAny = true }
      } else {
        counts[shape, default: Count()].answers += 1
      }
    }
  }

  /// Whether the consumer will end, by all that is known; now and then it is tried all the same.
  mutating func expects(_ content: HandoffCase.Content, isPromised: Bool = false) -> Bool {
    guard isAny, shapes(of: content, isPromised).contains(where: isKnown) else { return false }
    predicted += 1
    return predicted % Self.retried != 0
  }

  private func isKnown(_ shape: Shape) -> Bool {
    counts[shape].map { $0.ends >= Self.endsNeeded && $0.answers == 0 } ?? false
  }

  private mutating func register(_ value: JSONValue, at place: String, _ depth: Int) {
    guard case .object(let members) = value, depth > 0 else { return }
    var names = known[ExactString(place)] ?? []
    var seen = Set(names)
    for member in members.prefix(Self.membersPerObject) {
      let name = ExactString(member.key)
      if names.count < Self.membersPerObject, seen.insert(name).inserted {
        names.append(name)
        // Of payloads without this member there is something to be learnt again.
        settled.removeAll(keepingCapacity: true)
      }
      register(member.value, at: "\(place)/\(member.key)", depth - 1)
    }
    known[ExactString(place)] = names
  }

  /// The same for payloads of the same shapes.
  private static func outline(of payload: JSONValue, _ isPromised: Bool) -> Int {
    var hasher = Hasher()
    hasher.combine(isPromised)
    feed(payload, depth, &hasher)
    return hasher.finalize()
  }

  private static func feed(_ value: JSONValue, _ depth: Int, _ hasher: inout Hasher) {
    hasher.combine(value.type)
    guard case .object(let members) = value, depth > 0 else { return }
    hasher.combine(members.count)
    for member in members {
      hasher.combine(ExactString(member.key))
      feed(member.value, depth - 1, &hasher)
    }
  }

  private func shapes(of content: HandoffCase.Content, _ isPromised: Bool) -> [Shape] {
    guard case .payload(let payload) = content else { return [Self.text] }
    var result: [Shape] = []
    add(payload, at: "", isPromised, Self.depth, to: &result)
    return result
  }

  private func add(
    _ value: JSONValue, at place: String, _ isPromised: Bool, _ depth: Int, to result: inout [Shape]
  ) {
    result.append(Shape(place: ExactString(place), type: value.type, isPromised: isPromised))
    guard case .object(let members) = value, depth > 0 else { return }
    for name in known[ExactString(place)] ?? [] {
      let inner = "\(place)/\(name.string)"
      if let member = members[name.string] {
        add(member, at: inner, isPromised, depth - 1, to: &result)
      } else {
        result.append(Shape(place: ExactString(inner), type: nil, isPromised: isPromised))
      }
    }
  }
}
