package import HandoffSchema

/// How long the JSON text of a payload may be, in characters and without white space.
package enum PayloadBound: Sendable, Hashable {
  case characters(Int)
  /// Nothing bounds it: at this pointer this keyword is missing.
  case missing(keyword: String, at: JSONPointer)
  /// The schema was not followed to its end; in words, why.
  case unknown(String)
}

extension PayloadBound {
  /// The largest payload that matches all of some schemas.
  ///
  /// - Complexity: O(*n*) in the size of the schemas where they offer no alternatives, and at most 20,000 locations.
  package init(of schemas: [Schema]) { self = LargestPayload.bound(of: schemas) }
}

/// Works out the largest payload that some schemas allow together.
///
/// An open object is taken to have the members that it names: what else somebody might put there nobody could budget for.
/// Numbers count as they are usually written: `-0` and `1.0` are other ways to write 0 and 1. What keywords exclude beside
/// that is not used, so the largest payload may be smaller, never larger.
struct LargestPayload {
  /// One location of one of the schemas.
  private struct Spot: Hashable {
    var schema: Int
    var node: SchemaGraph.NodeID
  }

  private let graphs: [SchemaGraph]
  private var known: [[Spot]: PayloadBound] = [:]
  private var open: Set<[Spot]> = []
  private var stepsLeft = Self.stepLimit

  private static let stepLimit = 20_000
  /// How deep values may be nested; an array within an object is two.
  private static let depthLimit = 64
  /// A number without bounds, such as -2.2250738585072014e-308.
  private static let numberLength = 24
  private static let tooLarge = 1 << 50

  private init(_ schemas: [Schema]) {
    graphs = schemas.map(\.graph)
  }

  static func bound(of schemas: [Schema]) -> PayloadBound {
    var search = LargestPayload(schemas)
    let roots = search.graphs.indices.map { Spot(schema: $0, node: search.graphs[$0].root) }
    return search.bound(of: roots, at: .root, depth: 0)
  }

  private func node(_ spot: Spot) -> SchemaNode { graphs[spot.schema][spot.node] }

  /// The largest value that matches at all of some spots.
  private mutating func bound(of spots: [Spot], at pointer: JSONPointer, depth: Int) -> PayloadBound {
    let key = Set(spots).sorted { ($0.schema, $0.node) < ($1.schema, $1.node) }
    if let answer = known[key] { return answer }
    stepsLeft -= 1
    guard stepsLeft > 0 else { return .unknown("its schema has too many alternatives") }
    guard depth < Self.depthLimit else { return .unknown("its schema is nested too deep") }
    guard open.insert(key).inserted else { return .missing(keyword: "an end to its recursion", at: pointer) }
    let answer = boundOfAlternatives(key, at: pointer, depth: depth)
    open.remove(key)
    known[key] = answer
    return answer
  }

  // MARK: - Keywords that apply to the same value

  /// The spots that all hold where some do, and the first keyword that leaves a choice between further ones.
  private func conjunction(of spots: [Spot], decided: Set<Spot>) -> (all: [Spot], choice: Choice?) {
    var all: [Spot] = []
    var seen: Set<Spot> = []
    var waiting = Array(spots.reversed())
    var choice: Choice?
    while let spot = waiting.popLast() {
      guard seen.insert(spot).inserted else { continue }
      all.append(spot)
      func spots(_ nodes: [SchemaGraph.NodeID]) -> [Spot] {
        nodes.map { Spot(schema: spot.schema, node: $0) }
      }
      if let logic = node(spot).logic {
        waiting += spots(
          (logic.allOf + [logic.reference, logic.dynamicReference?.initial].compactMap(\.self)).reversed())
      }
      guard choice == nil, !decided.contains(spot) else { continue }
      let branches = node(spot).branches.map { $0.map(spots) }
      if !branches.isEmpty { choice = Choice(of: spot, branches: branches) }
    }
    return (all, choice)
  }

  /// One spot's keywords that leave a choice: for each keyword the spots of each branch.
  private struct Choice {
    var spot: Spot
    var branches: [[[Spot]]]

    init(of spot: Spot, branches: [[[Spot]]]) {
      self.spot = spot
      self.branches = branches
    }
  }

  private mutating func boundOfAlternatives(
    _ spots: [Spot], at pointer: JSONPointer, depth: Int
  ) -> PayloadBound {
    // Each way of choosing one branch of every keyword; the largest of all counts.
    var waiting: [(spots: [Spot], decided: Set<Spot>)] = [(spots, [])]
    var largest = PayloadBound.characters(0)
    while let (spots, decided) = waiting.popLast() {
      stepsLeft -= 1
      guard stepsLeft > 0 else { return .unknown("its schema has too many alternatives") }
      let (all, choice) = conjunction(of: spots, decided: decided)
      guard let choice else {
        largest = largest.orLarger(boundOfValue(all, at: pointer, depth: depth))
        if case .missing = largest { return largest }
        continue
      }
      var ways: [[Spot]] = [[]]
      for branches in choice.branches {
        ways = ways.flatMap { way in branches.map { way + $0 } }
        guard ways.count < stepsLeft else { return .unknown("its schema has too many alternatives") }
      }
      for way in ways.reversed() { waiting.append((spots + way, decided.union([choice.spot]))) }
    }
    return largest
  }

