import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// What is said about a change, on one pair of manifests for each kind of change.
@Suite("Differences between systems")
struct SystemDiffTests {
  static let names = Fixtures.files(in: "diff", endingIn: ".old.json").map {
    String($0.lastPathComponent.dropLast(".old.json".count))
  }

  @Test func `there is a pair for every class`() {
    let classes = ContractChange.allCases.filter { $0 != .undecided }.map(\.rawValue)
    #expect(classes.filter { !Self.names.contains($0) } == [])
  }

  @Test(arguments: names)
  func `a change is classed, shown and followed`(name: String) throws {
    let diff = try SystemDiff(from: system(name + ".old"), to: system(name + ".new"))
    let golden = GoldenFile(Fixtures.folder.appendingPathComponent("diff/\(name).expected.txt"))
    #expect(try golden.difference(from: text(of: diff), suite: "SystemDiffTests") == nil)
  }

  @Test(arguments: ["identical", "compatible", "widening", "narrowing", "breaking"])
  func `the class of the pair is the one that it is named after`(name: String) throws {
    let diff = try SystemDiff(from: system(name + ".old"), to: system(name + ".new"))
    #expect(diff.contracts.map(\.change.rawValue) == [name])
  }

  @Test(arguments: names)
  func `witnesses are allowed by one version and refused by the other`(name: String) throws {
    let old = try system(name + ".old")
    let new = try system(name + ".new")
    for contract in try SystemDiff(from: old, to: new).contracts where contract.presence == .kept {
      for part in contract.parts {
        let before = try schema(of: part, in: contract.name, old)
        let after = try schema(of: part, in: contract.name, new)
        if let witness = part.readers.witness {
          #expect(after?.isValid(witness) == true && before?.isValid(witness) != true)
        }
        if let witness = part.writers.witness {
          #expect(before?.isValid(witness) == true && after?.isValid(witness) != true)
        }
      }
    }
  }

  @Test func `a system does not differ from itself`() throws {
    for seed in 0..<100 {
      var generator = RandomSystem(seed: UInt64(seed))
      let system = generator.system()
      let diff = try SystemDiff(from: system, to: system)
      #expect(
        !diff.hasContractChange && diff.addedAgents.isEmpty && diff.removedHandoffs.isEmpty, "seed \(seed)")
    }
  }

  @Test func `what widens one way narrows the other`() throws {
    for seed in 0..<150 {
      var generator = RandomSystem(seed: UInt64(seed))
      let one = Contract(name: "c", output: generator.schema())
      let other = Contract(name: "c", output: generator.schema())
      let forward = try ContractDiff(from: one, to: other)
      let backward = try ContractDiff(from: other, to: one)
      let mirror: [ContractChange: ContractChange] = [.widening: .narrowing, .narrowing: .widening]
      if forward.change == .breaking || backward.change == .breaking { continue }
      #expect(backward.change == mirror[forward.change] ?? forward.change, "seed \(seed)")
    }
  }

  @Test func `a failure of another shape is no rename`() throws {
    func contract(_ kind: String, _ schema: JSONValue) -> Contract {
      Contract(name: "c", output: ["type": "object"], failures: [FailureOutput(kind: kind, schema: schema)])
    }
    let old = contract("lost", ["required": ["where"]])
    func presences(_ new: Contract) throws -> [ContractPartDiff.Presence] {
      try ContractDiff(from: old, to: new).parts.map(\.presence)
    }
    #expect(try presences(contract("gone", ["required": ["where"]])) == [.renamed(from: "lost"), .removed])
    #expect(try presences(contract("gone", ["required": ["why"]])) == [.added, .removed])
  }

  private func schema(of part: ContractPartDiff, in contract: String, _ system: AgentSystem) throws -> Schema?
  {
    switch part.part {
    case .output: try system.schemas().output(of: contract)
    case .failure(let kind): try system.schemas().failure(kind, of: contract)
    }
  }

  private func system(_ name: String) throws -> AgentSystem {
    let file = Fixtures.folder.appendingPathComponent("diff/\(name).json")
    return try AgentSystem(manifest: Array(try Data(contentsOf: file)), file: file.lastPathComponent)
  }

  private func text(of diff: SystemDiff) -> String {
    var lines: [String] = []
    for contract in diff.contracts {
      lines.append("\(contract.name): \(contract.change.rawValue), \(contract.presence)")
      for part in contract.parts {
        lines.append("  \(part.part) \(part.presence): \(part.change.rawValue)")
        lines += part.fields.map { "    \($0)" }
        lines.append("    readers \(words(part.readers))")
        lines.append("    writers \(words(part.writers))")
      }
      let versions = "\(contract.oldVersion ?? "none") -> \(contract.newVersion ?? "none")"
      let made = contract.madeStep.map { "\($0)" } ?? "unknown"
      let verdict = contract.isVersionSufficient.map { $0 ? "enough" : "too small" } ?? "not comparable"
      lines.append("  version \(versions): requires \(contract.requiredStep), made \(made), \(verdict)")
      lines += contract.affected.map {
        "  \($0.role.rawValue) \($0.agent) \($0.path.joined(separator: ", "))"
      }
    }
    lines.append("agents +\(diff.addedAgents) -\(diff.removedAgents)")
    lines.append("handoffs +\(diff.addedHandoffs) -\(diff.removedHandoffs)")
    return lines.map { $0 + "\n" }.joined()
  }

  private func words(_ side: Compatibility) -> String {
    switch side {
    case .compatible: "safe"
    case .broken(let witness, let reason): "break: \(witness) because \(reason)"
    case .undecided(let reason): "undecided: \(reason)"
    }
  }
}
