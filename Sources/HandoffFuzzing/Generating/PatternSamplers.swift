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

  private let samplers = Mutex<[Key: Result<WordSampler?, DeadEnd>]>([:])
  private let refused = Mutex<[Key: [String]]>([:])

  /// A sampler of the texts that all patterns match and that have at least so many code points; `nil` where
  /// there is no such text.
  ///
  /// - Throws: ``DeadEnd`` where the automata have too many states.
  func sampler(of patterns: [Pattern], least: Int) throws(DeadEnd) -> WordSampler? {
    let key = Key(sources: patterns.map { ExactString($0.source) }, least: least, most: .max)
    if let known = samplers.withLock({ $0[key] }) { return try known.get() }
    let result = Result { () throws(DeadEnd) in try Self.prepare(patterns, least: least) }
    samplers.withLock { $0[key] = result }
    return try result.get()
  }

  private static func prepare(_ patterns: [Pattern], least: Int) throws(DeadEnd) -> WordSampler? {
    do throws(AutomatonLimit) {
      var languages: [Automaton] = []
      for pattern in patterns { languages.append(try pattern.language()) }
      let language = try Automaton.intersection(of: languages)
      return language.isEmpty ? nil : try WordSampler(language, minLength: least)
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
