package import HandoffContracts
package import HandoffSchema

/// Answers questions about the payloads of one system, each once.
///
/// Schemas that say the same are one number, so a contract that a thousand agents share is decided once.
package struct PayloadQuestions: Sendable {
  private let system: AgentSystem
  private let index: SystemIndex
  private let compiled: SystemSchemas
  private let producersAreClosed: Bool
  private var algebra = SchemaAlgebra()
  /// How many questions took all the steps that they were allowed.
  private var exhausted = 0
  private static let patience = 5
  private var schemas: [Schema] = []
  private var numbers: [JSONValue: SchemaNumber] = [:]
  private var places: PlaceNumbers
  /// By where the members of a guard lie: those that are written alike share them.
  private var guardsByStorage: [UInt: SchemaNumber] = [:]
  private var combinations: [SchemaCombination: Combined?] = [:]
  private var payloads: [PayloadSet: JSONValue] = [:]
  private var existence: [PayloadSet: Existence] = [:]
  /// The same of sets of few schemas, which are asked about most.
  private var shortExistence: [UInt64: Existence] = [:]
  /// Whether schemas accept payloads of sets of few schemas.
  private var trials: [Trial: Trial.Verdict] = [:]
  private var inclusions: [Inclusion: InclusionVerdict] = [:]
  private var closedForms: [SchemaNumber: SchemaNumber] = [:]
  /// Why some schema that was asked for does not compile; `nil` where all do.
  package private(set) var brokenSchema: SchemaError?

  /// How many questions were searched for an answer.
  package var searches: Int { algebra.searches }

  private struct Inclusion: Hashable {
    var sent: PayloadSet
    var accepted: SchemaNumber
  }

  /// Prepares the questions of a system.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - index: Its names.
  ///   - producersAreClosed: Whether outputs are taken to have only members that their contracts name.
  package init(_ system: AgentSystem, _ index: SystemIndex, producersAreClosed: Bool) {
    self.system = system
    self.index = index
    self.producersAreClosed = producersAreClosed
    compiled = system.schemas()
    places = PlaceNumbers(system)
  }

  /// The number of the schema at a place; `nil` where nothing is said there or it does not compile.
  package mutating func schema(at place: SchemaPlace) -> SchemaNumber? {
    if let known = places[place] { return known }
    let found = if case .guard(let handoff) = place { guardSchema(of: handoff) } else { number(at: place) }
    places[place] = .some(found)
    return found
  }

  /// A large system has many guards, and few that differ.
  private mutating func guardSchema(of handoff: Int) -> SchemaNumber? {
    let storage = system.handoffs[handoff].when?.storage
    let number = storage.flatMap { guardsByStorage[$0] } ?? number(at: .guard(handoff: handoff))
    if let storage, let number { guardsByStorage[storage] = number }
    return number
  }

  /// The number of a contract's output as a sender is taken to send it.
  package mutating func sent(_ place: SchemaPlace) -> SchemaNumber? {
    schema(at: place).map { producersAreClosed ? closed($0) : $0 }
  }

  /// The number of a schema that is limited to the members that it names.
  package mutating func closed(_ number: SchemaNumber) -> SchemaNumber {
    if let known = closedForms[number] { return known }
    let closed = add(self[number].closed)
    closedForms[number] = closed
    return closed
  }

  /// The number of a schema that the caller makes, once for each key.
  package mutating func schema(
    _ key: JSONValue, _ make: () throws -> Schema
  ) rethrows -> SchemaNumber {
    if let known = numbers[["made", key]] { return known }
    let number = add(try make())
    numbers[["made", key]] = number
    return number
  }

  /// The number of a schema made of others, which is made once; `nil` where it cannot be made.
  package mutating func schema(_ combination: SchemaCombination) -> SchemaNumber? {
    combined(combination)?.number
  }

  /// A schema made of others, which is made once; `nil` where it cannot be made.
  mutating func combined(_ combination: SchemaCombination) -> Combined? {
    if let known = combinations[combination] { return known }
    let made = combination.schema(in: self).map { Combined(number: add($0.schema), isExact: $0.isExact) }
    combinations[combination] = .some(made)
    return made
  }

  /// What a combination came to.
  struct Combined: Sendable {
    var number: SchemaNumber
    /// False where the schema may allow more than the payloads that are meant.
    var isExact: Bool
  }

  private mutating func add(_ schema: Schema) -> SchemaNumber {
    schemas.append(schema)
    return SchemaNumber(rawValue: schemas.count - 1)
  }

  /// The schema of a number.
  package subscript(number: SchemaNumber) -> Schema { schemas[number.rawValue] }
}

