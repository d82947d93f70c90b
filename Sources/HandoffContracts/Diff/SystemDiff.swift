public import HandoffSchema

/// What changed between two versions of an agent system: its contracts, and who comes and goes.
public struct SystemDiff: Sendable, Hashable {
  /// One entry for each contract: those of the new system in their order, then the removed ones.
  public var contracts: [ContractDiff]
  /// The agents of the new system that the old one does not have.
  public var addedAgents: [String]
  /// The agents of the old system that the new one does not have.
  public var removedAgents: [String]
  /// The names of the handoffs of the new system that the old one does not have.
  public var addedHandoffs: [String]
  /// The names of the handoffs of the old system that the new one does not have.
  public var removedHandoffs: [String]

  /// True where whoever sends a payload was taken as sending only members that its version names.
  public var writersAreClosed: Bool

  /// Compares two systems.
  ///
  /// A contract that went while one with the same parts came under another name is taken as renamed. Affected agents
  /// and their paths are those of the new system; for a removed contract, of the old one.
  ///
  /// - Throws: ``SchemaError``; never for systems without ``AgentSystem/problems``.
  public init(
    from old: AgentSystem, to new: AgentSystem, options: ComparisonOptions = ComparisonOptions()
  ) throws(SchemaError) {
    var comparison = ContractComparison(old: old, new: new, options: options)
    let oldIndex = SystemIndex(old)
    let newIndex = SystemIndex(new)
    contracts = []
    writersAreClosed = options.producerIsClosed
    var renamed: Set<Int> = []
    let removed = old.contracts.indices.filter { newIndex.contract(named: old.contracts[$0].name) == nil }
    for (place, contract) in new.contracts.enumerated() {
      var earlier = oldIndex.contract(named: contract.name)?.rawValue
      if earlier == nil {
        earlier = removed.first { !renamed.contains($0) && old.contracts[$0].promisesTheSame(as: contract) }
        if let earlier { renamed.insert(earlier) }
      }
      guard let earlier else {
        contracts.append(ContractDiff(onlyIn: contract, presence: .added, change: .identical))
        continue
      }
      var diff = try comparison.compare(earlier, place)
      if diff.change != .identical {
        let parts = diff.parts.isEmpty ? contract.allParts : diff.parts.map(\.part)
        diff.affected = new.affected(by: contract.name, parts: parts, using: newIndex)
      }
      contracts.append(diff)
    }
    for place in removed where !renamed.contains(place) {
      let contract = old.contracts[place]
      var diff = ContractDiff(onlyIn: contract, presence: .removed, change: .breaking)
      diff.affected = old.affected(by: contract.name, parts: contract.allParts, using: oldIndex)
      contracts.append(diff)
    }
    addedAgents = new.agents.map(\.name).filter { oldIndex.agent(named: $0) == nil }
    removedAgents = old.agents.map(\.name).filter { newIndex.agent(named: $0) == nil }
    let (oldNames, newNames) = (old.handoffNames, new.handoffNames)
    let (oldHandoffs, newHandoffs) = (NameIndex<HandoffIndex>(oldNames), NameIndex<HandoffIndex>(newNames))
    addedHandoffs = newNames.filter { oldHandoffs[$0] == nil }
    removedHandoffs = oldNames.filter { newHandoffs[$0] == nil }
  }
}

extension SystemDiff {
  /// Whether readers of any contract may break.
  public var hasBreakingChange: Bool { contracts.contains(where: \.isBreaking) }

  /// Whether anything at all changed in a contract.
  public var hasContractChange: Bool {
    contracts.contains { $0.change != .identical || $0.presence != .kept }
  }
}

extension ContractDiff {
  /// Compares two contracts that belong to no system; nobody is affected but whoever uses them.
  ///
  /// - Throws: ``SchemaError`` where a schema does not compile by itself.
  public init(
    from old: Contract, to new: Contract, options: ComparisonOptions = ComparisonOptions()
  ) throws(SchemaError) {
    var comparison = ContractComparison(
      old: AgentSystem(name: "", entry: [], contracts: [old]),
      new: AgentSystem(name: "", entry: [], contracts: [new]), options: options)
    self = try comparison.compare(0, 0)
  }

  fileprivate init(onlyIn contract: Contract, presence: Presence, change: ContractChange) {
    let isRemoved = presence == .removed
    self.init(
      name: contract.name, presence: presence, change: change, readers: .compatible, writers: .compatible,
      parts: [], oldVersion: isRemoved ? contract.version : nil,
      newVersion: isRemoved ? nil : contract.version, requiredStep: .required(for: change), affected: [])
  }
}

extension Contract {
  fileprivate var allParts: [ContractPart] { [.output] + failures.map { .failure($0.kind) } }

  /// Whether both have the same parts in the same words; names and versions do not count.
  fileprivate func promisesTheSame(as other: Contract) -> Bool {
    output == other.output && failures == other.failures
      && same(failureTag, other.failureTag)
  }
}
