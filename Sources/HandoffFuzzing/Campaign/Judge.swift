import HandoffContracts
import HandoffSchema

/// Decides whether what a consumer made of a case is a failure.
///
/// What a payload is worth is what the validator says of it; how the case was made does not count.
struct Judge: Sendable {
  /// What a payload is worth on a handoff.
  enum Standing: Sendable, Hashable {
    /// It is what the producer promises.
    case valid
    /// It is a failure output of the producer that does not belong here.
    case failure(kind: String)
    /// It is none of that, but the consumer declares to accept it, or another handoff brings it.
    case tolerated
    /// It breaks the contract.
    case broken
    /// It is no JSON at all.
    case text
  }

  /// A failure that was found.
  struct Judgement: Sendable, Hashable {
    var failureClass: FailureClass
    /// In words; empty as long as nobody asked for the reasons of a brief judgement.
    var explanation: String
    /// What tells distinct failures of one class apart: a member with `*` for array indices, a reason or the last line
    /// of a crash without what varies.
    var place: String
    /// The same for a reason without knowing the payload: a word of the reason may stand in the payload by chance; for a
    /// crash where in the source it came from.
    var otherPlace: String?
    /// Set where the consumer read nothing of a member that was sent.
    var loss: Loss?
    /// Set where the consumer read what an earlier payload had brought; only that tells whether it does so again.
    var carried: CarriedOver.Member?

    /// How a member was lost.
    enum Loss: Sendable, Hashable {
      /// Another one was read that nobody sent.
      case underOtherName
      /// Nothing was read in its place.
      case withoutTrace
    }

    /// Whether two failures are alike.
    func isLike(_ other: Judgement) -> Bool {
      guard failureClass == other.failureClass else { return false }
      let places = [other.place, other.otherPlace].compactMap(\.self)
      return [place, otherPlace].compactMap(\.self).contains { place in
        places.contains { $0.hasSameCodePoints(as: place) }
      }
    }
  }

  let subject: CampaignSubject
  let tolerating: [MutationOperator]
  /// Where given, only failures like this one count.
  private var focus: Judgement?

  init(subject: CampaignSubject, tolerating: [MutationOperator]) {
    self.subject = subject
    self.tolerating = tolerating
  }

  /// The same judge, to whom only failures of one class and place count.
  func focused(on judgement: Judgement) -> Judge {
    var judge = self
    judge.focus = judgement
    return judge
  }

  /// What a content is worth.
  func standing(of content: HandoffCase.Content) -> Standing { standing(of: content, verdict: nil) }

  /// The same where the validator may have said already what it makes of the content.
  private func standing(of content: HandoffCase.Content, verdict: Bool?) -> Standing {
    guard case .payload(let payload) = content else { return isMarked(content) ? .tolerated : .text }
    if verdict ?? subject.schema.isValid(payload) {
      return subject.mayBeKeptBack && breaksAccepts(content) ? .tolerated : .valid
    }
    for failure in subject.failures where failure.schema.isValid(payload) {
      return failure.isExpected ? .tolerated : .failure(kind: failure.kind)
    }
    if let accepted = subject.accepted, accepted.isValid(payload) { return .tolerated }
    // What nobody can tell is held against nobody.
    return verdict == nil && subject.schema.verdict(on: payload) == nil ? .tolerated : .broken
  }

  /// What a case is worth: of a broken payload that happens to be a failure too, what the consumer declares to accept
  /// counts first.
  func standing(of built: BuiltCase) -> Standing {
    let standing = standing(of: built.content, verdict: built.verdict)
    if case .failure = standing, let mutation = built.mutation, mutation.operation != .failureOutput,
      case .payload(let payload) = built.content, subject.accepted?.isValid(payload) == true
    {
      return .tolerated
    }
    return standing
  }

