import HandoffSchema
import Synchronization

/// The texts of patterns, ready to be sampled; each combination is prepared once.
///
/// The lock guards what was prepared: a plan is shared by everybody who generates from its schema.
final class PatternSamplers: Sendable {
  private struct Key: Hashable {
    var sources: [ExactString]
    var least: Int
    var most: Int
  }

  /// The texts of each combination, which samplers of several lengths share.
  private let languages = Mutex<[[ExactString]: Result<Automaton, DeadEnd>]>([:])
  private let writers = Mutex<[ExactString: PatternText?]>([:])
  private let samplers = Mutex<[Key: Result<WordSampler?, DeadEnd>]>([:])
  private let refused = Mutex<[Key: [String]]>([:])

  /// Writes texts of one pattern without an automaton; `nil` where it cannot be done.
  func writer(of pattern: Pattern) -> PatternText? {
    let key = ExactString(pattern.source)
    return writers.withLock { known in
      if let found = known[key] { return found }
      let made = PatternText(pattern)
      known[key] = .some(made)
      return made
    }
  }

  /// A sampler of the texts that all patterns match and that have at least so many code points; `nil` where
  /// there is no such text.
  ///
  /// - Throws: ``DeadEnd`` where the automata have too many states.
  func sampler(of patterns: [Pattern], least: Int) throws(DeadEnd) -> WordSampler? {
    let key = Key(sources: patterns.map { ExactString($0.source) }, least: least, most: .max)
    if let known = samplers.withLock({ $0[key] }) { return try known.get() }
    let result = Result { () throws(DeadEnd) in
      let language = try language(of: patterns, key.sources)
      return try Self.capped { () throws(AutomatonLimit) in
        language.isEmpty ? nil : try WordSampler(language, minLength: least)
      }
    }
    samplers.withLock { $0[key] = result }
    return try result.get()
  }

  /// The most states of the automaton of several patterns, and of all that are made on the way to it.
  private static let stateLimit = 10_000
  private static let totalStateLimit = 100_000

  private func language(of patterns: [Pattern], _ sources: [ExactString]) throws(DeadEnd) -> Automaton {
    if let known = languages.withLock({ $0[sources] }) { return try known.get() }
    let result = Result { () throws(DeadEnd) in
      try Self.capped { () throws(AutomatonLimit) in try Self.intersection(of: patterns) }
    }
    languages.withLock { $0[sources] = result }
    return try result.get()
  }

  private static func intersection(of patterns: [Pattern]) throws(AutomatonLimit) -> Automaton {
    guard patterns.count > 1 else { return try patterns.first?.language() ?? .all }
    var states = 0
    func count(_ language: Automaton) throws(AutomatonLimit) -> Automaton {
      states += language.stateCount
      guard states <= totalStateLimit else { throw AutomatonLimit(.states, limit: totalStateLimit) }
      return language
    }
    var languages: [Automaton] = []
    for pattern in patterns { languages.append(try count(pattern.language())) }
    // Small ones first keep the intermediate results small.
    var result = Automaton.all
    for language in languages.sorted(by: { $0.stateCount < $1.stateCount }) {
      result = try count(result.intersection(language, limit: stateLimit))
      if result.isEmpty { break }
    }
    return result
  }

  private static func capped<Value>(
    _ work: () throws(AutomatonLimit) -> Value
  ) throws(DeadEnd) -> Value {
    do throws(AutomatonLimit) {
      return try work()
    } catch {
      throw .cap("a pattern cannot be sampled: \(error)")
    }
  }

  /// A few texts of allowed length that the pattern does not match; none where the automaton is too large.
  func texts(refusedBy pattern: Pattern, least: Int, most: Int) -> [String] {
    let key = Key(sources: [ExactString(pattern.source)], least: least, most: most)
    if let known = refused.withLock({ $0[key] }) { return known }
    let found = (try? pattern.language().complement.words(3, minLength: least, maxLength: most)) ?? []
    refused.withLock { $0[key] = found }
    return found
  }
}
