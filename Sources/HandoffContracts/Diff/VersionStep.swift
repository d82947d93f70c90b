/// How far a version was raised, or has to be.
public enum VersionStep: Int, Sendable, Hashable, Comparable, CaseIterable {
  case none, patch, minor, major

  /// A smaller step comes first.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension VersionStep: CustomStringConvertible {
  /// The step in a word.
  public var description: String {
    switch self {
    case .none: "none"
    case .patch: "patch"
    case .minor: "minor"
    case .major: "major"
    }
  }
}

extension VersionStep {
  /// The step that Semantic Versioning requires for a change.
  ///
  /// The users of a contract are its readers: what may break them needs a major version, what strengthens the
  /// promise a minor one, other words a patch. A class that could not be decided may break them.
  public static func required(for change: ContractChange) -> VersionStep {
    switch change {
    case .identical: .none
    case .compatible: .patch
    case .narrowing: .minor
    case .widening, .breaking, .undecided: .major
    }
  }

  /// The step between two versions; `none` where the new one is not above the old one.
  public static func made(from old: SemanticVersion, to new: SemanticVersion) -> VersionStep {
    guard new > old else { return .none }
    if new.major != old.major { return .major }
    if new.minor != old.minor { return .minor }
    return .patch
  }

  /// Whether a new version is high enough for a step.
  ///
  /// Before 1.0.0 a raised minor version may break everything (Semantic Versioning 2.0.0, section 4), and from a
  /// pre-release any higher version may (section 9).
  public static func isSufficient(from old: SemanticVersion, to new: SemanticVersion, for step: VersionStep)
    -> Bool
  {
    let made = made(from: old, to: new)
    if !old.prerelease.isEmpty, new > old { return true }
    if old.major == 0, step == .major { return made >= .minor }
    return made >= step
  }
}