extension PayloadQuestions {
  /// Whether there is any payload in the set.
  package mutating func existence(in set: PayloadSet) -> Existence {
    guard let key = set.shortKey else { return searchedExistence(in: set) }
    if let known = shortExistence[key] { return known }
    let answer = searchedExistence(in: set)
    shortExistence[key] = answer
    return answer
  }

  private mutating func searchedExistence(in set: PayloadSet) -> Existence {
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
    // In `condition ? payload : nil` the literal would be JSON's null.
    guard leaves(.known, payload, in: set) else { return nil }
    return payload
  }

  /// Whether a payload that is in the whole of a set is not among what is left out.
  private mutating func leaves(_ sample: Trial.Sample, _ payload: JSONValue, in set: PayloadSet) -> Bool {
    // An entry of several schemas is left out where all of them accept.
    set.outside.allSatisfy { entry in
      entry.contains { accepts(sample, of: set, payload, by: $0) == .no }
    }
  }

  private mutating func accepts(
    _ sample: Trial.Sample, of set: PayloadSet, _ payload: JSONValue, by schema: SchemaNumber
  ) -> Trial.Verdict {
    let trial = set.whole.shortKey.map { Trial(sample: sample, set: $0, schema: schema) }
    if let trial, let known = trials[trial] { return known }
    let verdict = Trial.Verdict(self[schema].verdict(on: payload))
    if let trial { trials[trial] = verdict }
    return verdict
  }

  /// A small payload of the set, or `nil` where none was found.
  package mutating func payload(of set: PayloadSet) -> JSONValue? {
    if let known = payloads[set] { return known }
    if let payload = usualPayload(of: set) { return payload }
    let payload = algebra.emptiness(of: expression(set)).witness
    payloads[set] = payload
    return payload
  }

  /// A small payload of the set before anything was left out, if it is not among that: often it is not, and then nothing
  /// needs to be searched.
  package mutating func usualPayload(of set: PayloadSet) -> JSONValue? {
    guard !set.outside.isEmpty, let payload = payload(of: set.whole), leaves(.small, payload, in: set) else {
      return nil
    }
    payloads[set] = payload
    return payload
  }

  /// Whether a receiver accepts every payload of the set.
  package mutating func inclusion(of set: PayloadSet, in accepted: SchemaNumber) -> InclusionVerdict {
    let key = Inclusion(sent: set, accepted: accepted)
    if let known = inclusions[key] { return known }
    let verdict: InclusionVerdict
    if let base = set.base, set == PayloadSet(base: base) {
      // A plain question about two schemas gets an explanation in terms of both.
      verdict = algebra.inclusion(of: self[base], in: self[accepted])
    } else {
      verdict = algebra.inclusion(of: expression(set), in: .schema(self[accepted]))
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

  /// The set as a combination of schemas.
  package func expression(_ set: PayloadSet) -> SchemaExpression {
    let parts = [set.base].compactMap(\.self) + set.within
    let kept = parts.map { SchemaExpression.schema(self[$0]) }
    let left = set.outside.map { entry in
      SchemaExpression.not(
        entry.count == 1 ? .schema(self[entry[0]]) : .allOf(entry.map { .schema(self[$0]) }))
    }
    let all = kept + left
    return all.count == 1 ? all[0] : .allOf(all)
  }
}

extension PayloadQuestions {
  private mutating func number(at place: SchemaPlace) -> SchemaNumber? {
    if case .contract(let name) = system.acceptance(at: place) {
      return index.contract(named: name).flatMap { schema(at: .output(contract: $0.rawValue)) }
    }
    guard let written = written(at: place) else { return nil }
    // References count from the schema itself and from the manifest, so what is written alike means the same.
    if let known = numbers[written] { return known }
    do throws(SchemaError) {
      guard let schema = try compiled.schema(at: place) else { return nil }
      let number = add(schema)
      numbers[written] = number
      return number
    } catch {
      brokenSchema = brokenSchema ?? error
      return nil
    }
  }

  private func written(at place: SchemaPlace) -> JSONValue? {
    guard case .failure(let contract, let failure) = place else { return system.schemaValue(at: place) }
    // The schema of a failure's payload is put together of several parts, which tell it apart.
    let declared = system.contracts[contract]
    let kind = declared.failures[failure]
    return [
      "failure", declared.failureTag.map { .string($0) } ?? .null, .string(kind.kind), kind.schema ?? true,
    ]
  }
}
