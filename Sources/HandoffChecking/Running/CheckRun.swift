package import HandoffContracts
package import HandoffFuzzing
package import HandoffRouting
import HandoffSchema
package import HandoffTraffic

/// Checks the handoffs and returns of one system, one after the other.
package struct CheckRun {
  private var traffic: Traffic
  private let choice: ConsumerChoice
  private let options: CampaignOptions
  private let environment: ProcessEnvironment
  /// How programs are run.
  package var conduct = ProgramConduct()
  /// How many processes of each program run at the same time.
  package var jobs = 1
  /// How long the cases of one handoff may take; as long as they take where absent.
  package var time: Duration?
  /// What is tried first because it failed before; `nil` where nothing is kept.
  package var memory: FailureMemory?
  /// What is tried first because somebody asked for it.
  package var examples = ExampleFile()
  /// The system as it was declared before, whose payloads may still come; `nil` where nobody names one.
  package var earlier: AgentSystem?
  /// Gets what there is to say beside the report.
  package var tell: (CheckNotice) -> Void = { _ in }
  private var note: RunningNote?
  private var interrupted: [AddressedContent] = []
  /// The joins that were looked at, each by one of its branches.
  private var joins: [AgentIndex: JoinOutcome] = [:]

  /// What was found of a join by one of its branches, and so of all of them.
  private struct JoinOutcome {
    var name: String
    /// `nil` where it was run.
    var verdict: CampaignReport.Verdict?
  }

  /// Prepares the check of a system.
  ///
  /// - Parameters:
  ///   - traffic: What travels in the system.
  ///   - choice: The programs.
  ///   - options: How each campaign is run.
  ///   - environment: What the programs get.
  package init(
    _ traffic: Traffic, _ choice: ConsumerChoice, options: CampaignOptions,
    in environment: ProcessEnvironment
  ) {
    self.traffic = traffic
    self.choice = choice
    self.options = options
    self.environment = environment
  }

  private var system: AgentSystem { traffic.system }

  /// Takes what earlier runs were doing when they ended, says so, and begins to note what this one does.
  package mutating func takeInterrupted(on handoffs: [String]) {
    guard let memory else { return }
    interrupted = RunningNote.takeLeft(of: memory.manifest, beside: memory.base) { name in
      handoffs.contains { $0.hasSameCodePoints(as: name) }
    }
    for item in interrupted { tell(.interrupted(item)) }
    for file in memory.unreadable() { tell(.unreadable(file: file)) }
    note = RunningNote.make(for: memory.manifest, beside: memory.base)
  }

  /// A result with what has to be said beside it.
  package struct Outcome: Sendable, Hashable {
    package var result: CheckReport.HandoffResult
    /// Why the run is not complete, in one line.
    package var problem: String?
  }

  /// Checks the passage at a position of the choice.
  ///
  /// - Parameters:
  ///   - position: Which one.
  ///   - replay: A token that makes it one case.
  ///   - progress: Called after each case.
  /// - Returns: What was found.
  /// - Throws: `ReplayError` where the token cannot be used.
  package mutating func check(
    _ position: Int, replay: String? = nil, progress: (CheckProgress) -> Void = { _ in }
  ) async throws(ReplayError) -> Outcome {
    let name = choice.names[position]
    let passage = choice.passages[position]
    if let known = knownOutcome(passage, hasConsumer: choice.call(position) != nil) {
      return Outcome(result: .init(notRun: known.reason, campaign: empty(name, known.verdict)), problem: nil)
    }
    if passage.isReturn, let reason = undeclaredReturn(passage) {
      return Outcome(result: .init(notRun: reason, campaign: empty(name, .undecided(reason))), problem: nil)
    }
    var campaign: HandoffCampaign
    do throws(CampaignError) {
      campaign = try HandoffCampaign(passage, in: &traffic, earlier: earlier, options: options)
    } catch {
      // A handoff that promises nothing cannot be checked, and that is for the reader to know.
      let report = empty(name, .undecided("\(error)"))
      let result = CheckReport.HandoffResult(notRun: "nothing says which payloads travel", campaign: report)
      return Outcome(result: result, problem: nil)
    }
    let receiver = traffic.structure.receiver(of: passage)
    let join = passage.isReturn ? nil : traffic.join(awaiting: passage.handoff)
    guard let call = choice.call(position) else {
      let agent = receiver.map { system[$0].name } ?? system[passage.handoff].to
      let outcome = unrun(campaign, passage, agent)
      if let join { joins[join] = JoinOutcome(name: name, verdict: outcome.result.campaign.verdict) }
      return outcome
    }
    if let join { joins[join] = JoinOutcome(name: name, verdict: nil) }
    let contract = receiver.flatMap { traffic.structure.role(of: $0).contract }
    let tag = contract.map { system[$0].failureTag } ?? Contract.defaultFailureTag
    if let receiver, system[receiver].isNondeterministic, options.allowedRate == nil {
      campaign.options.allowedRate = Self.allowedRate
    }
    let consumer = consumer(call, failureTag: tag, isReplay: replay != nil)
    let report = try await run(campaign, consumer, replay: replay, progress: progress)
    let mistake = report.failures.first { $0.failureClass == .brokenProtocol }
    let reason = consumer.surrender ?? mistake.map { "\(call): \($0.explanation) Nothing else can be tried." }
    let problem = reason.map { "consumer of \(TerminalText.quoted(name)): \(TerminalText.line($0))" }
    await consumer.finish()
    let lingered = await consumer.lingered
    if lingered > 0 { tell(.lingers(handoff: name, times: lingered)) }
    return Outcome(result: .init(consumer: call.description, campaign: report), problem: problem)
  }

  private func consumer(
    _ call: ConsumerCall, failureTag: String?, isReplay: Bool
  ) -> any ProgramConsumer {
    switch call {
    case .endpoint(let endpoint): HTTPConsumer(endpoint, conduct, failureTag: failureTag, note: note)
    case .program(let call) where jobs > 1 && !isReplay:
      ProcessPool(call, in: environment, conduct, failureTag: failureTag, jobs: jobs, memory: memory)
    case .program(let call):
      ProcessConsumer(call, in: environment, conduct, failureTag: failureTag, note: note)
    }
  }

  /// The share of runs in which an agent that is random by nature may fail on one payload, where nobody says another.
  package static let allowedRate = 0.05

  /// What is said of a branch of a join that was looked at by another one, which got the same payloads.
  private func knownOutcome(
    _ passage: Passage, hasConsumer: Bool
  ) -> (reason: String, verdict: CampaignReport.Verdict)? {
    guard !passage.isReturn, let join = traffic.join(awaiting: passage.handoff), let known = joins[join]
    else {
      return nil
    }
    let gets = "\"\(system[join].name)\" gets what all its branches bring at once"
    guard let verdict = known.verdict else {
      let reason = "\(gets), and was run with \(known.name)"
      return (reason, .undecided(reason))
    }
    return hasConsumer ? nil : ("\(gets); see \(known.name)", verdict)
  }

  /// A caller that says nothing of results, and whose tasks do not look like them, takes them somewhere else.
  private mutating func undeclaredReturn(_ passage: Passage) -> String? {
    guard system[passage.handoff].result == nil else { return nil }
    let remedy = "declare \"result\" on \(traffic.structure.index.name(of: passage.handoff))"
    let name = "\"\(system[passage.handoff].from)\""
    guard let accepted = traffic.accepted(by: passage) else {
      return "\(name) does not say what it takes back; \(remedy)"
    }
    for delivery in traffic.returned(along: passage.handoff).deliveries {
      if case .included = traffic.questions.inclusion(of: delivery.set, in: accepted).outcome { continue }
      return "\(name) does not say that it takes this back; \(remedy)"
    }
    return nil
  }

  private func run(
    _ campaign: HandoffCampaign, _ consumer: some ProgramConsumer, replay: String?,
    progress: (CheckProgress) -> Void
  ) async throws(ReplayError) -> CampaignReport {
    if let replay {
      let report = try await campaign.replay(replay, consumer)
      if report.failures.isEmpty { memory?.forget(replay: replay) }
      return report
    }
    let count = campaign.shareCount(readsText: consumer.readsText)
    let kept = memory?.failures().filter { $0.handoff.hasSameCodePoints(as: campaign.handoff) } ?? []
    let left = interrupted.filter { $0.handoff.hasSameCodePoints(as: campaign.handoff) }
    let given =
      left.map { GivenCase($0.content) } + (memory?.given(for: campaign.handoff) ?? [])
      + examples.given(for: campaign.handoff)
    consumer.knownEnds = left.count + kept.count(where: \.endsConsumer)
    let end = time.map { ContinuousClock.now.advanced(by: $0) }
    let report = await campaign.run(
      consumer, given: given, isOver: { end.map { ContinuousClock.now >= $0 } ?? false },
      progress: { at in
        progress(
          CheckProgress(
            handoff: campaign.handoff, cases: at.cases, count: count, failures: at.failures))
      })
    remember(report, tried: kept)
    return report
  }

  private func remember(_ report: CampaignReport, tried: [KeptFailure]) {
    do throws(FileError) {
      let mended = try memory?.update(from: report, tried: tried) ?? 0
      if mended > 0 { tell(.mended(handoff: report.handoff, count: mended)) }
    } catch {
      tell(.notKept(error))
    }
  }

  /// What the contracts alone say of a handoff whose consumer nobody can run.
  private mutating func unrun(
    _ campaign: HandoffCampaign, _ passage: Passage, _ receiver: String
  ) -> Outcome {
    let verdict: CampaignReport.Verdict
    let inclusion = inclusion(passage)
    switch inclusion?.outcome {
    case .included: verdict = .compatible
    case .notIncluded: verdict = refusal(on: passage)
    case .undecided(let reason, let agreeing):
      verdict = .undecided(
        "\(reason); \(agreeing) of \(inclusion?.tried ?? agreeing) generated payloads agree")
    case nil:
      verdict = .undecided(
        traffic.accepted(by: passage) == nil
          ? "\"\(receiver)\" does not say what it accepts" : "what arrives there is not declared")
    }
    let remedy = "\"\(receiver)\" has no \"command\" in the manifest, and no --consumer names one"
    return Outcome(
      result: .init(notRun: remedy, campaign: empty(campaign.handoff, verdict)), problem: nil)
  }

  /// Whether the receiver declares to accept all that it gets; `nil` where it does not say what it accepts.
  private mutating func inclusion(_ passage: Passage) -> InclusionVerdict? {
    let cargo = traffic.cargo(of: passage)
    guard let accepted = traffic.accepted(by: passage), let sent = traffic.schema(of: cargo) else {
      return nil
    }
    return traffic.questions.inclusion(of: PayloadSet(base: sent.number), in: accepted)
  }

  /// A refusal is certain unless a condition in code may keep the payload back.
  private mutating func refusal(on passage: Passage) -> CampaignReport.Verdict {
    guard !passage.isReturn, let accepted = traffic.accepted(by: passage),
      let sent = traffic.schema(of: traffic.cargo(of: passage)),
      let condition = traffic.condition(
        on: passage.handoff, sparing: accepted, PayloadSet(base: sent.number))
    else { return .incompatible }
    return .undecided("only the condition \"\(condition)\" may keep back what is refused")
  }

  private func empty(_ name: String, _ verdict: CampaignReport.Verdict) -> CampaignReport {
    CampaignReport(
      handoff: name, verdict: verdict, seed: options.seed, cases: 0,
      coverage: CampaignCoverage(reached: 0, of: 0, missed: []), failures: [], isComplete: true,
      shortfalls: [])
  }

  /// The findings of the audit that are about contracts rather than routes.
  package static func contractFindings(of audit: AuditReport, about handoffs: Set<String>?) -> AuditReport {
    var report = audit
    report.findings = report.findings.filter { finding in
      RuleRegistry.info(finding.rule)?.subject == .payloads
        && (handoffs.map { !$0.isDisjoint(with: finding.handoffs) } ?? true)
    }
    return report
  }
}
