/// What changed between two versions of a contract, and whom that breaks.
public struct ContractDiff: Sendable, Hashable {
  /// Whether the contract is in both systems.
  public enum Presence: Sendable, Hashable {
    case kept, added, removed
    /// The same contract under a new name: whoever names the old one breaks.
    case renamed(from: String)
  }

  /// The contract's name; for a removed one the old.
  public var name: String
  /// Whether it is in both systems.
  public var presence: Presence
  /// How the payloads changed; `breaking` for a removed or renamed contract, `identical` for an added one.
  public var change: ContractChange
  /// What that means for agents that receive its payloads, with the first witness.
  public var readers: Compatibility
  /// What that means for agents that send its payloads, with the first witness.
  public var writers: Compatibility
  /// The output and the failure outputs that changed, in the order of the new version, removed ones last.
  public var parts: [ContractPartDiff]
  /// The old version as written.
  public var oldVersion: String?
  /// The new version as written.
  public var newVersion: String?
  /// The step that Semantic Versioning requires; see ``VersionStep/required(for:)``.
  public var requiredStep: VersionStep
  /// The step that was made; `nil` where a version is missing.
  public var madeStep: VersionStep?
  /// Whether the new version is high enough; `nil` where a version is missing.
  public var isVersionSufficient: Bool?
  /// The agents that have to be looked at, nearest first; empty where nothing changed.
  public var affected: [AffectedAgent]
}

extension ContractDiff {
  /// Whether readers may break: they do, or nobody could prove that they do not.
  public var isBreaking: Bool { requiredStep == .major }
}
