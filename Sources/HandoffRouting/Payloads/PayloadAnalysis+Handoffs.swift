import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension PayloadAnalysis {
  mutating func look(at handoff: HandoffIndex, of agent: AgentIndex) {
    guard let receiver = traffic.index.target(of: handoff) else { return }
    switch structure.standing(of: handoff) {
    case .live, .shadowed: break
    default: return
    }
    lookAtGuard(of: handoff)
    lookAtReceiver(receiver, of: handoff, from: agent)
    lookAtReturn(of: handoff, to: agent, from: receiver)
  }

  /// What there is to say about the guard of a handoff, and of every other one that carries the same.
  struct GuardLook {
    var neverMatches = false
    var isShadowed = false
    var shadowedPayload: JSONValue?
    fileprivate(set) var doubts: [PayloadFacts.Doubt] = []

    fileprivate mutating func doubt(_ question: String, _ reason: String) {
      let doubt = PayloadFacts.Doubt(question: question, reason: reason)
      if !doubts.contains(doubt) { doubts.append(doubt) }
    }
  }

  /// Whether any payload takes the handoff.
  private mutating func lookAtGuard(of handoff: HandoffIndex) {
    let number = traffic.sendingsNumber(of: handoff)
    let look = guardLooks[number] ?? lookAtSendings(on: handoff)
    guardLooks[number] = look
    if look.neverMatches { facts[handoff].neverMatches = true }
    if look.isShadowed {
      facts[handoff].isShadowed = true
      facts[handoff].shadowedPayload = look.shadowedPayload
    }
    for doubt in look.doubts { add(doubt, to: handoff) }
  }

  private mutating func lookAtSendings(on handoff: HandoffIndex) -> GuardLook {
    var look = GuardLook()
    var matches: [PayloadSet] = []
    var leaves = 0
    // An empty contract is a finding of its own; nothing more is to be said of its handoffs.
    var offersSomething = false
    for sending in traffic.sendings(on: handoff) {
      if case .none = traffic.questions.existence(in: sending.offered) { continue }
      offersSomething = true
      switch traffic.questions.existence(in: sending.matched) {
      case .none: continue
      case .some: matches.append(sending.matched)
      case .unknown(let reason):
        matches.append(sending.matched)
        // Without a guard the doubt is about the contract, and told there.
        if sending.matched != sending.offered { look.doubt("whether its guard ever holds", "\(reason)") }
      }
      guard let taken = sending.taken else {
        leaves += 1
        look.doubt("whether earlier handoffs leave it anything", sending.omission)
        continue
      }
      for set in taken {
        switch traffic.questions.existence(in: set) {
        case .none: continue
        case .some: leaves += 1
        case .unknown(let reason):
          leaves += 1
          // The same doubt about the guard alone was told before.
          if set != sending.matched {
            look.doubt("whether earlier handoffs leave it anything", "\(reason)")
          }
        }
      }
    }
    guard offersSomething else { return look }
    look.neverMatches = matches.isEmpty
    guard let first = matches.first, leaves == 0 else { return look }
    look.isShadowed = true
    look.shadowedPayload = traffic.questions.payload(of: first)
    return look
  }

  /// Whether the receiver takes what the handoff brings.
  private mutating func lookAtReceiver(
    _ receiver: AgentIndex, of handoff: HandoffIndex, from sender: AgentIndex
  ) {
    // What a retry brings again is held against the agent where it comes from; a join gets something else.
    guard !structure.isRetry(handoff), !awaited.contains(handoff),
      let accepted = traffic.questions.schema(at: .accepts(agent: receiver.rawValue))
    else { return }
    for delivery in traffic.cargo(of: handoff).deliveries {
      // One that nothing keeps back tells more.
      guard facts[handoff].refusal == nil || facts[handoff].refusal?.condition != nil else { return }
      if case .none = traffic.questions.existence(in: delivery.set) { continue }
      let subject = subject(delivery.cause, of: sender)
      let what = delivery.cause == .output ? "every output" : subject
      let found = refusal(
        of: delivery, by: accepted, subject,
        asking: "whether \(quoted(receiver)) accepts \(what) that it carries")
      if let doubt = found.doubt { add(doubt, to: handoff) }
      guard var refusal = found.refusal else { continue }
      refusal.condition = traffic.condition(
        on: handoff, sparing: wanted(accepted, of: delivery), delivery.set)
      if facts[handoff].refusal == nil || refusal.condition == nil { facts[handoff].refusal = refusal }
    }
  }

  /// Whether the sender takes back what the receiver gives.
  private mutating func lookAtReturn(
    of handoff: HandoffIndex, to sender: AgentIndex, from receiver: AgentIndex
  ) {
    guard structure.returns(handoff) else { return }
    let isDeclared = system[handoff].result != nil
    let place = isDeclared ? SchemaPlace.result(handoff: handoff.rawValue) : .accepts(agent: sender.rawValue)
    let cargo = traffic.returned(along: handoff)
    if let omission = cargo.omission, traffic.questions.schema(at: place) != nil {
      doubt(
        handoff, "whether \(quoted(sender)) takes back all that \(quoted(receiver)) leaves to it", omission)
    }
    guard !cargo.deliveries.isEmpty, let accepted = traffic.questions.schema(at: place) else { return }
    for delivery in cargo.deliveries {
      if case .none = traffic.questions.existence(in: delivery.set) { continue }
      let subject = subject(delivery.cause, of: receiver)
      let found = refusal(
        of: delivery, by: accepted, subject,
        asking: "whether \(quoted(sender)) takes back \(subject) of \(quoted(receiver))")
      if let doubt = found.doubt { add(doubt, to: handoff) }
      guard let refusal = found.refusal else { continue }
      if isDeclared {
        facts[handoff].refusedReturn = refusal
      } else {
        facts[handoff].undeclaredReturn = refusal
      }
      return
    }
  }

  mutating func doubt(_ handoff: HandoffIndex, _ question: String, _ reason: String) {
    add(PayloadFacts.Doubt(question: question, reason: reason), to: handoff)
  }

  private mutating func add(_ doubt: PayloadFacts.Doubt, to handoff: HandoffIndex) {
    // Several failures may raise the same one.
    if !facts[handoff].doubts.contains(doubt) { facts[handoff].doubts.append(doubt) }
  }
}