  /// Whether a text is a payload behind a byte order mark, which every reader may ignore (RFC 8259 section 8.1).
  private func isMarked(_ content: HandoffCase.Content) -> Bool {
    guard case .text(let text) = content, text.unicodeScalars.first == "\u{FEFF}" else { return false }
    let rest = String(text.unicodeScalars.dropFirst())
    return subject.builder.content(of: rest) == nil
  }

  /// The failure that an answer shows, or `nil` where all is well.
  func judge(_ built: BuiltCase, _ answer: ConsumerAnswer) -> Judgement? {
    judgeBriefly(built, standing(of: built), answer) { member(of: built) }.map { explained($0, built) }
  }

  /// The same for a case whose worth is known, without the explanation where that takes long: of most failures of a
  /// campaign nobody reads it.
  ///
  /// - Parameters:
  ///   - built: The case.
  ///   - standing: What it is worth.
  ///   - answer: What the consumer made of it.
  ///   - member: The member that was broken, as ``member(of:)`` finds it.
  /// - Returns: The failure, or `nil`.
  func judgeBriefly(
    _ built: BuiltCase, _ standing: Standing, _ answer: ConsumerAnswer, member: () -> String?
  ) -> Judgement? {
    if let focus, let carried = focus.carried {
      return carried.isShown(by: answer, to: built.content) ? focus : nil
    }
    guard let found = judgement(built, standing, answer, member) else { return nil }
    if let focus, !focus.isLike(found) { return nil }
    return found
  }

  /// A brief judgement with its explanation.
  func explained(_ judgement: Judgement, _ built: BuiltCase) -> Judgement {
    guard judgement.explanation.isEmpty else { return judgement }
    var judgement = judgement
    judgement.explanation = "\(reasons(built.content)) The consumer accepted it."
    return judgement
  }

  private func judgement(
    _ built: BuiltCase, _ standing: Standing, _ answer: ConsumerAnswer, _ member: () -> String?
  ) -> Judgement? {
    switch answer {
    case .crashed(let crash):
      let sent = standing == .valid ? "The payload keeps the contract, but the" : "The"
      let end = crash.how.unicodeScalars.last.map { ".!?".unicodeScalars.contains($0) } == true ? "" : "."
      return Judgement(
        failureClass: .crash, explanation: "\(sent) consumer ended without an answer: \(crash.how)\(end)",
        place: crash.signature, otherPlace: crash.origin)
    case .timedOut:
      return Judgement(
        failureClass: .hang, explanation: "The consumer did not answer in time.", place: "")
    case .garbled(let mistake):
      return Judgement(
        failureClass: .brokenProtocol, explanation: "The consumer cannot be understood: \(mistake.what).",
        place: mistake.name)
    case .failure(let kind, let payload):
      return judgeFailure(kind, payload) ?? judgeRefusal(built, .failure(kind))
    case .rejected(let why):
      // An unusual form of a valid payload may be refused; it may not be misread.
      let isUnusual = built.mutation?.operation.info.keepsValid == true
      guard standing == .valid, !isUnusual else {
        return judgeRefusal(built, .reject)
      }
      return Judgement(
        failureClass: .overStrict,
        explanation: "The payload keeps the contract, but the consumer refused it: \(why)",
        place: CauseText.skeleton(of: why, payload: payload(built)), otherPlace: CauseText.skeleton(of: why))
    case .accepted(let answer, let understood):
      return judgeAcceptance(built, standing, answer, understood, member)
    }
  }

