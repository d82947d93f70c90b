public import HandoffSchema

/// Why a campaign cannot begin.
public struct CampaignError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// No handoff has the name; the known ones are listed.
    case unknownHandoff(String, known: [String])
    /// No handoff leads from one agent to the other; the known ones are listed.
    case noHandoff(from: String, to: String, known: [String])
    /// The producer declares no contract, so nothing says what may travel.
    case nothingPromised(handoff: String, agent: String)
    /// What reaches the producer at its limit, and is handed on, is declared nowhere.
    case undeclaredArrival(handoff: String, agent: String)
    /// More bears on the handoff than is looked at, so that it is not known what travels.
    case nothingKnown(handoff: String, because: String)
    /// No payload ever travels: the handoff can never be taken, or nothing comes back.
    case nothingTravels(handoff: String)
    /// The producer's contract declares none of the failures that the handoff is for.
    case noSuchFailure(handoff: String, declared: [String])
    /// A schema of the system cannot be compiled.
    case schema(SchemaError)
    /// An option is out of bounds; the text says what is allowed.
    case option(String)
  }

  /// What is wrong.
  public var reason: Reason

  /// Wraps a reason.
  public init(_ reason: Reason) {
    self.reason = reason
  }
}

extension CampaignError: CustomStringConvertible {
  /// One line: what was found, what is known, and what to do.
  public var description: String {
    switch reason {
    case .unknownHandoff(let name, let known):
      "no handoff is named \"\(name)\"; the system has \(Self.list(known))"
    case .noHandoff(let from, let to, let known):
      "no handoff leads from \"\(from)\" to \"\(to)\"; the system has \(Self.list(known))"
    case .nothingPromised(let handoff, let agent):
      "\(handoff): \"\(agent)\" declares no contract, so nothing says which payloads it sends; add `produces`"
    case .undeclaredArrival(let handoff, let agent):
      "\(handoff): what \"\(agent)\" hands on was handed to it, and is declared nowhere; add `produces` to the agents that "
        + "hand off to it, and `input` to the system where it is an entry"
    case .nothingKnown(let handoff, let reason):
      "\(handoff): it is not known what travels: \(reason); use fewer guards, or hand off in two steps"
    case .noSuchFailure(let handoff, let declared):
      "\(handoff): the contract declares none of the failures that this handoff is for; it declares "
        + Self.list(declared)
    case .nothingTravels(let handoff):
      "\(handoff): no payload ever travels; the audit says why the handoff is never taken"
    case .schema(let error):
      "the schema at \(error.pointer) cannot be compiled: \(error.reason)"
    case .option(let text): text
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