  // MARK: - Values

  private mutating func boundOfValue(_ spots: [Spot], at pointer: JSONPointer, depth: Int) -> PayloadBound {
    let nodes = spots.map(node)
    if nodes.contains(where: { $0.always == false }) { return .characters(0) }
    let listed = nodes.compactMap { $0.constant.map { [$0] } ?? $0.enumeration }
    if let fewest = listed.min(by: { $0.count < $1.count }) {
      return .characters(fewest.map { $0.text(.compact).unicodeScalars.count }.max() ?? 0)
    }
    let types = nodes.reduce(TypeSet.all) { $0.intersection($1.types) }
    // Where nothing says what it is, that is the bound that is missing, and not those of all types.
    if types == .all { return .missing(keyword: "type", at: pointer) }
    var largest = PayloadBound.characters(0)
    if types.contains(.null) || types.contains(.boolean) { largest = .characters(5) }
    if types.contains(.integer) {
      largest = largest.orLarger(.characters(numberLength(nodes, isWhole: !types.contains(.number))))
    }
    if types.contains(.string) { largest = largest.orLarger(boundOfText(nodes, at: pointer)) }
    if types.contains(.array) {
      largest = largest.orLarger(boundOfArray(spots, at: pointer, depth: depth + 1))
    }
    if types.contains(.object) {
      largest = largest.orLarger(boundOfObject(spots, at: pointer, depth: depth + 1))
    }
    return largest
  }

  private func numberLength(_ nodes: [SchemaNode], isWhole: Bool) -> Int {
    let bounds = nodes.compactMap(\.numeric)
    let low = bounds.compactMap { $0.minimum ?? $0.exclusiveMinimum }
    let high = bounds.compactMap { $0.maximum ?? $0.exclusiveMaximum }
    guard isWhole, let low = low.first, let high = high.first else { return Self.numberLength }
    return min(Self.numberLength, max(low.literal.utf8.count, high.literal.utf8.count))
  }

  private func boundOfText(_ nodes: [SchemaNode], at pointer: JSONPointer) -> PayloadBound {
    let keywords = nodes.compactMap(\.string)
    let lengths =
      keywords.compactMap(\.maxLength)
      + keywords.compactMap { $0.format.flatMap { Self.formatLengths[$0] } }
      + keywords.compactMap { $0.pattern.flatMap(longest) }
    guard let length = lengths.min(), length < Self.tooLarge else {
      return .missing(keyword: "maxLength", at: pointer)
    }
    return .characters(length + 2)
  }

  /// The most characters that a text of a format has, as they are usually written.
  private static let formatLengths: [String: Int] = [
    "date": 10, "time": 32, "date-time": 48, "duration": 64, "uuid": 36, "ipv4": 15, "ipv6": 45,
    "hostname": 253,
    "email": 320,
  ]

  /// A length that no text that matches a pattern exceeds, where there is one that is not very large.
  private func longest(_ pattern: Pattern) -> Int? {
    do throws(AutomatonLimit) {
      let language = try pattern.language(limit: 2_000)
      for length in [16, 64, 256, 1_024, 4_096] where try language.shortestWord(minLength: length + 1) == nil
      {
        return length
      }
      return nil
    } catch {
      // What is out of reach bounds nothing that is known.
      return nil
    }
  }

  // MARK: - Arrays and objects

  private mutating func boundOfArray(_ spots: [Spot], at pointer: JSONPointer, depth: Int) -> PayloadBound {
    let keywords = spots.compactMap { spot in node(spot).array.map { (spot.schema, $0) } }
    let positions = keywords.map(\.1.prefixItems.count).max() ?? 0
    let most = keywords.compactMap(\.1.maxItems).min()
    func schemas(at position: Int?) -> [Spot] {
      keywords.compactMap { schema, array in
        if let position, position < array.prefixItems.count {
          return Spot(schema: schema, node: array.prefixItems[position])
        }
        return (array.items ?? array.unevaluatedItems).map { Spot(schema: schema, node: $0) }
      }
    }
    var length = 2
    for position in 0..<min(positions, most ?? .max) {
      switch bound(of: schemas(at: position), at: pointer.appending(position), depth: depth) {
      case .characters(let count): length += count + 1
      case let other: return other
      }
    }
    let further = most.map { max(0, $0 - positions) }
    if further == 0 { return .characters(length) }
    let rest = schemas(at: nil)
    if rest.contains(where: { node($0).always == false }) { return .characters(length) }
    guard let further else { return .missing(keyword: "maxItems", at: pointer) }
    switch bound(of: rest, at: pointer.appending("*"), depth: depth) {
    case .characters(let count):
      let (total, overflows) = further.multipliedReportingOverflow(by: count + 1)
      return .characters(overflows ? Self.tooLarge : min(Self.tooLarge, length + min(total, Self.tooLarge)))
    case let other: return other
    }
  }

