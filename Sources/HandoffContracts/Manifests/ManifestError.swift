public import HandoffSchema

/// Why a manifest cannot be read: everything that is wrong with it, in the order of the text.
public struct ManifestError: Error, Sendable, Hashable {
  /// The problems that are kept; those beyond are counted in `omitted`.
  public static let keptProblems = ProblemList.kept

  /// The manifest as the caller named it.
  public var file: String
  /// The text is no JSON at all; `problems` is then empty.
  public var syntax: JSONSyntaxError?
  /// The first ``keptProblems`` problems.
  public var problems: [DeclarationProblem]
  /// The number of problems beyond.
  public var omitted: Int

  /// Makes an error of its parts.
  public init(
    file: String, syntax: JSONSyntaxError? = nil, problems: [DeclarationProblem] = [], omitted: Int = 0
  ) {
    self.file = file
    self.syntax = syntax
    self.problems = problems
    self.omitted = omitted
  }
}

extension ManifestError: CustomStringConvertible {
  /// One line for each problem: file, line, column, pointer, what is wrong.
  public var description: String {
    var lines = problems.map(\.description)
    if let syntax {
      lines.append("\(file):\(syntax.line):\(syntax.column): not JSON: \(syntax.message)")
    }
    if omitted > 0 { lines.append("\(file): \(omitted) more problems are not shown") }
    return lines.joined(separator: "\n")
  }
}
