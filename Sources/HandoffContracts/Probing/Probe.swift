internal import HandoffSchema

/// Finds out what a `Decodable` type reads, by decoding it from made-up values and watching what it asks for.
///
/// Types that throw away made-up values are offered others; where none will do, the pointer is named as a gap.
final class Probe {
  /// The deepest type that is looked into.
  static let depthLimit = 32
  /// The most nodes that are made.
  static let nodeLimit = 5_000
  /// The most reads of members and elements: a type that follows them as long as there is one would do so for ever.
  private static let readLimit = 50_000
  /// The most members of one object.
  private static let memberLimit = 1_000
  /// The most passes over enumerations with values.
  private static let passLimit = 64

  /// What is known of a contract that the type is held against: its values are tried first.
  let hints: ProbeHints
  /// Whether dates are texts; otherwise they are numbers, as a decoder reads them that nobody has set up.
  let readsDatesAsText: Bool
  private(set) var gaps: [TypeReading.Gap] = []
  private var stack: [ObjectIdentifier] = []
  private var nodes: [ObjectIdentifier: ProbeNode] = [:]
  private var names: [ExactString] = []
  private var count = 0
  private var reads = 0
  /// Which case of an enumeration is tried, by its pointer.
  private var choices: [JSONPointer: Int] = [:]
  private var choiceCounts: [(pointer: JSONPointer, count: Int)] = []

  init(hints: ProbeHints, readsDatesAsText: Bool) {
    self.hints = hints
    self.readsDatesAsText = readsDatesAsText
  }

  /// Thrown where a type is inside of itself: what is around it does without a value.
  struct Recursion: Error {}

  /// The tree of a type.
  func tree<Value: Decodable>(of type: Value.Type) -> ProbeNode {
    let node = ProbeNode()
    _ = try? value(of: type, into: node, at: [])
    // Each case of an enumeration with values is read in a pass of its own.
    var passes = 0
    while let next = choiceCounts.first(where: { choices[$0.pointer, default: 0] + 1 < $0.count }) {
      guard passes < Self.passLimit else {
        note(
          [], "its enumerations have more than \(Self.passLimit) cases with values; the rest is not looked at"
        )
        break
      }
      passes += 1
      choices[next.pointer, default: 0] += 1
      _ = try? value(of: type, into: node, at: [])
    }
    return node
  }

  /// Makes a value of a type, and notes in a node what it reads.
  ///
  /// - Throws: What the type throws at everything that it is offered.
  func value<Value: Decodable>(
    of type: Value.Type, into node: ProbeNode, at path: [any CodingKey]
  ) throws -> Value {
    count += 1
    guard path.count < Self.depthLimit, count < Self.nodeLimit else { throw excess(at: path) }
    if let container = try container(type, into: node, at: path) { return container }
    let id = ObjectIdentifier(type)
    let form = ProbedType.form(of: type, datesAreTexts: readsDatesAsText)
    let isNamed = !ProbedType.isScalar(type)
    if isNamed, stack.contains(id) {
      // One with a form of its own may hold another value of its type, which is nobody's business.
      if form == nil { refer(to: id, "\(type)", from: node) }
      throw Recursion()
    }
    if isNamed {
      stack.append(id)
      nodes[id] = node
    }
    defer { if isNamed { stack.removeLast() } }
    if let first = listed(type, into: node, at: path) { return first }
    return try offered(type, as: form, into: node, at: path)
  }

  /// Counts a read of a member or an element.
  ///
  /// - Throws: ``Recursion`` where there were too many, or too deep ones.
  func read(at path: [any CodingKey], of node: ProbeNode) throws(Recursion) {
    reads += 1
    guard path.count < Self.depthLimit, reads < Self.readLimit, node.members.count < Self.memberLimit else {
      throw excess(at: path)
    }
  }

  private func excess(at path: [any CodingKey]) -> Recursion {
    note(
      Array(path.prefix(Self.depthLimit)),
      "it is nested more than \(Self.depthLimit) levels deep, or reads more than \(Self.nodeLimit) parts, "
        + "\(Self.memberLimit) members of one object or \(Self.readLimit) values in all")
    return Recursion()
  }

  /// The first value of an enumeration that lists its values and takes them, all of which are noted.
  ///
  /// An enumeration need not be read by its raw values, and one that has a case for whatever it does not know takes
  /// everything: it is asked.
  private func listed<Value: Decodable>(
    _ type: Value.Type, into node: ProbeNode, at path: [any CodingKey]
  ) -> Value? {
    guard let values = ProbedType.rawValues(of: type) else { return nil }
    guard values.count <= ProbedType.valueLimit else {
      note(path, "\(type) lists more than \(ProbedType.valueLimit) values, which are not looked at")
      return nil
    }
    let known = gaps
    defer { gaps = known }
    func decoded(_ value: JSONValue) -> Value? {
      try? Value(
        from: ProbeDecoder(probe: self, node: ProbeNode(), codingPath: path, offer: .exactly(value)))
    }
    let taken = values.compactMap { value in decoded(value).map { (json: value, value: $0) } }
    guard let first = taken.first else { return nil }
    let isOpen = decoded(ProbedType.outsider(of: values)) != nil
    node.kind = isOpen ? .suggested(taken.map(\.json)) : .values(taken.map(\.json), isClosed: true)
    return first.value
  }

