import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Runs a producer on generated inputs, hands what it really returns to the consumer, and says what a test framework is
/// to record.
struct RoundTripCheck {
  var producer: ProducerCheck
  var to: String
  var site: CheckSite

  /// Runs both ends.
  func run(_ producing: some HandoffConsumer, _ consuming: TimedConsumer<some Any>) async -> CheckOutcome {
    var payloads: [JSONValue] = []
    var outcome = await producer.run(producing) { payload in
      if !payloads.contains(payload) { payloads.append(payload) }
    }
    guard !payloads.isEmpty, !Task.isCancelled else {
      if outcome.failures.isEmpty {
        outcome.fail("\(way): the producer returned nothing that could be handed over")
      }
      return outcome
    }
    do {
      let target = HandoffCheck.Target.between(from: producer.agent, to: to, on: nil)
      var travelled = 0
      for name in try HandoffChoice(producer.system, target).allNames() {
        let campaign = try HandoffCampaign(producer.system, handoff: name, options: producer.options.campaign)
        let carried = payloads.filter { campaign.schema.isValid($0) }
        guard !carried.isEmpty else { continue }
        travelled += carried.count
        if let why = consuming.surrender {
          outcome.warnings.append("\(name): nothing was handed over, because \(why)")
          continue
        }
        consuming.begin(CaseNote(site, name, isSecond: false))
        let report = await campaign.run(consuming, only: carried.map { GivenCase(.payload($0)) })
        consuming.end()
        var found = report
        // Whether the contract as a whole is kept is what `expectHandoff` asks.
        if report.failures.isEmpty { found.verdict = .compatible }
        outcome.add(CampaignOutcome(found, isReplay: true, site: site).outcome)
        outcome.warnings += report.failures.isEmpty && !report.isComplete ? report.shortfalls : []
      }
      if travelled == 0 {
        outcome.fail(
          "\(way): no handoff brings the consumer any of the \(payloads.count) payloads that the producer returned; see "
            + "the guards and triggers of the handoffs between the two")
      }
    } catch {
      outcome.fail("\(way) cannot be checked: \(error)")
    }
    return outcome
  }

  private var way: String { "\(producer.agent)->\(to)" }
}