  private func judgeAcceptance(
    _ built: BuiltCase, _ standing: Standing, _ answer: JSONValue?, _ understood: Understanding?,
    _ member: () -> String?
  ) -> Judgement? {
    switch standing {
    case .valid:
      if let understood, case .payload(let sent) = built.content,
        let place = understood.firstDifference(from: sent)
      {
        return misread(sent, understood.value, place)
      }
      if let understood, case .payload(let sent) = built.content,
        let stray = understood.strayMember(from: sent, described: subject.describedNames)
      {
        return strayed(sent, stray)
      }
      if let understood, case .payload(let sent) = built.content, let lost = lost(sent, understood) {
        return lost
      }
      return judgeAnswer(answer)
    case .tolerated: return judgeAnswer(answer)
    case .failure(let kind):
      if isTolerated(built) { return nil }
      return Judgement(
        failureClass: .failureSwallowed,
        explanation:
          "The payload is the producer's declared failure \"\(kind)\", but the consumer took it for a "
          + "result.",
        place: "")
    case .broken, .text:
      if isTolerated(built) { return nil }
      if built.mutation?.operation == .unknownFailure {
        return Judgement(
          failureClass: .failureSwallowed,
          explanation:
            "The payload is a failure of a kind that nobody declares, but the consumer took it for a result.",
          place: "")
      }
      return Judgement(failureClass: .silentAcceptance, explanation: "", place: member() ?? "")
    }
  }

  private func isTolerated(_ built: BuiltCase) -> Bool {
    built.mutation.map { tolerating.contains($0.operation) } == true
  }

  /// The tolerance without which an answer would be a failure; `nil` where none is needed.
  func neededTolerance(
    _ built: BuiltCase, _ standing: Standing, _ answer: ConsumerAnswer
  ) -> MutationOperator? {
    guard isTolerated(built), case .accepted = answer else { return nil }
    switch standing {
    case .broken, .text, .failure: return built.mutation?.operation
    case .valid, .tolerated: return nil
    }
  }

  private func reasons(_ content: HandoffCase.Content) -> String {
    guard case .payload(let payload) = content else { return reasons(ofText: content) }
    let violations = subject.schema.violations(in: payload)
    let shown = violations.prefix(2).map { Excerpt.of(text: "\($0)", limit: 300) }.joined(separator: "; ")
    let rest = violations.count > 2 ? " (and \(violations.count - 2) more)" : ""
    return "The payload breaks the contract: \(shown)\(rest)."
  }

  private func reasons(ofText content: HandoffCase.Content) -> String {
    guard case .text(let text) = content, let document = try? JSONDocument(parsing: Array(text.utf8)),
      let repeated = document.duplicateKeys.first?.pointer
    else { return "The text is not JSON." }
    return "The text names the member \(repeated) twice, and readers differ in which of the two they take "
      + "(RFC 7493 section 2.3)."
  }

  private func strayed(_ sent: JSONValue, _ stray: Understanding.Stray) -> Judgement {
    let was = sent[stray.lost].map { Excerpt.of($0) } ?? "nothing"
    return Judgement(
      failureClass: .misinterpretation,
      explanation:
        "The consumer says that it read \(stray.read), which was not sent and which the contract does not "
        + "describe, and nothing of \(stray.lost), which was sent as \(was).",
      place: Mutation.generalized(stray.read), loss: .underOtherName)
  }

  private func lost(_ sent: JSONValue, _ understood: Understanding) -> Judgement? {
    let schema = subject.schema
    let lost = understood.lostMembers(from: sent, described: subject.heededNames) { schema.isValid($0) }
    guard let first = lost.first else { return nil }
    let shown = lost.prefix(Self.shownLosses).map {
      "\($0), which was sent as \(Excerpt.of(sent[$0] ?? .null))"
    }
    let more = lost.count > Self.shownLosses ? " (and \(lost.count - Self.shownLosses) more)" : ""
    return Judgement(
      failureClass: .misinterpretation,
      explanation:
        "The consumer read nothing of \(shown.joined(separator: ", nor of "))\(more); the contract describes it and lets "
        + "it be absent, so nobody notices.",
      place: Mutation.generalized(first), loss: .withoutTrace)
  }

  /// The most lost members that are named.
  private static let shownLosses = 6

  private func misread(_ sent: JSONValue, _ read: JSONValue, _ place: JSONPointer) -> Judgement {
    let here = place.tokens.isEmpty ? "the whole payload" : "\(place)"
    let was = sent[place].map { Excerpt.of($0) } ?? "nothing"
    let became = read[place].map { Excerpt.of($0) } ?? "nothing"
    return Judgement(
      failureClass: .misinterpretation,
      explanation: "At \(here) the consumer read \(became) where \(was) was sent.",
      place: Mutation.generalized(place))
  }

