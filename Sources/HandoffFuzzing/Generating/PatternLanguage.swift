import HandoffSchema

/// The texts that several patterns match together, ready to be sampled.
struct PatternLanguage: Sendable {
  /// A text whose length in code points is within bounds, or `nil` where there is none.
  func sample(_ lengths: ClosedRange<Int>, _ draws: inout Draws) -> String? { nil }
}
