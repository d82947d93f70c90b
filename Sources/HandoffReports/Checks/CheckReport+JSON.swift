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
    if !campaign.unneededTolerances.isEmpty {
      object["unneededTolerances"] = .array(campaign.unneededTolerances.map { .string($0.name) })
    }
    if !campaign.shortfalls.isEmpty {
      object["shortfalls"] = .array(campaign.shortfalls.map(JSONValue.string))
    }
    object["coverage"] = campaign.coverage.json
    object["failures"] = .array(campaign.failures.map(\.json))
    return .object(object)
  }
}

extension CampaignCoverage {
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "reached": JSONValue(integerLiteral: reached), "of": JSONValue(integerLiteral: of),
      "caught": JSONValue(integerLiteral: caught),
    ]
    if !escaped.isEmpty { object["escaped"] = .array(escaped.map(JSONValue.string)) }
    object["missed"] = .array(missed.map { .string($0.description) })
    if !unreachable.isEmpty {
      object["unreachable"] = .array(unreachable.map { .string($0.description) })
    }
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