  /// Makes an empty list, map or absent value, after the type of what it holds was looked at.
  private func container<Value: Decodable>(
    _ type: Value.Type, into node: ProbeNode, at path: [any CodingKey]
  ) throws -> Value? {
    if let optional = type as? any ProbedOptional.Type {
      node.isNullable = true
      optional.probeWrapped(self, into: node, at: path)
      return optional.absent as? Value
    }
    if let list = type as? any ProbedList.Type {
      list.probeElement(self, into: node.elements(of: .array), at: path + [ProbeKey("*")])
      return list.none as? Value
    }
    if let map = type as? any ProbedMap.Type {
      map.probeElement(self, into: node.elements(of: .map), at: path + [ProbeKey("*")])
      return map.none as? Value
    }
    return nil
  }

  /// Offers one made-up value after the other.
  private func offered<Value: Decodable>(
    _ type: Value.Type, as form: JSONValue?, into node: ProbeNode, at path: [any CodingKey]
  ) throws -> Value {
    let (hinted, areAll) = hints.values(at: JSONPointer(path))
    var refusal: (any Error)?
    var taken: [JSONValue] = []
    var result: Value?
    for offer in [ProbeOffer.simple, .other] + hinted.map(ProbeOffer.exactly) + ProbeOffer.texts {
      // Once something is taken only the values of the contract are of interest: which of them does the type know?
      if result != nil {
        guard case .exactly(let value) = offer, hinted.contains(value), form == nil, node.isLeaf else {
          continue
        }
      }
      do {
        let scratch = form == nil && result == nil ? node : ProbeNode()
        let value = try Value(from: ProbeDecoder(probe: self, node: scratch, codingPath: path, offer: offer))
        if result == nil { result = value }
        if case .exactly(let value) = offer, hinted.contains(value) { taken.append(value) }
      } catch is Recursion {
        throw Recursion()
      } catch {
        if refusal == nil { refusal = error }
        if !node.isLeaf, case .exactly = offer { break }
      }
    }
    if let form { node.kind = .known(form) }
    guard let result else {
      let pointer = JSONPointer(path)
      // What lies within has said it already.
      let isSaid = gaps.contains {
        $0.pointer.tokens.count > path.count && $0.pointer.tokens.starts(with: pointer.tokens)
      }
      if form == nil, !isSaid {
        let remedy = node.isLeaf ? "; where it is an enumeration, make it CaseIterable" : ""
        note(
          path, "\(type) takes none of the values that were made up for it (\(Self.words(refusal)))\(remedy)")
      }
      throw refusal ?? Recursion()
    }
    guard form == nil, node.isLeaf, refusal != nil else { return result }
    if !hinted.isEmpty, areAll {
      node.kind = .values(taken, isClosed: false)
    } else {
      note(
        path,
        "\(type) takes only some values, which cannot be listed; where it is an enumeration, make it CaseIterable"
      )
    }
    return result
  }

  private static func words(_ error: (any Error)?) -> String {
    switch error {
    case .some(DecodingError.dataCorrupted(let context)), .some(DecodingError.typeMismatch(_, let context)),
      .some(DecodingError.valueNotFound(_, let context)), .some(DecodingError.keyNotFound(_, let context)):
      context.debugDescription
    case .some(let error): "\(error)"
    case nil: "nothing fits"
    }
  }

  private func refer(to id: ObjectIdentifier, _ name: String, from node: ProbeNode) {
    guard let target = nodes[id] else { return }
    if target.name == nil {
      var unique = name
      while names.contains(ExactString(unique)) { unique += "_" }
      names.append(ExactString(unique))
      target.name = unique
    }
    node.kind = .reference(target.name ?? name)
  }

  /// Notes what cannot be seen.
  func note(_ path: [any CodingKey], _ why: String) {
    let gap = TypeReading.Gap(pointer: JSONPointer(path), reason: why)
    if !gaps.contains(gap) { gaps.append(gap) }
  }

  /// Which of so many cases is tried in this pass.
  func choice(of count: Int, at path: [any CodingKey]) -> Int {
    let pointer = JSONPointer(path)
    if !choiceCounts.contains(where: { $0.pointer == pointer }) { choiceCounts.append((pointer, count)) }
    return choices[pointer, default: 0]
  }
}

extension ProbeNode {
  /// Whether a single value is read.
  var isLeaf: Bool {
    switch kind {
    case .bool, .integer, .number, .text, .values, .suggested: true
    case .unknown, .known, .object, .choice, .map, .array, .reference: false
    }
  }
}
