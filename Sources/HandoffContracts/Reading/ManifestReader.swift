internal import HandoffSchema

/// Reads the members of a manifest one after the other, straight from the parser's tape, and notes everything that does
/// not fit.
///
/// It judges form only: which members there are and which type each value has. What the values mean together
/// is judged by ``DeclarationCheck``, for manifests and Swift declarations alike.
struct ManifestReader {
  private(set) var list = ProblemList()
  /// Subjects whose declarations could not be read, so that nothing is said about names that seem missing.
  private(set) var unreadable: Set<DeclarationProblem.Subject> = []
  var interned = InternedValues()

  private let tape: TapeView
  /// For each name that its object repeats: the last one, whose value counts.
  private let lastRepetitions: [Int: Int]
  /// The names that repeat an earlier one.
  private let repeated: Set<Int>
  /// The way from the root to the value in hand; spelled only for a problem.
  private var path: [Step] = []

  private enum Step {
    /// A member, by the index of its name on the tape.
    case member(Int)
    case element(Int)
    case token(String)
  }

  /// One member that an object of the manifest may have, what its value looks like and what reading it does.
  struct Member<Element>: Sendable {
    var name: String
    var isRequired = false
    /// For the schema of manifests; ``read`` says the same in better words.
    var shape: ValueShape
    var read: @Sendable (ManifestValue, inout ManifestReader, inout Element) -> Void
    fileprivate let spelling: StaticString

    init(
      _ name: StaticString, _ shape: ValueShape, required: Bool = false,
      read: @escaping @Sendable (ManifestValue, inout ManifestReader, inout Element) -> Void
    ) {
      self.name = name.description
      spelling = name
      self.isRequired = required
      self.shape = shape
      self.read = read
    }
  }

  /// Prepares to read from a tape, within the call that lends it.
  ///
  /// - `repetitions`: The document's ``JSONDocument/repetitions``.
  init(_ tape: TapeView, repetitions: [(name: Int, first: Int)]) {
    self.tape = tape
    lastRepetitions = Dictionary(repetitions.map { ($0.first, $0.name) }, uniquingKeysWith: max)
    repeated = Set(repetitions.map(\.name))
  }

  /// The manifest.
  var root: ManifestValue { ManifestValue(tape: tape, index: 0) }

  mutating func report(_ reason: DeclarationProblem.Reason) {
    let tokens = path.map { step in
      switch step {
      case .member(let name): tape.string(at: name)
      case .element(let position): String(position)
      case .token(let text): text
      }
    }
    list.add(DeclarationProblem(reason: reason, pointer: JSONPointer(tokens: tokens)))
  }

  mutating func refuse(_ value: ManifestValue, allowed: String) {
    report(.wrongValue(found: shown(value.json), allowed: allowed))
  }

  mutating func markUnreadable(_ subject: DeclarationProblem.Subject) {
    unreadable.insert(subject)
  }

  /// Runs a reader one level deeper.
  mutating func within(_ token: String, _ read: (inout ManifestReader) -> Void) {
    path.append(.token(token))
    read(&self)
    path.removeLast()
  }

  /// Reads an object by a table of its members; members whose names begin with `x-` go to `extensions`.
  mutating func read<Element>(
    _ value: ManifestValue, by members: [Member<Element>], into element: inout Element,
    extensions: WritableKeyPath<Element, JSONObject>
  ) {
    guard value.kind == .object else { return refuse(value, allowed: "an object") }
    // By position in the table.
    var seen: UInt64 = 0
    var expected = 0
    eachMember(of: value) { name, value, reader in
      if let position = reader.position(of: name, in: members, expected: expected) {
        seen |= 1 << UInt64(position)
        expected = position + 1
        reader.path.append(.member(name))
        members[position].read(value, &reader, &element)
        reader.path.removeLast()
      } else {
        let key = reader.tape.string(at: name)
        if key.utf8.starts(with: "x-".utf8) {
          element[keyPath: extensions][key] = value.json
        } else {
          let known = members.map(\.name)
          let nearest = NearestName.of(key, among: known)
          reader.within(key) { $0.report(.unknownMember(key, known: known, nearest: nearest)) }
        }
      }
    }
    for (position, member) in members.enumerated()
    where member.isRequired && seen & 1 << UInt64(position) == 0 {
      report(.missingMember(member.name))
    }
  }

