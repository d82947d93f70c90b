public import HandoffContracts
public import HandoffSchema

/// A handoff that may be taken, and what it carries.
public struct EnabledHandoff: Sendable, Hashable {
  /// What a handoff brings to its receiver.
  public enum Carried: Sendable, Hashable {
    /// The payload that was sent.
    case payload(JSONValue)
    /// The elements of an array of the payload, one a visit; none where there is no array.
    case elements([JSONValue])
    /// A retry: what the agent had received; `nil` where the visit does not say.
    case received(JSONValue?)

    /// What each visit of the receiver gets, as far as it is known.
    public var payloads: [JSONValue] {
      switch self {
      case .payload(let payload): [payload]
      case .elements(let elements): elements
      case .received(let input): input.map { [$0] } ?? []
      }
    }
  }

  /// The handoff.
  public var handoff: HandoffIndex
  /// The agent that it leads to.
  public var target: AgentIndex
  /// What it carries.
  public var carried: Carried
  /// The handoff's own condition, where nobody said whether it holds.
  public var condition: String?
  /// Whether nobody can tell if the payload is what it sends and matches its guard: a schema of it is beyond the
  /// validator, or a limit of the validator is met.
  public var isUndecided = false
  /// The group that it is taken together with.
  public var parallel: String?
  /// The handoffs whose limit is reached and whose work it takes; empty for every handoff but one on a limit.
  public var insteadOf: [HandoffIndex] = []
  /// How often the target still runs; `nil` where its visits have no limit.
  ///
  /// Further arrivals take the target's own handoff on a limit: ask for their routing with
  /// ``Visit/Outcome/limit``.
  public var visitsLeft: Int?
}
