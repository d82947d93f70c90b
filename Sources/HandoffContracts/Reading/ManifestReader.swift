internal import HandoffSchema

/// Reads the members of a manifest one after the other and notes everything that does not fit.
///
/// It judges form only: which members there are and which type each value has. What the values mean together
/// is judged by ``DeclarationCheck``, for manifests and Swift declarations alike.
struct ManifestReader {
  private(set) var list = ProblemList()
  /// The way from the root to the value in hand.
  private var path: [String] = []
  /// Subjects whose declarations could not be read, so that nothing is said about names that seem missing.
  private(set) var unreadable: Set<DeclarationProblem.Subject> = []

  /// One member that an object of the manifest may have, what its value looks like and what reading it does.
  struct Member<Element>: Sendable {
    var name: String
    var isRequired = false
    /// For the schema of manifests; ``read`` says the same in better words.
    var shape: ValueShape
    var read: @Sendable (JSONValue, inout ManifestReader, inout Element) -> Void

    init(
      _ name: String, _ shape: ValueShape, required: Bool = false,
      read: @escaping @Sendable (JSONValue, inout ManifestReader, inout Element) -> Void
    ) {
      self.name = name
      self.isRequired = required
      self.shape = shape
      self.read = read
    }
  }

  mutating func report(_ reason: DeclarationProblem.Reason) {
    list.add(DeclarationProblem(reason: reason, pointer: JSONPointer(tokens: path)))
  }

  mutating func refuse(_ value: JSONValue, allowed: String) {
    report(.wrongValue(found: shown(value), allowed: allowed))
  }

  mutating func markUnreadable(_ subject: DeclarationProblem.Subject) {
    unreadable.insert(subject)
  }

  /// Runs a reader one level deeper.
  mutating func within(_ token: String, _ read: (inout ManifestReader) -> Void) {
    path.append(token)
    read(&self)
    path.removeLast()
  }

  /// Reads an object by a table of its members; members whose names begin with `x-` go to `extensions`.
  mutating func read<Element>(
    _ value: JSONValue, by members: [Member<Element>], into element: inout Element,
    extensions: WritableKeyPath<Element, JSONObject>
  ) {
    guard case .object(let object) = value else { return refuse(value, allowed: "an object") }
    for entry in object {
      // `==` compares by canonical equivalence, which for these ASCII names is the same as by code point.
      if let member = members.first(where: { $0.name == entry.key }) {
        path.append(entry.key)
        member.read(entry.value, &self, &element)
        path.removeLast()
      } else if entry.key.utf8.starts(with: "x-".utf8) {
        element[keyPath: extensions][entry.key] = entry.value
      } else {
        let known = members.map(\.name)
        let nearest = NearestName.of(entry.key, among: known)
        within(entry.key) { $0.report(.unknownMember(entry.key, known: known, nearest: nearest)) }
      }
    }
    for member in members where member.isRequired && object[member.name] == nil {
      report(.missingMember(member.name))
    }
  }

  /// Reads an object whose names are free: contracts, agents, stores.
  mutating func readNamed(
    _ value: JSONValue, _ subject: DeclarationProblem.Subject,
    each: (JSONObject.Member, inout ManifestReader) -> Void
  ) {
    guard case .object(let object) = value else {
      markUnreadable(subject)
      return refuse(value, allowed: "an object: name to \(subject.rawValue)")
    }
    for entry in object {
      path.append(entry.key)
      each(entry, &self)
      path.removeLast()
    }
  }

  /// Reads an array of objects: handoffs, allowances.
  mutating func readList(
    _ value: JSONValue, of content: String, each: (JSONValue, inout ManifestReader) -> Void
  ) {
    guard case .array(let elements) = value else { return refuse(value, allowed: "an array of \(content)") }
    for (index, element) in elements.enumerated() {
      path.append(String(index))
      each(element, &self)
      path.removeLast()
    }
  }
}
