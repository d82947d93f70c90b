public import HandoffChecking
import HandoffContracts
import HandoffFuzzing
public import HandoffSchema

extension CheckReport {
  /// The report in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    var object: JSONObject = [
      "format": 1, "seed": .number(JSONNumber(checkedLiteral: String(seed))), "complete": .bool(complete),
    ]
    if let shard {
      // What parts have to know of each other to be joined.
      object["system"] = .string(system)
      object["shard"] = [
        "index": JSONValue(integerLiteral: shard.index), "of": JSONValue(integerLiteral: shard.of),
      ]
    }
    object["handoffs"] = .array(handoffs.map { $0.json(isPart: shard != nil) })
    object["findings"] = .array(findings.map(\.json))
    return .object(object)
  }
}

extension CheckReport.HandoffResult {
  fileprivate func json(isPart: Bool) -> JSONValue {
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
    object["coverage"] = campaign.coverage.json(isPart: isPart)
    object["failures"] = .array(campaign.failures.map(\.json))
    return .object(object)
  }
}

extension CampaignCoverage {
  fileprivate func json(isPart: Bool) -> JSONValue {
    var object: JSONObject = [
      "reached": JSONValue(integerLiteral: reached), "of": JSONValue(integerLiteral: of),
      "caught": JSONValue(integerLiteral: caught),
    ]
    if !escaped.isEmpty { object["escaped"] = .array(escaped.map(JSONValue.string)) }
    object["missed"] = .array(missed.map { .string($0.description) })
    if !unreachable.isEmpty {
      object["unreachable"] = .array(unreachable.map { .string($0.description) })
    }
    if !modes.isEmpty {
      object["modes"] = .array(
        modes.map { share in
          [
            "mode": .string(share.mode.rawValue), "caught": JSONValue(integerLiteral: share.caught),
            "escaped": JSONValue(integerLiteral: share.escaped),
            "missed": JSONValue(integerLiteral: share.missed),
          ]
        })
    }
    if isPart {
      object["shard"] = [
        "tried": .array(tried.map(JSONValue.string)), "refused": .array(refused.map(JSONValue.string)),
        "missed": .array(missed.map(\.json)), "unreachable": .array(unreachable.map(\.json)),
        "modes": .array(
          goalsByMode.map {
            ["mode": .string($0.mode.rawValue), "goals": .array($0.goals.map(JSONValue.string))]
          }),
      ]
    }
    return .object(object)
  }
}

extension CampaignCoverage.Missed {
  fileprivate var json: JSONValue { ["goal": .string(goal), "reason": .string(reason)] }
}

extension CampaignFailure {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["class": .string(failureClass.name)]
    content.add(to: &object)
    if let mutation { object["mutation"] = mutation.json }
    if let answer = answer?.json { object["answer"] = answer }
    object["confirmation"] = confirmation.json
    object["occurrences"] = JSONValue(integerLiteral: occurrences)
    object["ways"] = .array(ways.map(\.json))
    object["remedy"] = .string(remedy.joined(separator: "\n"))
    object["explanation"] = .string(TerminalText.reported(explanation))
    if !notes.isEmpty { object["notes"] = .array(notes.map { .string(TerminalText.reported($0)) }) }
    if !freeParts.isEmpty { object["free"] = .array(freeParts.map { .string("\($0)") }) }
    if !isMinimal { object["minimal"] = false }
    object["evaluations"] = JSONValue(integerLiteral: evaluations)
    object["replay"] = .string(replay)
    return .object(object)
  }
}

extension CampaignFailure.Way {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["class": .string(failureClass.name)]
    if let operation { object["operator"] = .string(operation.name) }
    if let member { object["member"] = .string(member) }
    if !sign.isEmpty { object["sign"] = .string(sign) }
    object["occurrences"] = JSONValue(integerLiteral: occurrences)
    return .object(object)
  }
}

extension Confirmation {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["state": .string(name)]
    switch self {
    case .confirmed: break
    case .dependsOnState(let before, let isShortest):
      object["after"] = .array(before.map(\.json))
      object["shortest"] = .bool(isShortest)
    case .flaky(let rate):
      object["failures"] = JSONValue(integerLiteral: rate.failures)
      object["runs"] = JSONValue(integerLiteral: rate.runs)
      object["rate"] = Self.number(rate.share)
      object["interval"] = [Self.number(rate.interval.lowerBound), Self.number(rate.interval.upperBound)]
    case .unconfirmed(let why): object["because"] = .string(TerminalText.reported(why))
    }
    return .object(object)
  }

  /// A share with four digits behind the point, which is more than can be known.
  private static func number(_ share: Double) -> JSONValue {
    let units = Int((share * 10_000).rounded())
    let digits = String(units % 10_000)
    let padded = String(repeating: "0", count: 4 - digits.count) + digits
    return .number(JSONNumber(checkedLiteral: "\(units / 10_000).\(padded)"))
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
