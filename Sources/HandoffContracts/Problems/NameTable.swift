internal import HandoffSchema

/// The declared names of one subject, for looking up and for suggestions.
struct NameTable {
  let subject: DeclarationProblem.Subject
  let names: [String]
  let places: [SourceLocation?]
  private let first: [ExactString: Int]
  /// How many names may still be compared for suggestions: searching is worth little and must stay cheap.
  private var comparisonsLeft = 200_000

  init(_ subject: DeclarationProblem.Subject, _ declared: [(name: String, place: SourceLocation?)]) {
    self.subject = subject
    names = declared.map(\.name)
    places = declared.map(\.place)
    var first: [ExactString: Int] = [:]
    first.reserveCapacity(declared.count)
    for (index, name) in names.enumerated() {
      let key = ExactString(name)
      if first[key] == nil { first[key] = index }
    }
    self.first = first
  }

  func contains(_ name: String) -> Bool { first[ExactString(name)] != nil }

  /// The place of the first declaration under the same name, or `nil` for the first one itself.
  func earlier(_ index: Int) -> Int? {
    guard let place = first[ExactString(names[index])], place != index else { return nil }
    return place
  }

  mutating func undeclared(_ name: String) -> DeclarationProblem.Reason {
    var nearest: String?
    if comparisonsLeft > 0 {
      comparisonsLeft -= names.count
      nearest = NearestName.of(name, among: names)
    }
    return .undeclared(
      subject, name: name, declared: Array(names.prefix(20)), count: names.count, nearest: nearest)
  }
}
