import HandoffContracts
import HandoffSchema

/// Answers questions about the payloads of one system, each once.
///
/// Schemas that say the same are one number, so a contract that a thousand agents share is decided once.
struct PayloadQuestions {
  let system: AgentSystem
  private let compiled: SystemSchemas
  private let producersAreClosed: Bool
  private var algebra = SchemaAlgebra()
  /// How many questions took all the steps that they were allowed.
  private var exhausted = 0
  private static let patience = 5
  private var schemas: [Schema] = []
  private var numbers: [JSONValue: Int] = [:]
  private var places: [SchemaPlace: Int] = [:]
  private var payloads: [PayloadSet: JSONValue] = [:]
  private var existence: [PayloadSet: Existence] = [:]
  private var inclusions: [Inclusion: InclusionVerdict] = [:]
  private var closedForms: [Int: Int] = [:]
  /// Whether some schema did not compile.
  private(set) var metBrokenSchema = false

  /// Whether there is any payload in a set.
  enum Existence {
    case none
    /// Such as this one, which may be larger than it need be.
    case some(JSONValue)
    case unknown(UndecidedReason)
  }

  /// How many questions were searched for an answer.
  var searches: Int { algebra.searches }

  private struct Inclusion: Hashable {
    var sent: PayloadSet
    var accepted: Int
  }

  init(_ system: AgentSystem, producersAreClosed: Bool) {
    self.system = system
    self.producersAreClosed = producersAreClosed
    compiled = system.schemas()
  }

  /// The number of the schema at a place; `nil` where nothing is said there or it does not compile.
  mutating func schema(at place: SchemaPlace) -> Int? {
    if let known = places[place] { return known < 0 ? nil : known }
    let number = number(at: place)
    places[place] = number ?? -1
    return number
  }

  /// The number of a contract's output as a sender is taken to send it.
  mutating func sent(_ place: SchemaPlace) -> Int? {
    schema(at: place).map { producersAreClosed ? closed($0) : $0 }
  }

  /// The number of a schema that is limited to the members that it names.
  mutating func closed(_ number: Int) -> Int {
    if let known = closedForms[number] { return known }
    let closed = add(schemas[number].closed)
    closedForms[number] = closed
    return closed
  }

  private mutating func add(_ schema: Schema) -> Int {
    schemas.append(schema)
    return schemas.count - 1
  }

  /// The payloads that say nothing, beside which these values may stand.
  mutating func blank(fillers: [JSONValue]) -> Int? {
    let key: JSONValue = [.string("blank"), .array(fillers)]
    if let known = numbers[key] { return known }
    guard let schema = try? Schema(BlankPayload.schema(fillers: fillers)) else { return nil }
    numbers[key] = add(schema)
    return numbers[key]
  }

  /// The schema of a number.
  func schema(_ number: Int) -> Schema { schemas[number] }

  /// Whether there is any payload in the set.
  mutating func existence(in set: PayloadSet) -> Existence {
    if let known = existence[set] { return known }
    if let payload = remaining(in: set) {
      existence[set] = .some(payload)
      return .some(payload)
    }
    let answer: Existence
    switch algebra.existence(in: expression(set)) {
    case .empty: answer = .none
    case .inhabited(let payload): answer = .some(payload)
    case .undecided(let reason):
      answer = .unknown(reason)
      note(reason)
    }
    existence[set] = answer
    return answer
  }

  /// The known payload of the whole set, if it is not among those left out: often it is not, and then nothing
  /// needs to be searched.
  private mutating func remaining(in set: PayloadSet) -> JSONValue? {
    guard !set.outside.isEmpty, case .some(let payload) = existence(in: set.whole) else { return nil }
    let expression = SchemaExpression.anyOf(set.outside.map { .schema(schemas[$0]) })
    // In `condition ? payload : nil` the literal would be JSON's null.
    guard SchemaExpression.not(expression).isValid(payload) else { return nil }
    return payload
  }

  /// A small payload of the set, or `nil` where none was found.
  mutating func payload(of set: PayloadSet) -> JSONValue? {
    if let known = payloads[set] { return known }
    let payload = algebra.emptiness(of: expression(set)).witness
    payloads[set] = payload
    return payload
  }

  /// Whether a receiver accepts every payload of the set.
  mutating func inclusion(of set: PayloadSet, in accepted: Int) -> InclusionVerdict {
    let key = Inclusion(sent: set, accepted: accepted)
    if let known = inclusions[key] { return known }
    let verdict: InclusionVerdict
    if let base = set.base, set == PayloadSet(base: base) {
      // A plain question about two schemas gets an explanation in terms of both.
      verdict = algebra.inclusion(of: schemas[base], in: schemas[accepted])
    } else {
      verdict = algebra.inclusion(of: expression(set), in: .schema(schemas[accepted]))
    }
    if case .undecided(let reason, _) = verdict.outcome { note(reason) }
    inclusions[key] = verdict
    return verdict
  }

  /// Lets later questions take fewer steps once many took all they were allowed, so that a system of hard
  /// questions is answered in a time that does not grow with their number.
  private mutating func note(_ reason: UndecidedReason) {
    guard case .stepLimit = reason else { return }
    exhausted += 1
    if exhausted == Self.patience { algebra.options.stepLimit = ComparisonOptions.defaultStepLimit / 50 }
  }

  private func expression(_ set: PayloadSet) -> SchemaExpression {
    let parts = [set.base].compactMap(\.self) + set.within
    let expressions =
      parts.map { SchemaExpression.schema(schemas[$0]) } + set.outside.map { .not(.schema(schemas[$0])) }
    return expressions.count == 1 ? expressions[0] : .allOf(expressions)
  }

  private mutating func number(at place: SchemaPlace) -> Int? {
    var place = place
    if case .accepts(let agent) = place, case .contract(let name) = system.agents[agent].accepts {
      guard let contract = system.contracts.firstIndex(where: { $0.name.hasSameCodePoints(as: name) }) else {
        return nil
      }
      place = .output(contract: contract)
      return schema(at: place)
    }
    guard let written = written(at: place) else { return nil }
    // References count from the manifest's root everywhere, so what is written alike means the same.
    if let known = numbers[written] { return known }
    guard let schema = try? compiled.schema(at: place) else {
      metBrokenSchema = true
      return nil
    }
    let number = add(schema)
    numbers[written] = number
    return number
  }

  private func written(at place: SchemaPlace) -> JSONValue? {
    switch place {
    case .input: return system.input
    case .output(let contract): return system.contracts[contract].output
    case .accepts(let agent):
      guard case .schema(let schema) = system.agents[agent].accepts else { return nil }
      return schema
    case .guard(let handoff): return system.handoffs[handoff].when
    case .failure(let contract, let failure):
      // The schema of a failure's payload is put together of several parts, which tell it apart.
      let contract = system.contracts[contract]
      return [
        .string("failure"), contract.failureTag.map { .string($0) } ?? .null,
        .string(contract.failures[failure].kind),
        contract.failures[failure].schema ?? true,
      ]
    case .payload, .result, .definition: return nil
    }
  }
}
