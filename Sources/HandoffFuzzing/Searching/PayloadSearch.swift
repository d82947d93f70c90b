public import HandoffSchema

/// What a search for a payload may cost, and with which seed it begins.
public struct PayloadSearchOptions: Sendable, Hashable {
  /// Chooses the sequence of payloads; the same one finds the same payload on every machine.
  public var seed: UInt64
  /// The most payloads that are generated before the search gives up, 1 or more.
  public var cases: Int
  /// How often the condition may be asked while a payload that was found is made smaller, 0 or more.
  public var evaluations: Int
  /// How many other contents of a part must satisfy the condition for the part not to matter; 0 looks for none.
  public var variants: Int

  /// Sets what differs from the usual: seed 1, 1,000 cases, 2,000 evaluations, 6 variants.
  public init(seed: UInt64 = 1, cases: Int = 1_000, evaluations: Int = 2_000, variants: Int = 6) {
    self.seed = seed
    self.cases = cases
    self.evaluations = evaluations
    self.variants = variants
  }
}

/// The smallest payload that satisfies a condition, as far as it was searched for.
public struct SmallestPayload: Sendable, Hashable {
  /// The payload.
  public var payload: JSONValue
  /// The payload that was found first.
  public var original: JSONValue
  /// How often the condition was asked to make it smaller.
  public var evaluations: Int
  /// Whether nothing simpler was found with the budget that there was; otherwise the budget was used up.
  public var isMinimal: Bool
  /// The locations of parts that do not matter: any other content that was tried there satisfies the condition too.
  public var freeParts: [JSONPointer]
}

/// What came of a search.
public struct PayloadSearchResult: Sendable, Hashable {
  /// The payload, or `nil` where none of the generated ones satisfied the condition.
  public var smallest: SmallestPayload?
  /// How many payloads were generated.
  public var cases: Int
  /// Why payloads are missing, each reason once, in the order in which they were met.
  public var shortfalls: [String]

  /// Puts a result together.
  public init(smallest: SmallestPayload?, cases: Int, shortfalls: [String]) {
    self.smallest = smallest
    self.cases = cases
    self.shortfalls = shortfalls
  }
}

/// Finds the smallest payload of a schema that satisfies a condition.
///
/// Payloads are generated until one satisfies the condition; that one is made smaller as long as it does. The
/// condition is asked about valid payloads only, of the simplest one first.
///
///     let found = await smallestPayload(of: schema) { payload in
///       payload["rank"]?.intValue ?? 0 > 3
///     }
///     print(found.smallest?.payload ?? "none")
///
/// - Parameters:
///   - schema: What every payload satisfies.
///   - options: The seed and the budget.
///   - condition: What the payload is to show, for example that a program refuses it. It must answer the same
///     for the same payload.
/// - Returns: The payload with what was done to find it.
public func smallestPayload(
  of schema: Schema, options: PayloadSearchOptions = PayloadSearchOptions(),
  where condition: @escaping (JSONValue) async -> Bool
) async -> PayloadSearchResult {
  await PayloadSearch(builder: CaseBuilder(schema), options: options, condition: condition).run()
}

/// One search: a payload is found, made smaller, and looked at for what does not matter.
struct PayloadSearch {
  let builder: CaseBuilder
  let options: PayloadSearchOptions
  let condition: (JSONValue) async -> Bool

  func run() async -> PayloadSearchResult {
    var result = PayloadSearchResult(smallest: nil, cases: 0, shortfalls: [])
    for index in 0..<options.cases {
      let random = SplitMix64(seed: options.seed, stream: "", index: index)
      do throws(DeadEnd) {
        let built = try builder.valid(index: index, random: random)
        result.cases += 1
        if await condition(built.payload) {
          result.smallest = await reduce(built)
          break
        }
      } catch {
        if !result.shortfalls.contains("\(error)") { result.shortfalls.append("\(error)") }
      }
    }
    return result
  }

  private func reduce(_ built: BuiltPayload) async -> SmallestPayload {
    let trials = Trials(builder)
    let condition = condition
    let reduction = Reduction(
      built.record, limit: options.evaluations, build: { trials.build($0) },
      fails: { record in
        guard let candidate = trials.last, candidate.record == record,
          await condition(candidate.payload)
        else { return false }
        return true
      })
    let outcome = await reduction.run()
    let evaluations = reduction.evaluations
    let smallest = trials.built(outcome.record) ?? built
    var free: [JSONPointer] = []
    if options.variants > 0 {
      let spans = await reduction.freeParts(variants: options.variants, seed: options.seed)
      free = smallest.pointers(to: spans)
    }
    return SmallestPayload(
      payload: smallest.payload, original: built.payload, evaluations: evaluations,
      isMinimal: outcome.isMinimal, freeParts: free)
  }

  /// The payload that was built last: the reduction asks about no other.
  private final class Trials {
    private(set) var last: BuiltPayload?
    private let builder: CaseBuilder

    init(_ builder: CaseBuilder) { self.builder = builder }

    func build(_ draws: Draws) -> ChoiceRecord? {
      last = try? builder.valid(draws)
      return last?.record
    }

    /// The payload of choices, with its locations.
    func built(_ record: ChoiceRecord) -> BuiltPayload? {
      var draws = Draws(replaying: record.choices)
      return try? builder.valid(&draws, keepsPlaces: true)
    }
  }
}

extension BuiltPayload {
  /// Where the values stand that choices made; parts that are no value of the payload are left out.
  func pointers(to spans: [ChoiceRecord.Span]) -> [JSONPointer] {
    spans.compactMap { span in
      // A part that is there by choice begins with that choice.
      places.first { $0.choices == span.range || $0.choices == span.start + 1..<span.end }
        .map { JSONPointer(tokens: $0.path.map(\.token)) }
    }
  }
}
