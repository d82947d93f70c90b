internal import HandoffSchema

/// The declared names of one subject, for looking up and for suggestions.
struct DeclaredNames {
  /// The position of a declared name.
  private struct Position: ListIndex {
    let rawValue: Int
    init(_ rawValue: Int) { self.rawValue = rawValue }
  }

  let subject: DeclarationProblem.Subject
  let names: [String]
  let locations: [SourceLocation?]
  /// False where not all declarations could be read, so that a missing name proves nothing.
  let isComplete: Bool
  private let first: NameIndex<Position>
  /// How many names may still be compared for suggestions: searching is worth little and must stay cheap.
  private var comparisonsLeft = 200_000

  init(
    _ subject: DeclarationProblem.Subject, _ declared: [(name: String, location: SourceLocation?)],
    isComplete: Bool = true
  ) {
    self.isComplete = isComplete
    self.subject = subject
    names = declared.map(\.name)
    locations = declared.map(\.location)
    first = NameIndex(names)
  }

  /// The position of the first declaration under the same name, or `nil` for the first one itself.
  func earlier(_ index: Int) -> Int? {
    guard let position = first[names[index]]?.rawValue, position != index else { return nil }
    return position
  }

  /// The position of the first declaration under a name.
  func position(of name: String) -> Int? { first[name]?.rawValue }

  /// The problem of naming what nobody declares, or `nil` where it is declared or may be.
  mutating func problem(naming name: String) -> DeclarationProblem.Reason? {
    guard isComplete, first[name] == nil else { return nil }
    var nearest: String?
    if comparisonsLeft > 0 {
      comparisonsLeft -= names.count
      nearest = NearestName.of(name, among: names)
    }
    return .undeclared(
      subject, name: name, declared: Array(names.prefix(20)), count: names.count, nearest: nearest)
  }
}
