public import HandoffContracts
import HandoffSchema
import Synchronization

/// Stands between the agents of a system and one of its stores: lets through what the declaration grants, refuses the
/// rest, and remembers who read and wrote what.
///
/// Each agent gets a client of its own, by which it is known:
///
/// ```swift
/// let probe = StoreProbe(system, "notes", over: client)
/// try await research(notes: probe.client(for: "researcher"))
/// expectGranted(probe)
/// ```
public final class StoreProbe<Value: Sendable>: Sendable {
  /// The name of the store.
  public let store: String
  private let system: AgentSystem
  private let inner: KeyValueClient<Value>
  private let record = Mutex<[StoreAccess]>([])

  /// Takes a store of a system.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - store: The name of the store.
  ///   - client: A client of the real store, or of one in memory.
  public init(_ system: AgentSystem, _ store: String, over client: KeyValueClient<Value>) {
    self.system = system
    self.store = store
    inner = client
  }

  /// What was tried so far, in order.
  public var accesses: [StoreAccess] { record.withLock(\.self) }

  /// The client that an agent is to use.
  ///
  /// It throws ``StoreRefusal`` where the declaration does not grant what the agent wants.
  ///
  /// - Parameter agent: The name of the agent.
  /// - Returns: The client.
  public func client(for agent: String) -> KeyValueClient<Value> {
    KeyValueClient { [self] key in
      try note(agent, .read, key)
      return try await inner.read(key)
    } write: { [self] key, value in
      try note(agent, .write, key)
      try await inner.write(key, value)
    }
  }

  private func note(_ agent: String, _ kind: StoreAccess.Kind, _ key: String) throws(StoreRefusal) {
    let refusal = refusal(agent, kind)
    record.withLock {
      $0.append(StoreAccess(agent: agent, kind: kind, store: store, key: key, refusal: refusal))
    }
    if let refusal { throw refusal }
  }

  private func refusal(_ name: String, _ kind: StoreAccess.Kind) -> StoreRefusal? {
    func refused(_ reason: StoreRefusal.Reason) -> StoreRefusal {
      StoreRefusal(agent: name, kind: kind, store: store, reason: reason)
    }
    func isGranted(_ agent: Agent) -> Bool {
      (kind == .read ? agent.reads : agent.writes).contains { $0.hasSameCodePoints(as: store) }
    }
    guard system.stores.contains(where: { $0.name.hasSameCodePoints(as: store) }) else {
      return refused(.unknownStore(known: system.stores.map(\.name)))
    }
    guard let agent = system.agents.first(where: { $0.name.hasSameCodePoints(as: name) }) else {
      return refused(.unknownAgent(known: system.agents.map(\.name)))
    }
    return isGranted(agent)
      ? nil : refused(.notDeclared(granted: system.agents.filter(isGranted).map(\.name)))
  }
}
