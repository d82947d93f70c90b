import HandoffSchema

/// What payloads that end a consumer have in common, so that one known crash is not paid for a hundred times.
///
/// A payload is known to end the consumer where something about its shape (a member that is absent, a value of some
/// type) was met often enough with an end and never without one.
struct KnownTrouble: Sendable {
  /// So many ends are needed before a shape is known for them.
  static let endsNeeded = 3
  /// One in so many of the payloads that are known to end the consumer is tried nevertheless.
  static let retried = 40

  private struct Count: Sendable {
    var ends = 0
    var answers = 0
  }

  private static let depth = 2
  private static let membersPerObject = 256
  private static let shapeLimit = 4_096

  private var counts: [Shape: Count] = [:]
  /// Whether any shape was met with enough ends to be known for them.
  private var hasTrouble = false
  /// Stand for the payloads of which nothing more can be learnt: others of all the same shapes were answered.
  private var settled: Set<Int> = []
  /// The members that were met in an object at a place.
  private var known: [ExactString: [ExactString]] = [:]
  private var predicted = 0

  private struct Shape: Sendable, Hashable {
    var place: ExactString
    /// `nil` where there is no value.
    var type: JSONType?
  }

  /// Stands for everything that is not JSON.
  private static let text = Shape(place: "text", type: nil)

  /// Learns from one answer.
  mutating func learn(_ content: HandoffCase.Content, endsConsumer: Bool) {
    if case .payload(let payload) = content {
      let outline = Self.outline(of: payload)
      if !endsConsumer, settled.contains(outline) { return }
      register(payload, at: "", Self.depth)
      if !endsConsumer, settled.count < Self.shapeLimit { settled.insert(outline) }
    }
    let shapes = shapes(of: content)
    // An end that is explained already says nothing about the other shapes of the payload.
    let explaining = endsConsumer ? shapes.filter(isKnown) : []
    for shape in explaining.isEmpty ? shapes : explaining {
      guard counts[shape] != nil || counts.count < Self.shapeLimit else { continue }
      if endsConsumer {
        counts[shape, default: Count()].ends += 1
        if isKnown(shape) { hasTrouble = true }
      } else {
        counts[shape, default: Count()].answers += 1
      }
    }
  }

  /// Whether any payload is known to end the consumer.
  var isKnown: Bool { hasTrouble }

  /// Whether the consumer will end, by all that is known; now and then it is tried all the same.
  mutating func expects(_ content: HandoffCase.Content) -> Bool {
    guard hasTrouble, shapes(of: content).contains(where: isKnown) else { return false }
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
  private static func outline(of payload: JSONValue) -> Int {
    var hasher = Hasher()
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

  private func shapes(of content: HandoffCase.Content) -> [Shape] {
    guard case .payload(let payload) = content else { return [Self.text] }
    var result: [Shape] = []
    add(payload, at: "", Self.depth, to: &result)
    return result
  }

  private func add(_ value: JSONValue, at place: String, _ depth: Int, to result: inout [Shape]) {
    result.append(Shape(place: ExactString(place), type: value.type))
    guard case .object(let members) = value, depth > 0 else { return }
    for name in known[ExactString(place)] ?? [] {
      let inner = "\(place)/\(name.string)"
      if let member = members[name.string] {
        add(member, at: inner, depth - 1, to: &result)
      } else {
        result.append(Shape(place: ExactString(inner), type: nil))
      }
    }
  }
}
