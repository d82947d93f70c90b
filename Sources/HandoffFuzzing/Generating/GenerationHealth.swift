/// How well a schema can be generated from.
public struct GenerationHealth: Sendable, Hashable {
  /// A reason why payloads are missing.
  public struct Obstacle: Sendable, Hashable {
    /// The keyword or the cap, in words, with its location where that is known.
    public var reason: String
    /// How many payloads it kept back.
    public var payloads: Int
  }

  /// How many payloads were asked for.
  public var asked: Int
  /// How many of them were made.
  public var made: Int
  /// How many of those are distinct.
  public var distinct: Int
  /// What kept payloads back, the most frequent first.
  public var obstacles: [Obstacle]

  /// Whether every payload could be made, or the schema is proved to allow none.
  public var isComplete: Bool { made == asked || isEmpty }
  /// Whether the schema is proved to allow nothing.
  public var isEmpty: Bool { obstacles.first?.reason == GenerationPlan.emptiness }
}

extension GenerationHealth: CustomStringConvertible {
  /// One line, and one for each obstacle.
  public var description: String {
    let head = "\(made) of \(asked) payloads were made, \(distinct) of them distinct"
    return ([head] + obstacles.map { "  \($0.payloads) times: \($0.reason)" }).joined(separator: "\n")
  }
}

extension PayloadGenerator {
  /// Generates payloads and says what stood in the way.
  ///
  /// - Parameters:
  ///   - count: How many payloads are tried, 1 or more.
  ///   - seed: Chooses the sequence of payloads.
  /// - Returns: What was made, and which keywords or caps kept payloads back.
  public func health(count: Int = 100, seed: UInt64 = 1) -> GenerationHealth {
    let (payloads, shortfalls) = payloads(count: count, seed: seed)
    var order: [String] = []
    var counts: [String: Int] = [:]
    for shortfall in shortfalls {
      if counts[shortfall.reason] == nil { order.append(shortfall.reason) }
      counts[shortfall.reason, default: 0] += 1
    }
    let obstacles = order.map { GenerationHealth.Obstacle(reason: $0, payloads: counts[$0] ?? 0) }
    return GenerationHealth(
      asked: count, made: payloads.count, distinct: Set(payloads).count,
      obstacles: obstacles.enumerated().sorted {
        ($1.element.payloads, $0.offset) < ($0.element.payloads, $1.offset)
      }.map(\.element))
  }
}
