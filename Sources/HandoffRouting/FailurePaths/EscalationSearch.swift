package import HandoffContracts
import HandoffTraffic

/// A failure from which no human can be reached.
package struct UnescalatedFailure: Sendable, Hashable {
  package var agent: AgentIndex
  /// The failure; `nil` for those of an agent without a contract, of which nobody says which there are.
  package var failure: FailureIndex?
  /// What answers it, retries aside.
  package var takers: [HandoffIndex]
}

/// Looks for failures that can reach no human, where the system asks that they can.
///
/// A failure is followed as payloads to the first agent behind it, and from there by arrows: what is told can reach no
/// human whatever travels.
struct EscalationSearch {
  private let system: AgentSystem
  private let structure: SystemStructure
  /// Over the reversed routes, from the humans and from agents whose handoffs are not all known.
  private let ways: Reachability

  private init(_ traffic: Traffic, _ routes: Adjacency) {
    let structure = traffic.structure
    system = traffic.system
    self.structure = structure
    let ends = traffic.system.agentIndices.filter {
      structure.role(of: $0).isHuman || structure.role(of: $0).hasUnknownHandoffs
    }
    ways = Reachability(from: ends.map { Int32($0.rawValue) }, in: routes.reversed)
  }

  /// The failures of a system that can reach no human although they must; none where it does not ask.
  ///
  /// - Complexity: O(*agents* + *handoffs*), and one question about payloads for each pair of a failure and a handoff
  ///   that answers it.
  static func run(
    _ traffic: inout Traffic, _ routes: Adjacency, isReached: (AgentIndex) -> Bool
  ) -> [UnescalatedFailure] {
    guard let escalation = traffic.system.escalation else { return [] }
    let index = traffic.index
    let agents: [AgentIndex] =
      switch escalation {
      case .required: Array(traffic.system.agentIndices)
      case .agents(let names): Set(names.compactMap { index.agent(named: $0) }).sorted()
      }
    let search = EscalationSearch(traffic, routes)
    return agents.filter { isReached($0) && !search.structure.role(of: $0).isHuman }
      .flatMap { search.failures(of: $0, &traffic) }
  }

  private func failures(of agent: AgentIndex, _ traffic: inout Traffic) -> [UnescalatedFailure] {
    let role = structure.role(of: agent)
    guard !role.hasUnknownHandoffs else { return [] }
    guard let contract = role.contract else {
      let takers = takers(of: nil, at: agent, &traffic)
      // Of an agent that says nothing of failures nothing is known.
      guard !takers.isEmpty, !takers.contains(where: leadsToHuman), !hasCallers(agent) else { return [] }
      return [UnescalatedFailure(agent: agent, failure: nil, takers: takers)]
    }
    var found: [UnescalatedFailure] = []
    for failure in system[contract].failures.indices.map({ FailureIndex($0) }) {
      let takers = takers(of: failure, at: agent, &traffic)
      guard !takers.contains(where: leadsToHuman) else { continue }
      let isKept = takers.isEmpty || traffic.keeps(failure, of: agent) != .no
      if isKept, callersReachHuman(agent) { continue }
      found.append(UnescalatedFailure(agent: agent, failure: failure, takers: takers))
    }
    return found
  }

  /// The handoffs that some payload of the failure takes, retries aside.
  private func takers(
    of failure: FailureIndex?, at agent: AgentIndex, _ traffic: inout Traffic
  ) -> [HandoffIndex] {
    structure.index.handoffs(from: agent).filter { handoff in
      structure.standing(of: handoff) == .live && !structure.isRetry(handoff)
        && traffic.taking(of: handoff, on: .failure(failure)) != .no
    }
  }

  private func leadsToHuman(_ handoff: HandoffIndex) -> Bool {
    structure.index.target(of: handoff).map { ways.contains($0.rawValue) } ?? true
  }

  private func callers(of agent: AgentIndex) -> [AgentIndex] {
    structure.index.handoffs(to: agent).filter { structure.returns($0) }
      .compactMap { structure.index.source(of: $0) }
  }

  private func hasCallers(_ agent: AgentIndex) -> Bool { !callers(of: agent).isEmpty }

  private func callersReachHuman(_ agent: AgentIndex) -> Bool {
    callers(of: agent).contains { ways.contains($0.rawValue) }
  }
}