  /// The position of a name in a table; most objects name their members in the order of the one before.
  private func position<Element>(of name: Int, in members: [Member<Element>], expected: Int) -> Int? {
    func isNamed(_ position: Int) -> Bool { tape.string(at: name, equals: members[position].spelling.bytes) }
    return (expected..<members.count).first(where: isNamed)
      ?? (0..<min(expected, members.count)).first(where: isNamed)
  }

  /// Goes through the members of an object; of several of one name the last one's value counts, in the first one's place.
  private mutating func eachMember(
    of value: ManifestValue, _ read: (_ name: Int, ManifestValue, inout ManifestReader) -> Void
  ) {
    var name = value.index + 1
    let end = Int(tape[value.index].next)
    while name < end {
      let next = Int(tape[name + 1].next)
      if lastRepetitions.isEmpty {
        read(name, ManifestValue(tape: tape, index: name + 1), &self)
      } else if !repeated.contains(name) {
        let last = lastRepetitions[name] ?? name
        read(last, ManifestValue(tape: tape, index: last + 1), &self)
      }
      name = next
    }
  }

  /// Reads an object whose names are free: contracts, agents, stores.
  mutating func readNamed(
    _ value: ManifestValue, _ subject: DeclarationProblem.Subject,
    each: (_ name: String, ManifestValue, inout ManifestReader) -> Void
  ) {
    guard value.kind == .object else {
      markUnreadable(subject)
      return refuse(value, allowed: "an object: name to \(subject.rawValue)")
    }
    readMembers(of: value, each: each)
  }

  /// Reads the members of an object whose names are free.
  mutating func readMembers(
    of value: ManifestValue, each: (_ name: String, ManifestValue, inout ManifestReader) -> Void
  ) {
    eachMember(of: value) { name, value, reader in
      reader.path.append(.member(name))
      each(reader.interned.text(reader.tape, at: name), value, &reader)
      reader.path.removeLast()
    }
  }

  /// Reads an array of objects: handoffs, allowances.
  mutating func readList(
    _ value: ManifestValue, of content: String, each: (ManifestValue, inout ManifestReader) -> Void
  ) {
    guard value.kind == .array else { return refuse(value, allowed: "an array of \(content)") }
    readElements(of: value, each: each)
  }

  /// Reads the elements of an array.
  mutating func readElements(
    of value: ManifestValue, each: (ManifestValue, inout ManifestReader) -> Void
  ) {
    var element = value.index + 1
    for position in 0..<value.count {
      path.append(.element(position))
      each(ManifestValue(tape: tape, index: element), &self)
      path.removeLast()
      element = Int(tape[element].next)
    }
  }

  /// The only member of an object, or `nil` for an object with several and for other values.
  ///
  /// - `name`: The name that it must have.
  func onlyMember(_ name: StaticString, of value: ManifestValue) -> ManifestValue? {
    guard value.kind == .object, let member = member(name, of: value), memberCount(of: value) == 1 else {
      return nil
    }
    return member
  }

  /// How many members of different names an object has.
  func memberCount(of value: ManifestValue) -> Int {
    guard !lastRepetitions.isEmpty else { return value.count }
    return value.json.objectValue?.count ?? 0
  }

  /// The member of an object of a name, or `nil`; the last one of several.
  func member(_ name: StaticString, of value: ManifestValue) -> ManifestValue? {
    var index = value.index + 1
    var found: ManifestValue?
    while index < Int(tape[value.index].next) {
      if tape.string(at: index, equals: name.bytes) { found = ManifestValue(tape: tape, index: index + 1) }
      index = Int(tape[index + 1].next)
    }
    return found
  }
}
