import HandoffContracts
import HandoffSchema

/// What a router in code may answer, as importers and exporters note it beside an agent and its handoffs.
///
/// An agent's `x-routes` has, for each router, all labels that lead to a handoff: a closed set. A handoff's `x-guard`
/// names the router (`by`) and the label on which it is taken, or says that it is taken on all others (`default`).
struct RouteLabels {
  /// The router's name.
  var router: String
  /// What it may answer.
  var answers: [String]
  /// The handoffs that wait for its answers, with their labels.
  var taken: [(label: String, handoff: HandoffIndex)]
  /// Whether one of its agent's handoffs takes all other labels.
  var hasDefault: Bool

  /// The routers of an agent whose labels are known.
  static func of(_ agent: AgentIndex, _ facts: RoutingFacts) -> [RouteLabels] {
    guard let routes = facts.system[agent].extensions["x-routes"]?.objectValue else { return [] }
    let guards = facts.index.handoffs(from: agent).compactMap { handoff in
      facts.system[handoff].extensions["x-guard"]?.objectValue.map { (handoff, $0) }
    }
    return routes.members.compactMap { member -> RouteLabels? in
      guard let answers = member.value.arrayValue else { return nil }
      let taken = guards.compactMap { handoff, hint -> (label: String, handoff: HandoffIndex)? in
        // A handoff that names no router waits for the only one there is.
        guard let label = hint["label"]?.stringValue,
          hint["by"]?.stringValue?.hasSameCodePoints(as: member.key) ?? (routes.members.count == 1)
        else { return nil }
        return (label, handoff)
      }
      return RouteLabels(
        router: member.key, answers: answers.compactMap(\.stringValue), taken: taken,
        hasDefault: guards.contains { $0.1["default"]?.boolValue == true })
    }
  }

  /// The labels that the router may answer and no handoff waits for.
  var unknown: [String] {
    guard !hasDefault else { return [] }
    let known = Set(taken.map { ExactString($0.label) })
    return answers.filter { !known.contains(ExactString($0)) }
  }

  /// The handoffs that wait for a label which the router never answers.
  var dead: [(label: String, handoff: HandoffIndex)] {
    let known = Set(answers.map { ExactString($0) })
    return taken.filter { !known.contains(ExactString($0.label)) }
  }
}
