import HandoffSchema

// What happened beside the handoffs: how the run ended, and what was only told.
extension RunAssembly {
  /// What the trace says of the end of the run as a whole, where no agent's failure says it.
  mutating func runFailures() {
    guard ends().isEmpty else { return }
    for (index, fact) in facts.facts.enumerated() {
      switch fact.content {
      case .ended(let failure, let message): remark(.runFailed(failure: failure, message: message), fact)
      case .visit(let visit) where visit.kind == .container && places.workplace(around: index) == nil:
        if let failure = visit.failure { remark(.runFailed(failure: failure, message: visit.message), fact) }
      default: break
      }
    }
  }

  /// Failures that nobody took up.
  func ends() -> [TracedRun.End] {
    places.all.indices.compactMap { index in
      let place = places.all[index]
      guard let failure = place.visit.failure, !place.isDropped, !left.contains(index), !places.isFrame(index)
      else {
        return nil
      }
      return TracedRun.End(agent: place.name, failure: failure, location: facts.facts[place.fact].location)
    }
  }

  /// Handoffs that were only told of.
  mutating func narrations() {
    let known = names.all.isEmpty ? agents(of: []) : names.all
    let narration = Narration(known)
    var told: Set<[ExactString]> = []
    for (index, fact) in facts.facts.enumerated() {
      guard case .said(let said) = fact.content, said.requests.isEmpty, let text = said.text,
        let to = narration.receiver(in: text)
      else { continue }
      guard
        let from = said.agent.map(resolved) ?? places.workplace(around: index).map({ places.all[$0].name }),
        !from.hasSameCodePoints(as: to),
        !rows.contains(where: { $0.to.hasSameCodePoints(as: to) && $0.time >= fact.start }),
        // One text is often recorded more than once.
        told.insert([ExactString(from), ExactString(to), ExactString(text)]).inserted
      else { continue }
      remark(.narrated(from: from, to: to, text: text), fact)
    }
  }
}
