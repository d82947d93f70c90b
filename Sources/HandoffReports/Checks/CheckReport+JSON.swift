import HandoffContracts
import HandoffFuzzing
public import HandoffSchema

extension CheckReport {
  /// The report in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    [
      "format": 1, "seed": .number(JSONNumber(checkedLiteral: String(seed))), "complete": .bool(complete),
      "handoffs": .array(handoffs.map(\.json)), "findings": .array(findings.map(\.json)),
    ]
  }
}

extension CheckReport.HandoffResult {
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "handoff": .string(campaign.handoff), "verdict": .string(campaign.verdict.name),
      "cases": JSONValue(integerLiteral: campaign.cases),
    ]
    if let notRun { object["notRun"] = .string(notRun) }
    if case .undecided(let reason) = campaign.verdict { object["reason"] = .string(reason) }
    if !campaign.shortfalls.isEmpty {
      object["shortfalls"] = .array(campaign.shortfalls.map(JSONValue.string))
    }
    object["coverage"] = [
      "reached": JSONValue(integerLiteral: campaign.coverage.reached),
      "of": JSONValue(integerLiteral: campaign.coverage.of),
      "missed": .array(campaign.coverage.missed.map { .string($0.description) }),
    ]
    object["failures"] = .array(campaign.failures.map(\.json))
    return .object(object)
  }
}

extension CampaignFailure {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["class": .string(failureClass.name)]
    switch content {
    case .payload(let payload): object["payload"] = payload
    case .text(let text): object["raw"] = .string(text)
    }
    if let mutation { object["mutation"] = mutation.json }
    object["explanation"] = .string(TerminalText.reported(explanation))
    object["evaluations"] = JSONValue(integerLiteral: evaluations)
    object["replay"] = .string(replay)
    return .object(object)
  }
}

extension Mutation {
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "operator": .string(operation.name), "pointer": .string(pointer.description),
    ]
    if let was { object["was"] = was }
    if let became { object["became"] = became }
    return .object(object)
  }
}
