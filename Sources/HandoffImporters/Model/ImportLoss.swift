/// Something that a framework's export cannot tell, so that the imported system does not say it either.
public struct ImportLoss: Sendable, Hashable {
  /// What part of a system is missing or unsure.
  public enum Topic: String, Sendable, Hashable, CaseIterable {
    /// Which agents there are.
    case agents
    /// Where a run begins.
    case entry
    /// Who hands off to whom.
    case handoffs
    /// When a handoff is taken.
    case guards
    /// What travels: contracts, types.
    case contracts
    /// What happens when something fails.
    case failures
    /// How often something may happen.
    case limits
    /// Who may end a run.
    case ends
    /// Who waits for whom.
    case joins
    /// Where people take part.
    case people
    /// What agents may use.
    case tools
  }

  /// The part that is missing or unsure.
  public var topic: Topic
  /// What the export does not tell, and what the import says instead.
  public var text: String
  /// The agents concerned; empty where all are.
  public var agents: [String]

  /// Notes a loss.
  public init(_ topic: Topic, _ text: String, agents: [String] = []) {
    self.topic = topic
    self.text = text
    self.agents = agents
  }
}

extension ImportLoss: CustomStringConvertible {
  /// The loss as one line, at most five agents named.
  public var description: String {
    guard !agents.isEmpty else { return "\(topic.rawValue): \(text)" }
    let named = agents.prefix(5).joined(separator: ", ")
    let more = agents.count > 5 ? " and \(agents.count - 5) more" : ""
    return "\(topic.rawValue): \(text) (\(named)\(more))"
  }
}
