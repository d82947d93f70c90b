import HandoffContracts
import HandoffRuntime
public import HandoffSchema

extension RouteReport {
  /// The report in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    var object: JSONObject = [
      "format": 1, "system": .string(router.system.name), "agent": .string(name(visit.agent)),
      "outcome": .string(visit.outcome.name), "offered": .bool(routing.isOffered),
    ]
    if case .failure(let kind) = visit.outcome { object["failure"] = .string(kind) }
    if !breaches.isEmpty {
      object["violations"] = .array(breaches.map { ValidationRendering.json($0, at: nil, line: nil) })
    }
    for member in members(of: routing, isFirst: true) { object[member.key] = member.value }
    return .object(object)
  }

  /// The members that say where a payload goes; those of a first routing ask on where an arrival meets a limit.
  private func members(of routing: Routing, isFirst: Bool) -> JSONObject {
    var object: JSONObject = [
      "enabled": .array(routing.enabled.flatMap { entries(of: $0, isFirst: isFirst) }),
      "refused": .array(routing.refused.map { entry(of: $0, isFirst: isFirst) }),
      "ends": routing.ending.map { .string($0.rawValue) } ?? .null,
      "mayFinish": .bool(routing.mayFinish),
      "returns": .array(
        routing.returns.map { way in
          [
            "handoff": .string(router.index.returnName(of: way.handoff)), "to": .string(name(way.target)),
            "carries": way.payload,
          ]
        }),
    ]
    if let otherwise = routing.otherwise { object["otherwise"] = .string(otherwise.rawValue) }
    if let limit = routing.runLimit, let target = limit.target {
      object["runLimit"] = ["to": .string(name(target)), "carries": limit.payload]
    }
    let empty = routing.enabled.filter { $0.carried == .elements([]) }.map(\.handoff)
    if !empty.isEmpty { object["empty"] = names(empty) }
    if !routing.ignored.isEmpty { object["ignored"] = names(routing.ignored) }
    return object
  }

  private func entries(of enabled: EnabledHandoff, isFirst: Bool) -> [JSONValue] {
    var shared: JSONObject = [
      "handoff": .string(name(enabled.handoff)), "to": .string(name(enabled.target)),
    ]
    if let condition = enabled.condition { shared["condition"] = .string(condition) }
    if enabled.isUndecided { shared["undecided"] = true }
    if let group = enabled.parallel { shared["parallel"] = .string(group) }
    if !enabled.insteadOf.isEmpty { shared["insteadOf"] = names(enabled.insteadOf) }
    switch enabled.carried {
    case .payload: break
    case .elements: shared["each"] = true
    case .received(let input):
      shared["retry"] = true
      if input == nil {
        if enabled.visitsLeft == 0 { shared["runs"] = false }
        return [.object(shared)]
      }
    }
    return enabled.carried.payloads.enumerated().map { position, payload in
      var entry = shared
      entry["carries"] = payload
      if let left = enabled.visitsLeft, position >= left { entry["runs"] = false }
      if isFirst, let next = turnedAway(by: enabled, at: position) {
        entry["atLimit"] = .object(members(of: next, isFirst: false))
      }
      return .object(entry)
    }
  }

  private func entry(of refused: RefusedHandoff, isFirst: Bool) -> JSONValue {
    var entry: JSONObject = [
      "handoff": .string(name(refused.handoff)), "because": .string(refused.reason.name),
    ]
    if case .earlier(let earlier) = refused.reason { entry["earlier"] = .string(name(earlier)) }
    if isFirst, let violation = violation(of: refused.handoff) {
      entry["violation"] = ValidationRendering.json(violation, at: nil, line: nil)
    }
    return .object(entry)
  }

  private func names(_ handoffs: [HandoffIndex]) -> JSONValue { .array(handoffs.map { .string(name($0)) }) }
}

extension Visit.Outcome {
  /// The word for the outcome in reports.
  fileprivate var name: String {
    switch self {
    case .output: "output"
    case .failure: "failure"
    case .none: "none"
    case .limit: "limit"
    }
  }
}

extension RefusedHandoff.Reason {
  /// The word for the reason in reports.
  fileprivate var name: String {
    switch self {
    case .otherOutcome, .payload: "outcome"
    case .guard: "guard"
    case .condition: "condition"
    case .earlier: "earlier"
    case .limit, .runLimit: "limit"
    }
  }
}