  private mutating func boundOfObject(_ spots: [Spot], at pointer: JSONPointer, depth: Int) -> PayloadBound {
    let objects = spots.compactMap { spot in node(spot).object.map { (schema: spot.schema, keywords: $0) } }
    var names: [String] = []
    var schemas: [ExactString: [Spot]] = [:]
    func note(_ name: String, _ spot: Spot?) {
      if schemas[ExactString(name)] == nil {
        names.append(name)
        schemas[ExactString(name)] = []
      }
      if let spot { schemas[ExactString(name)]?.append(spot) }
    }
    for (schema, keywords) in objects {
      for property in keywords.properties { note(property.key, Spot(schema: schema, node: property.schema)) }
      for name in keywords.required { note(name, nil) }
    }
    var length = 2
    for name in names {
      var spots = schemas[ExactString(name)] ?? []
      for (schema, keywords) in objects where keywords.schema(of: name) == nil {
        // A member that one schema does not name is what it says of the others.
        let others = keywords.patternProperties.filter { $0.pattern.matches(name) }.map(\.schema)
        let rest = others.isEmpty ? [keywords.additionalProperties].compactMap(\.self) : others
        spots += rest.map { Spot(schema: schema, node: $0) }
      }
      if spots.contains(where: { node($0).always == false }) { continue }
      switch bound(of: spots, at: pointer.appending(name), depth: depth) {
      case .characters(let count):
        length = min(Self.tooLarge, length + JSONValue.string(name).text().unicodeScalars.count + count + 2)
      case let other: return other
      }
    }
    switch boundOfFurtherMembers(objects, areNamed: !names.isEmpty, at: pointer, depth: depth) {
    case .characters(let count): return .characters(min(Self.tooLarge, length + count))
    case let other: return other
    }
  }

  /// The members of a map: those that only a pattern or a schema for all describes.
  private mutating func boundOfFurtherMembers(
    _ objects: [(schema: Int, keywords: ObjectKeywords)], areNamed: Bool, at pointer: JSONPointer, depth: Int
  ) -> PayloadBound {
    var values: [Spot] = []
    var isClosed = false
    for (schema, keywords) in objects {
      let rest = [keywords.additionalProperties, keywords.unevaluatedProperties].compactMap(\.self)
      if rest.contains(where: { graphs[schema][$0].always == false }), keywords.patternProperties.isEmpty {
        isClosed = true
      }
      let described = keywords.patternProperties.map(\.schema) + rest
      values += described.filter { graphs[schema][$0].always == nil }.map { Spot(schema: schema, node: $0) }
    }
    if isClosed { return .characters(0) }
    let most = objects.compactMap(\.keywords.maxProperties).min()
    if most == 0 { return .characters(0) }
    guard !values.isEmpty else {
      // An open object without any name may be anything.
      return areNamed ? .characters(0) : .missing(keyword: "properties", at: pointer)
    }
    guard let most else { return .missing(keyword: "maxProperties", at: pointer) }
    let namings = objects.compactMap { object in
      object.keywords.propertyNames.map { Spot(schema: object.schema, node: $0) }
    }
    let nameLength: Int
    switch namings.isEmpty
      ? PayloadBound.characters(Self.usualName) : bound(of: namings, at: pointer, depth: depth)
    {
    case .characters(let count): nameLength = count
    case .missing: nameLength = Self.usualName
    case let other: return other
    }
    var longest = 0
    for value in values {
      switch bound(of: [value], at: pointer.appending("*"), depth: depth) {
      case .characters(let count): longest = max(longest, count)
      case let other: return other
      }
    }
    let (total, overflows) = most.multipliedReportingOverflow(by: longest + nameLength + 2)
    return .characters(overflows ? Self.tooLarge : min(Self.tooLarge, total))
  }

  /// The length of a member's name where nothing bounds it.
  private static let usualName = 64
}

extension PayloadBound {
  fileprivate func orLarger(_ other: PayloadBound) -> PayloadBound {
    switch (self, other) {
    case (.missing, _): self
    case (_, .missing): other
    case (.unknown, _): self
    case (_, .unknown): other
    case (.characters(let left), .characters(let right)): .characters(max(left, right))
    }
  }
}

extension SchemaNode {
  /// For each keyword that leaves a choice: what holds in each branch.
  fileprivate var branches: [[[NodeID]]] {
    var result: [[[NodeID]]] = (object?.dependentSchemas ?? []).map { [[], [$0.schema]] }
    guard let logic else { return result }
    if !logic.anyOf.isEmpty { result.append(logic.anyOf.map { [$0] }) }
    if !logic.oneOf.isEmpty { result.append(logic.oneOf.map { [$0] }) }
    if let condition = logic.condition {
      result.append([
        [condition.condition] + [condition.then].compactMap(\.self), [condition.otherwise].compactMap(\.self),
      ])
    }
    return result
  }
}
