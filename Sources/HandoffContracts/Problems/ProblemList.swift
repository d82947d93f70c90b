internal import HandoffSchema

/// Problems as they are found, in a number that hostile input cannot drive up.
struct ProblemList {
  /// The most problems that are kept; those beyond are counted.
  static let kept = 10_000

  private(set) var problems: [DeclarationProblem] = []
  /// The number of problems beyond ``kept``.
  private(set) var omitted = 0

  var isEmpty: Bool { problems.isEmpty && omitted == 0 }

  mutating func add(_ problem: DeclarationProblem) {
    if problems.count < ProblemList.kept {
      problems.append(problem)
    } else {
      omitted += 1
    }
  }

  /// Counts problems of which no more is known.
  mutating func omit(_ count: Int) {
    omitted += count
  }

  /// Gives every problem without a place that of its pointer, and puts all in the order of the text.
  mutating func locate(in document: JSONDocument, file: String) {
    let places = document.locations(of: problems.map(\.pointer))
    for (index, place) in places.enumerated() where problems[index].location == nil {
      var location = place.value
      if case .unknownMember = problems[index].reason { location = place.name ?? place.value }
      problems[index].location = SourceLocation(
        file: file, line: location.line, column: location.column, pointer: problems[index].pointer.description
      )
    }
    // Problems of one place keep the order in which they were found.
    let order = problems.indices.sorted { left, right in
      let (first, second) = (problems[left].location, problems[right].location)
      // The document first, then the files that it refers to.
      let files = (first?.file ?? file, second?.file ?? file)
      guard files.0.hasSameCodePoints(as: files.1) else {
        if files.0.hasSameCodePoints(as: file) || files.1.hasSameCodePoints(as: file) {
          return files.0.hasSameCodePoints(as: file)
        }
        return files.0.unicodeScalars.lexicographicallyPrecedes(files.1.unicodeScalars)
      }
      return (first?.line ?? 0, first?.column ?? 0, left) < (second?.line ?? 0, second?.column ?? 0, right)
    }
    problems = order.map { problems[$0] }
  }
}
