import HandoffSchema

/// Says how far a cause reaches, in sentences.
struct CauseReach {
  private static let shown = 6

  private let cause: FailureCause
  private let subject: CampaignSubject

  init(_ cause: FailureCause, subject: CampaignSubject) {
    self.cause = cause
    self.subject = subject
  }

  /// What is to be known beside the one case, a sentence each.
  func notes(_ judgement: Judge.Judgement) -> [String] {
    switch cause.scope {
    case .single: return otherMembers(judgement) + otherClasses(judgement)
    case .members(let members):
      return ["Nobody looks at \(members.count) members: \(Self.list(members))."] + otherClasses(judgement)
    case .everything:
      let accepted = count(.silentAcceptance)
      let crashed = cause.ways.filter { $0.failureClass == .crash && $0.operation != nil }.reduce(0) {
        $0 + $1.occurrences
      }
      let ends = crashed > 0 ? " and \(crashed) ended it" : ""
      let failures = count(.failureSwallowed)
      let taken = failures > 0 ? " It takes the producer's failures for results, too." : ""
      return [
        "The consumer validates nothing at all: of all payloads that break the contract none was refused, "
          + "\(accepted) were accepted\(ends).\(taken)"
      ]
    case .many:
      return ["This was met in \(cause.ways.count) forms, which are told as one."] + otherClasses(judgement)
    }
  }

  /// Where else the same way of breaking a payload goes through.
  private func otherMembers(_ judgement: Judge.Judgement) -> [String] {
    guard judgement.failureClass == .silentAcceptance else { return [] }
    let members = Self.distinct(
      cause.ways.filter { $0.failureClass == .silentAcceptance }.compactMap(\.member))
    return members.count > 1 ? ["This goes through at \(members.count) members: \(Self.list(members))."] : []
  }

  /// The other ways in which the same cause shows itself.
  private func otherClasses(_ judgement: Judge.Judgement) -> [String] {
    let own = judgement.failureClass
    var parts: [String] = []
    for failureClass in FailureClass.all where failureClass != own && count(failureClass) > 0 {
      let cases = count(failureClass)
      parts.append("\(failureClass.name) in \(cases) \(cases == 1 ? "case" : "cases")")
    }
    let signs = Self.distinct(cause.ways.filter { $0.failureClass == own && own == .crash }.map(\.sign))
    let others = signs.filter { !$0.hasSameCodePoints(as: judgement.place) }
    if !others.isEmpty {
      parts.append("other last words: \(others.prefix(Self.shown).joined(separator: "; "))")
    }
    return (parts.isEmpty ? [] : ["The same cause shows itself as \(parts.joined(separator: ", "))."])
      + otherLosses(judgement)
  }

  /// The other members that the same reader loses.
  private func otherLosses(_ judgement: Judge.Judgement) -> [String] {
    guard judgement.loss != nil else { return [] }
    let signs = Self.distinct(cause.ways.filter { $0.failureClass == judgement.failureClass }.map(\.sign))
    let others = signs.filter { !$0.hasSameCodePoints(as: judgement.place) }
    return others.isEmpty ? [] : ["It does not read as it was sent, either: \(Self.list(others))."]
  }

  private func count(_ failureClass: FailureClass) -> Int {
    cause.ways.filter { $0.failureClass == failureClass }.reduce(0) { $0 + $1.occurrences }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<ExactString> = []
    return texts.filter { seen.insert(ExactString($0)).inserted }
  }

  private static func list(_ members: [String]) -> String {
    let shown = members.prefix(shown).map { $0.isEmpty ? "(root)" : $0 }.joined(separator: ", ")
    return members.count > Self.shown ? "\(shown) and \(members.count - Self.shown) more" : shown
  }
}
