import HandoffContracts
import HandoffSchema

struct ContextOverflowRule: Rule {
  static let info = RuleInfo(
    id: "context-overflow", severity: .warning, subject: .payloads, basis: .proved,
    summary: "What an agent may get is larger than its context, or nothing bounds it.",
    why: """
      What does not fit is cut off somewhere, and nobody says what. The largest payload that the sender's contract allows is \
      held against the receiver's `contextTokens`, at four characters a token; prompt and task come on top of that. An open \
      object counts with the members that it names.
      """,
    accepted: news(bound: #", "maxItems": 20"#), rejected: news(bound: ""))

  private static func news(bound: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher",
      "contracts": {
        "findings": {
          "output": {
            "type": "object", "required": ["quotes"],
            "properties": {"quotes": {"type": "array", "items": {"type": "string", "maxLength": 400}\(bound)}}
          }
        }
      },
      "agents": {
        "researcher": {"produces": "findings"},
        "writer": {"contextTokens": 8000, "finishes": true}
      },
      "handoffs": [{"from": "researcher", "to": "writer"}]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.flatMap { agent in
      facts.payloads[agent].overflows.map { observation(of: $0, at: agent, facts) }
    }
  }

  private static func observation(
    of overflow: PayloadFacts.Overflow, at agent: AgentIndex, _ facts: RoutingFacts
  ) -> Observation {
    let receiver = facts.quoted(agent)
    let tokens = facts.system[agent].contextTokens ?? 0
    var found = Observation(at: .agent(agent), "", remedy: "", agents: [agent])
    let what: String
    switch overflow.way {
    case .handoff(let handoff):
      what = "\(overflow.subject) by \(facts.quoted(handoff))"
      found.handoffs = [handoff]
      found.agents = facts.ends(of: handoff)
    case .back(let handoff):
      what = "\(overflow.subject) by \(Wording.quoted(facts.index.returnName(of: handoff)))"
      found.handoffs = [handoff]
      found.agents = facts.ends(of: handoff)
    case .join: what = "what its branches bring together"
    case .input: what = "the run's input"
    }
    let context = "\(receiver) has a context of \(tokens) tokens (\(facts.spelled(.contextTokens)))"
    switch overflow.bound {
    case .characters(let count):
      found.message =
        "\(context), and \(what) may have \(count) characters, which is about \((count + 3) / 4) tokens."
      found.remedy = "Bound what is sent more tightly, or give \(receiver) a larger context."
    case .missing(let keyword, let pointer):
      let location = pointer.tokens.isEmpty ? "the whole payload" : "\(pointer)"
      found.message = "\(context), and nothing bounds \(what): \(location) has no \(keyword)."
      found.remedy = "Declare \(keyword) there, such that the largest payload fits."
    case .unknown: break
    }
    // One contract without a bound is one thing to mend, however many have to read it.
    if let contract = overflow.contract, case .missing(let keyword, let pointer) = overflow.bound {
      found.cause = [
        .string(facts.system[contract].name), .string(overflow.subject), .string(keyword),
        .string(pointer.description),
      ]
    }
    return found
  }
}
