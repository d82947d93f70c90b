package import HandoffContracts
import HandoffSchema

extension Verifier {
  /// Something that a trace tells beside the handoffs that happened.
  ///
  /// - Parameters:
  ///   - rule: What it is.
  ///   - message: What happened.
  ///   - from: Who did it; `nil` for the run as a whole.
  ///   - to: Who did not get the work.
  ///   - location: Where it stands.
  package mutating func add(
    _ rule: VerificationRule, _ message: String, from: String?, to: String?, at location: SourceLocation?
  ) {
    let subject: VerificationProblems.Subject =
      from.map { .handoff(ExactString("\($0)->\(to ?? "")")) } ?? .run
    problems.add(rule, message, about: subject, at: location)
  }

  /// Says what traces were read of, and what was not.
  ///
  /// - Parameters:
  ///   - dialects: The dialects, with how many spans or events each.
  ///   - unread: What could not be read, with how often.
  package mutating func note(
    dialects: [VerificationReport.Reading], unread: [VerificationReport.Reading]
  ) {
    self.dialects += dialects
    self.unread += unread
  }
}
