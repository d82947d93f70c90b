import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension PayloadAnalysis {
  /// Looks for payloads that are larger than the context of an agent that gets them.
  mutating func look(atContextOf agent: AgentIndex) {
    guard let tokens = system[agent].contextTokens, !structure.role(of: agent).isHuman else { return }
    for handoff in traffic.index.handoffs(to: agent) {
      guard !structure.isRetry(handoff), !awaited.contains(handoff),
        let sender = traffic.index.source(of: handoff)
      else { continue }
      look(at: traffic.cargo(of: handoff), by: .handoff(handoff), from: sender, to: agent, tokens)
    }
    for handoff in traffic.index.handoffs(from: agent) {
      guard let worker = traffic.index.target(of: handoff) else { continue }
      look(at: traffic.returned(along: handoff), by: .back(handoff), from: worker, to: agent, tokens)
    }
    if system[agent].join != nil {
      look(at: traffic.joined(at: agent), by: .join, from: nil, to: agent, tokens)
    }
    if system.entry.contains(where: { traffic.index.agent(named: $0) == agent }),
      let input = traffic.questions.schema(at: .input)
    {
      let cargo = Cargo([Delivery(cause: .input, set: PayloadSet(base: input))])
      look(at: cargo, by: .input, from: nil, to: agent, tokens)
    }
  }

  private mutating func look(
    at cargo: Cargo, by way: PayloadFacts.Overflow.Way, from sender: AgentIndex?, to agent: AgentIndex,
    _ tokens: Int
  ) {
    for delivery in cargo.deliveries {
      // Of what nobody declared nothing is said.
      guard delivery.set.base != nil else { continue }
      if case .none = traffic.questions.existence(in: delivery.set) { continue }
      let whole = traffic.whole(delivery)
      let schemas = [whole.base].compactMap(\.self) + whole.within
      let bound = sizes.bound(of: schemas, traffic.questions)
      let subject = sender.map { self.subject(delivery.cause, of: $0) } ?? "it"
      switch bound {
      case .characters(let count) where (count + 3) / 4 <= tokens: continue
      case .unknown(let reason):
        let question = "whether what it gets fits into its context"
        let doubt = PayloadFacts.Doubt(question: question, reason: reason)
        if !facts[agent].doubts.contains(doubt) { facts[agent].doubts.append(doubt) }
      default:
        facts[agent].overflows.append(
          PayloadFacts.Overflow(
            way: way, bound: bound, subject: subject,
            contract: sender.flatMap { structure.role(of: $0).contract }))
        return
      }
    }
  }
}

/// The largest payloads of combinations of schemas, each worked out once.
struct PayloadSizes {
  private var known: [[SchemaNumber]: PayloadBound] = [:]

  mutating func bound(of schemas: [SchemaNumber], _ questions: PayloadQuestions) -> PayloadBound {
    if let answer = known[schemas] { return answer }
    let answer = PayloadBound(of: schemas.map { questions[$0] })
    known[schemas] = answer
    return answer
  }
}
