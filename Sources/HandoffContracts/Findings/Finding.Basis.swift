extension Finding {
  /// What a finding rests on, ordered from least to most.
  public enum Basis: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Which agents, handoffs and names are declared.
    case structural
    /// Sets of payloads: the analysis left none out, and one that is shown was held against the schemas.
    case proved
    /// A payload that was followed on the router step by step, or that was recorded.
    case replayed

    private var rank: Int {
      switch self {
      case .structural: 0
      case .proved: 1
      case .replayed: 2
      }
    }

    /// What is declared shows less than what is proved, and that less than what was followed.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }
}
