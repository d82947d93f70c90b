public import HandoffContracts
public import HandoffSchema

/// Where a payload goes when a visit has ended.
public struct Routing: Sendable, Hashable {
  /// How a run ends.
  public enum Ending: String, Sendable, Hashable, CaseIterable {
    /// The agent finishes with its output.
    case finish
    /// Nobody takes the work.
    case error
    /// A human keeps the work.
    case human
  }

  /// A way back to an agent that handed off and gets control again.
  public struct Return: Sendable, Hashable {
    /// The handoff whose way back it is.
    public var handoff: HandoffIndex
    /// The agent that gets control.
    public var target: AgentIndex
    /// What it gets.
    public var payload: JSONValue

    /// Describes a way back.
    package init(handoff: HandoffIndex, target: AgentIndex, payload: JSONValue) {
      self.handoff = handoff
      self.target = target
      self.payload = payload
    }
  }

  /// What happens instead of the next handoff where the run has had as many as it may.
  public struct RunLimit: Sendable, Hashable {
    /// The agent that gets the work; `nil` where there is none and the run ends with an error.
    public var target: AgentIndex?
    /// The work.
    public var payload: JSONValue

    /// Gives the work to an agent.
    package init(target: AgentIndex?, payload: JSONValue) {
      self.target = target
      self.payload = payload
    }
  }

  /// The handoffs that may be taken, in declaration order.
  ///
  /// Under `choice` any one of them is taken, with the others of its parallel group. Under `firstMatch` the first
  /// one is, or where its condition is unknown and fails the next; typed ones may be taken instead of it.
  public var enabled: [EnabledHandoff]
  /// The agent's other handoffs and why they are not taken, in declaration order.
  public var refused: [RefusedHandoff]
  /// The agent's handoffs that take part in nothing, because nobody knows where they lead.
  public var ignored: [HandoffIndex]
  /// The ways back that may be taken, in declaration order; which one it is, whoever called the agent knows.
  public var returns: [Return] = []
  /// Set where the run's limit keeps the next handoff from happening.
  public var runLimit: RunLimit?
  /// Whether the payload is one that the agent's contract promises for this outcome.
  ///
  /// True too where that cannot be told, see ``isOfferUndecided``.
  public var isOffered: Bool
  /// Whether nobody can tell if the agent's contract promises the payload.
  public var isOfferUndecided = false
  /// Whether some handoff matches whatever the unknown conditions turn out to be.
  public var isCertain: Bool
  /// Whether the agent may end the run here with its output.
  public var mayFinish = false
  /// How the run ends; `nil` where it goes on.
  ///
  /// With a ``runLimit``, how it ends if a further handoff is due all the same; an agent that may finish still may.
  public var ending: Ending?
  /// How the run ends where no unknown condition holds, and the payload is the agent's output rather than meant for a
  /// typed handoff; `nil` where it goes on then too.
  public var otherwise: Ending?
}
