package import HandoffContracts
import HandoffSchema

/// Who reads and who writes one store.
package struct StoreUse: Sendable {
  /// The store's name.
  package var name: String
  /// The declaration; absent where nobody declares it.
  package var store: Store?
  /// Who reads it, in declaration order.
  package var readers: [AgentIndex] = []
  /// Who writes it, in declaration order.
  package var writers: [AgentIndex] = []

  /// The stores of a system in declaration order, then those that only agents name.
  ///
  /// - Complexity: O(*n*) on average in the number of stores and of names that agents read and write.
  package static func all(in system: AgentSystem) -> [StoreUse] {
    var uses = system.stores.map { StoreUse(name: $0.name, store: $0) }
    var indices: [ExactString: Int] = [:]
    for (index, use) in uses.enumerated() {
      indices[ExactString(use.name)] = indices[ExactString(use.name)] ?? index
    }
    func index(of name: String) -> Int {
      if let known = indices[ExactString(name)] { return known }
      indices[ExactString(name)] = uses.count
      uses.append(StoreUse(name: name))
      return uses.count - 1
    }
    for agent in system.agentIndices {
      for name in system[agent].reads {
        let index = index(of: name)
        if uses[index].readers.last != agent { uses[index].readers.append(agent) }
      }
      for name in system[agent].writes {
        let index = index(of: name)
        if uses[index].writers.last != agent { uses[index].writers.append(agent) }
      }
    }
    return uses
  }

  /// Whether two writers at once, or a writer beside a reader, do no harm: the store keeps both values, or refuses.
  package var isSafeTogether: Bool { store?.merge == .append || store?.merge == .reject }
}
