internal import HandoffSchema

// What every check of a declaration says in the same words. Paths are spelled for problems only: most of a large system
// has none.

extension ProblemList {
  mutating func add(
    _ reason: DeclarationProblem.Reason, at path: [String], _ location: @autoclosure () -> SourceLocation?
  ) {
    add(DeclarationProblem(reason: reason, pointer: JSONPointer(tokens: path), location: location()))
  }

  /// Adds a problem for a count below the least one that makes sense.
  mutating func require(
    _ count: Int?, from least: Int, at path: @autoclosure () -> [String],
    _ location: @autoclosure () -> SourceLocation?
  ) {
    guard let count, count < least else { return }
    add(.wrongValue(found: String(count), allowed: "an integer from \(least)"), at: path(), location())
  }

  mutating func checkExtensions(
    _ extensions: JSONObject, at path: @autoclosure () -> [String],
    _ location: @autoclosure () -> SourceLocation?
  ) {
    guard !extensions.isEmpty else { return }
    for key in extensions.keys where !key.utf8.starts(with: "x-".utf8) {
      add(
        .wrongValue(found: "the name \(quoted(key))", allowed: "a name that begins with x-"),
        at: path() + [key], location())
    }
  }

  /// Adds a problem for a declaration under no name, or under one that an earlier one has.
  mutating func checkName(_ index: Int, in table: DeclaredNames, at path: @autoclosure () -> [String]) {
    if table.names[index].isEmpty {
      add(.wrongValue(found: "the name \"\"", allowed: "a name"), at: path(), table.locations[index])
    }
    guard let first = table.earlier(index) else { return }
    add(
      .duplicate(table.subject, name: table.names[index], first: table.locations[first]), at: path(),
      table.locations[index])
  }

  /// Adds a problem for each name that an earlier one of a list has.
  ///
  /// - Complexity: O(*n*) on average.
  mutating func checkRepeated(
    _ subject: DeclarationProblem.Subject, _ names: [String], at path: @autoclosure () -> [String],
    _ location: @autoclosure () -> SourceLocation?
  ) {
    guard names.mayRepeat(by: { $0.hasSameCodePoints(as: $1) }) else { return }
    var seen: Set<ExactString> = []
    for (index, name) in names.enumerated() where !seen.insert(ExactString(name)).inserted {
      add(.repeatedName(subject, name), at: path() + [String(index)], location())
    }
  }

  /// Adds a problem for a name that nobody declares.
  mutating func look(
    up name: String, in table: inout DeclaredNames, at path: @autoclosure () -> [String],
    _ location: @autoclosure () -> SourceLocation?
  ) {
    if let reason = table.problem(naming: name) { add(reason, at: path(), location()) }
  }

  /// Adds a problem for a schema that looks like the name of a contract, and for the name of one that nobody declares.
  mutating func check(
    _ acceptance: Agent.Acceptance?, against contracts: inout DeclaredNames,
    at path: @autoclosure () -> [String], _ location: @autoclosure () -> SourceLocation?
  ) {
    switch acceptance {
    case .contract(let name): look(up: name, in: &contracts, at: path() + ["contract"], location())
    case .schema(.object(let members)) where members["contract"] != nil:
      add(
        .wrongValue(
          found: "a schema with the member \"contract\"", allowed: "that member to name a contract"),
        at: path(), location())
    default: break
    }
  }
}

extension Array {
  /// Whether an element may repeat another: few are compared with each other, which is quicker than hashing, of many
  /// nothing is known.
  func mayRepeat(by areEqual: (Element, Element) -> Bool) -> Bool {
    guard count <= 8 else { return true }
    for index in indices.dropFirst() where self[..<index].contains(where: { areEqual($0, self[index]) }) {
      return true
    }
    return false
  }
}
