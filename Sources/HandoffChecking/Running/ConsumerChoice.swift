package import HandoffContracts
package import HandoffTraffic

/// Which program, or which address, consumes what reaches it by each handoff and each return of a system.
package struct ConsumerChoice: Sendable {
  /// In declaration order, a return behind its handoff.
  package let passages: [Passage]
  package let names: [String]
  /// One for each passage; `nil` where nobody names one.
  private var calls: [Call?]

  private struct Call: Sendable {
    var consumer: ConsumerCall
    /// The agent whose command it is; `nil` where somebody else names it.
    var agent: String?
  }

  /// Takes the commands of the manifest.
  package init(_ system: AgentSystem, _ structure: SystemStructure, manifestFolder: String) {
    passages = structure.passages(of: system)
    names = passages.map { structure.name(of: $0) }
    calls = passages.map { passage in
      guard let agent = structure.receiver(of: passage), let words = system[agent].command, !words.isEmpty
      else { return nil }
      let call = ProgramCall(words: words, of: system[agent], manifestFolder: manifestFolder)
      return Call(consumer: .program(call), agent: system[agent].name)
    }
  }

  /// Names another consumer than the manifest for the passage at a position.
  package mutating func choose(_ consumer: ConsumerCall, at position: Int) {
    calls[position] = Call(consumer: consumer, agent: nil)
  }

  /// Who consumes what reaches it by the passage at a position, or `nil`.
  package func call(_ position: Int) -> ConsumerCall? { calls[position]?.consumer }

  /// Whether somebody else than the manifest names who consumes what reaches it by the passage at a position.
  package func isChosen(_ position: Int) -> Bool { calls[position].map { $0.agent == nil } ?? false }

  /// A program that cannot be started.
  package struct Failure: Error, Sendable, Hashable {
    /// The name of the passage.
    package var passage: String
    /// The agent whose command it is; `nil` where somebody else names it.
    package var agent: String?
    /// Why it cannot.
    package var reason: ProgramCall.Failure
  }

  /// Refuses, before anything runs, programs that cannot be started.
  ///
  /// - Parameters:
  ///   - positions: The passages that are to be checked; the programs of others do no harm.
  ///   - environment: Tells where programs are found.
  /// - Throws: ``Failure`` for the first such program.
  package func checkPrograms(
    of positions: [Int], in environment: ProcessEnvironment
  ) throws(Failure) {
    for position in positions {
      guard let call = calls[position], case .program(let program) = call.consumer else { continue }
      do throws(ProgramCall.Failure) {
        _ = try program.executable(in: environment)
      } catch {
        throw Failure(passage: names[position], agent: call.agent, reason: error)
      }
    }
  }
}

extension ProgramCall {
  /// The command of an agent of a manifest in a folder, where it has one.
  init(words: [String], of agent: Agent, manifestFolder: String) {
    self.init(
      words: words, folder: ProcessEnvironment(folder: manifestFolder).path(of: agent.cwd),
      variables: agent.env.map { Variable(name: $0.name, value: $0.value) })
  }
}
