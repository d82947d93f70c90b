import HandoffSchema

/// The causes of a campaign as they are reported.
struct FailureFindings {
  let subject: CampaignSubject
  let options: CampaignOptions
  let language: ConsumerLanguage
  private(set) var failures: [CampaignFailure] = []
  /// What a consumer that is random by nature may do, with its rate.
  private(set) var tolerated: [String] = []
  /// What the runs do not suffice to decide.
  private(set) var undecided: [String] = []

  /// How many times the runs that were asked for are made before a rate is left undecided.
  private static let extensions = 4
  /// The most cases that a token of a broken protocol brings.
  private static let sequenceLimit = 1_000

  init(subject: CampaignSubject, options: CampaignOptions, language: ConsumerLanguage) {
    self.subject = subject
    self.options = options
    self.language = language
  }

  /// Takes a cause that is not run again, with what is known of it.
  mutating func add(_ cause: FailureCause, as confirmation: Confirmation) {
    let sighting = cause.candidates[0]
    append(
      cause,
      .init(
        built: sighting.built, judgement: sighting.judgement, answer: sighting.answer,
        confirmation: confirmation))
  }

  /// Takes the cause for which the consumer has never answered anything, whatever it was given.
  mutating func addSilent(_ cause: FailureCause) {
    var cause = cause
    cause.ways = Array(cause.ways.prefix(1))
    add(cause, as: .unconfirmed("none of its starts has answered anything"))
    failures[failures.count - 1].mutation = nil
    failures[failures.count - 1].remedy = [
      "The payload is not to blame: start the consumer by hand, and mend what keeps it from answering its first line."
    ]
  }

  /// Takes a cause that was confirmed.
  mutating func add(_ cause: FailureCause, _ settled: SettledFailure) { append(cause, settled) }

  /// Confirms a cause and takes it.
  mutating func add<Consumer>(_ cause: FailureCause, _ confirmer: inout Confirmer<Consumer>) async {
    let settled = await confirmer.settle(cause)
    guard let allowed = options.allowedRate, cause.failureClass != .brokenProtocol,
      cause.failureClass != .hang
    else { return append(cause, settled) }
    await weigh(cause, settled, allowed, &confirmer)
  }

  /// A rate is a verdict only where its whole interval lies on one side of what is allowed.
  private mutating func weigh<Consumer>(
    _ cause: FailureCause, _ evidence: SettledFailure, _ allowed: Double,
    _ confirmer: inout Confirmer<Consumer>
  ) async {
    var evidence = evidence
    var sighting = cause.candidates[0]
    sighting.built = evidence.built
    sighting.judgement = evidence.judgement
    var limit = options.repeats
    var rate: FailureRate
    repeat {
      rate = await confirmer.rate(of: sighting, limit: limit, isExact: true)
      limit *= 2
    } while rate.interval.contains(allowed) && limit <= options.repeats * Self.extensions
    evidence.confirmation = rate.failures == rate.runs ? evidence.confirmation : .flaky(rate)
    let limitText = FailureRate.percent(allowed)
    let what = "\(cause.failureClass.name) in \(rate)"
    if rate.interval.lowerBound > allowed {
      append(cause, evidence)
    } else if rate.interval.upperBound <= allowed {
      tolerated.append("\(what), within the \(limitText) that are allowed")
    } else {
      undecided.append(
        "\(what), where \(limitText) are allowed: too few runs to tell; give more with --repeat")
    }
  }

  private mutating func append(_ cause: FailureCause, _ evidence: SettledFailure) {
    var built = evidence.built.alone(unless: evidence.confirmation)
    // Who does not keep to the protocol does so whatever was done to the payload.
    if evidence.judgement.failureClass == .brokenProtocol { built.mutation = nil }
    if joins(cause, evidence) { return }
    let remedy = Remedy(
      cause: cause, content: built.content, mutation: built.mutation, answer: evidence.answer,
      subject: subject,
      language: language, declaration: options.declaration)
    var before: [HandoffCase.Content] = []
    if case .dependsOnState(let contents, _) = evidence.confirmation { before = contents }
    // One case alone cannot show that a program answers only one.
    if case .garbled(let mistake) = evidence.answer, let count = mistake.casesNeeded {
      before = Array(repeating: built.content, count: min(count, Self.sequenceLimit))
    }
    failures.append(
      CampaignFailure(
        failureClass: evidence.judgement.failureClass, handoff: subject.name, content: built.content,
        mutation: built.mutation, answer: evidence.answer, explanation: evidence.judgement.explanation,
        notes: CauseReach(cause, subject: subject).notes(evidence.judgement) + evidence.notes,
        confirmation: evidence.confirmation, ways: cause.ways, occurrences: cause.occurrences,
        remedy: remedy.lines(evidence.confirmation), freeParts: evidence.freeParts,
        isMinimal: evidence.isMinimal, evaluations: evidence.runs,
        replay: ReplayToken(
          of: built, after: before, handoff: subject.name, goal: subject.label(of: built.goal)
        ).description))
  }

  /// Failures that come and go are one thing to mend, however many members they seem to be about; and two reasons
  /// whose smallest payload is the same are one.
  private mutating func joins(_ cause: FailureCause, _ evidence: SettledFailure) -> Bool {
    let place = failures.firstIndex { failure in
      guard failure.failureClass == evidence.judgement.failureClass else { return false }
      if case .flaky = failure.confirmation, case .flaky = evidence.confirmation { return true }
      // Where one payload is read in place of another, it is chance in which member both differ first.
      if failure.failureClass == .misinterpretation, case .dependsOnState = failure.confirmation,
        case .dependsOnState = evidence.confirmation
      {
        return true
      }
      return failure.content == evidence.built.content
    }
    guard let place else { return false }
    failures[place].ways += cause.ways
    failures[place].occurrences += cause.occurrences
    failures[place].evaluations += evidence.runs
    return true
  }
}

extension BuiltCase {
  /// The case as it is told: what came before it belongs to it only where it takes just that to fail.
  fileprivate func alone(unless confirmation: Confirmation) -> BuiltCase {
    guard !before.isEmpty else { return self }
    if case .dependsOnState(before, _) = confirmation { return self }
    var alone = self
    alone.before = []
    alone.mutation = nil
    return alone
  }
}
