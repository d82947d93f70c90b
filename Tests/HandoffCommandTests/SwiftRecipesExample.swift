import HandoffContracts
import HandoffRuntime
import HandoffSchema

// docs/swift-recipes.md shows what stands here; SwiftRecipesTests compares them letter for letter.

/// What every recipe calls: an agent's answer goes in as text, and who gets what next comes out.
struct Seam {
  private let router: Router

  init(_ system: AgentSystem) { router = Router(system) }

  /// Where an answer goes.
  func next(after agent: String, answered text: String) throws -> Step {
    guard let index = router.index.agent(named: agent), let name = router.system[index].produces,
      let gate = try ContractGate(name, of: router.system)
    else { return .end }
    switch gate.classify(Array(text.utf8)) {
    case .output(let payload): return try step(Visit(of: index, payload: payload))
    case .failure(let kind, let payload):
      return try step(Visit(of: index, .failure(kind), payload: payload))
    case let broken: return .again(broken.feedback ?? "Answer by the contract \(name).")
    }
  }

  private func step(_ visit: Visit) throws -> Step {
    guard let taken = try router.routing(of: visit).enabled.first, let payload = taken.carried.payloads.first
    else { return .end }
    return .handOff(to: router.system[taken.target].name, payload: payload.text())
  }
}

/// What happens with an answer.
enum Step: Equatable {
  /// The receiver, and what it gets, as JSON.
  case handOff(to: String, payload: String)
  /// The answer breaks the contract: what to tell the model.
  case again(String)
  /// Nobody takes it: the run ends here.
  case end
}

/// The tools that a model is given to hand over: one for each handoff of an agent, with the schema of its arguments.
func handoffTools(of agent: String, in system: AgentSystem) -> [(name: String, to: String, arguments: String)]
{
  system.handoffs.filter { $0.from == agent && $0.trigger == .output }.map { handoff in
    let contract = system.contract(named: system.agent(named: agent)?.produces ?? "")
    let schema = handoff.when ?? contract?.output ?? .object(["type": "object"])
    return ("transfer_to_\(handoff.to)", handoff.to, schema.text())
  }
}
