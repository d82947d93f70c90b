/// How the payloads that a contract allows changed from one version to the next.
///
/// A contract is a promise about what an agent sends. *Readers* receive such payloads; they are safe when every
/// payload that the new contract allows was allowed before. *Writers* send them; they are safe when every
/// payload that the old contract allowed is still allowed. The output and each failure output are judged by
/// themselves, and the contract is what its parts are together.
public enum ContractChange: String, Sendable, Hashable, CaseIterable {
  /// Nothing changed but perhaps the version.
  case identical
  /// The same payloads, said in other words: safe for readers and for writers.
  case compatible
  /// More payloads than before, and all the old ones: safe for writers, breaks readers.
  case widening
  /// Fewer payloads than before, and no new ones: safe for readers, breaks writers.
  case narrowing
  /// Some payloads came and some went, or something was renamed: breaks both sides.
  case breaking
  /// One of the two questions could not be decided, and the answer to the other leaves the class open.
  case undecided
}

extension ContractChange {
  /// The class that follows from what was found for both sides, where something changed.
  init(readers: Compatibility, writers: Compatibility) {
    self =
      switch (readers, writers) {
      case (.broken, .broken): .breaking
      case (.undecided, _), (_, .undecided): .undecided
      case (.broken, .compatible): .widening
      case (.compatible, .broken): .narrowing
      case (.compatible, .compatible): .compatible
      }
  }
}
