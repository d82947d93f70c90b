import HandoffSchema

/// What was read and what was not, counted by name.
public struct TraceTally: Sendable, Hashable {
  /// One reason with how often it was met.
  public struct Count: Sendable, Hashable {
    /// What was met.
    public var name: String
    /// How often.
    public var times: Int
    /// Where first, such as `trace.jsonl:12`.
    public var first: String
  }

  /// The most different reasons that are told apart.
  private static let memory = 64

  /// Spans and events that a dialect reads.
  public internal(set) var read = 0
  /// Spans and events of no use here: machinery, and what is not about agents.
  public internal(set) var passedOver = 0
  /// The dialects that were met, with how many spans or events each.
  public internal(set) var dialects: [Count] = []
  /// What could not be read, and why.
  public internal(set) var problems: [Count] = []
  private var dialectIndices: [ExactString: Int] = [:]
  private var problemIndices: [ExactString: Int] = [:]

  init() {}

  mutating func note(dialect: String) {
    read += 1
    Self.add(dialect, "", &dialects, &dialectIndices)
  }

  /// Adds what was read elsewhere.
  mutating func add(_ other: TraceTally) {
    read += other.read
    passedOver += other.passedOver
    for count in other.dialects {
      Self.add(count.name, count.first, times: count.times, &dialects, &dialectIndices)
    }
    for count in other.problems {
      Self.add(count.name, count.first, times: count.times, &problems, &problemIndices)
    }
  }

  mutating func passOver() { passedOver += 1 }

  /// Notes something that cannot be read.
  mutating func note(problem: String, _ place: @autoclosure () -> String) {
    Self.add(problem, place(), &problems, &problemIndices)
  }

  private static func add(
    _ name: String, _ first: @autoclosure () -> String, times: Int = 1, _ counts: inout [Count],
    _ indices: inout [ExactString: Int]
  ) {
    var name = name
    if indices[ExactString(name)] == nil, counts.count >= memory { name = "something else" }
    if let index = indices[ExactString(name)] {
      counts[index].times += times
    } else {
      indices[ExactString(name)] = counts.count
      counts.append(Count(name: name, times: times, first: first()))
    }
  }
}