  /// What breaks `accepts` is to be answered as the consumer says.
  private func judgeRefusal(
    _ built: BuiltCase, _ answer: Agent.InvalidAnswer
  ) -> Judgement? {
    guard let announced = subject.onInvalid, announced != answer, breaksAccepts(built.content) else {
      return nil
    }
    return Judgement(
      failureClass: .unannouncedRefusal,
      explanation:
        "The payload breaks what the consumer accepts, and its onInvalid says that it \(Self.words(announced)); "
        + "it \(Self.words(answer)).",
      place: Self.words(answer))
  }

  private func breaksAccepts(_ content: HandoffCase.Content) -> Bool {
    guard let accepted = subject.accepted else { return false }
    guard case .payload(let payload) = content else { return true }
    return accepted.verdict(on: payload) == false
  }

  private static func words(_ answer: Agent.InvalidAnswer) -> String {
    switch answer {
    case .reject: "refuses"
    case .failure(let kind): "answers with the failure \"\(kind)\""
    }
  }

  private func judgeAnswer(_ answer: JSONValue?) -> Judgement? {
    guard let answer, let schema = subject.answer, schema.verdict(on: answer) == false else { return nil }
    let violation = schema.violations(in: answer).first
    return Judgement(
      failureClass: .invalidAnswer,
      explanation: "The consumer's answer \(Excerpt.of(answer)) breaks its contract "
        + "\"\(subject.contract ?? "")\": \(violation.map { "\($0)" } ?? "it is refused").",
      place: violation.map { Mutation.generalized($0.instance) } ?? "")
  }

  private func judgeFailure(_ kind: String, _ payload: JSONValue?) -> Judgement? {
    // A consumer without a contract declares nothing, so nothing can be undeclared.
    guard subject.contract != nil else { return nil }
    guard let declared = subject.answerFailures.first(where: { $0.kind.hasSameCodePoints(as: kind) }) else {
      let known = subject.answerFailures.map { "\"\($0.kind)\"" }.joined(separator: ", ")
      return Judgement(
        failureClass: .undeclaredFailure,
        explanation: "The consumer answered with the failure \"\(kind)\", but its contract declares "
          + "\(known.isEmpty ? "no failure" : "only \(known)").",
        place: CauseText.skeleton(of: kind))
    }
    guard let payload, declared.schema.verdict(on: payload) == false,
      let violation = declared.schema.violations(in: payload).first
    else { return nil }
    return Judgement(
      failureClass: .invalidAnswer,
      explanation: "The consumer's failure \"\(kind)\" breaks its contract: \(violation).",
      place: Mutation.generalized(violation.instance))
  }

  /// The member at which a payload breaks the contract, for one of which nobody knows how it was broken.
  func brokenMember(of content: HandoffCase.Content) -> String? {
    guard case .payload(let payload) = content, standing(of: content) == .broken else { return nil }
    return subject.schema.violations(in: payload).first.map { Mutation.generalized($0.instance) }
  }

  /// The member that was broken: the one that was changed, or where several were changed at once the one that breaks
  /// the contract by that; `nil` where nothing is broken.
  func member(of built: BuiltCase) -> String? {
    guard let mutation = built.mutation, !mutation.operation.isOfSequences else {
      return brokenMember(of: built.content)
    }
    // A text that was changed and is JSON all the same is broken where the validator says.
    if mutation.operation.record is any TextOperator, case .payload = built.content {
      return brokenMember(of: built.content) ?? mutation.member
    }
    return mutation.isSpread ? brokenMember(of: built.content) ?? mutation.member : mutation.member
  }

  private func payload(_ built: BuiltCase) -> JSONValue? {
    if case .payload(let payload) = built.content { payload } else { nil }
  }
}
