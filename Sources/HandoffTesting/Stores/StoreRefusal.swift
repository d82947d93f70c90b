import HandoffContracts
import HandoffSchema

/// An access to a store that the declaration does not grant; a probe throws it, and the store does not hear of it.
public struct StoreRefusal: Error, Sendable, Hashable {
  /// Why it is not granted.
  public enum Reason: Sendable, Hashable {
    /// No such agent is declared.
    case unknownAgent(known: [String])
    /// No such store is declared.
    case unknownStore(known: [String])
    /// The agent does not declare this use; those do who are named.
    case notDeclared(granted: [String])
  }

  /// The agent.
  public var agent: String
  /// What it wanted.
  public var kind: StoreAccess.Kind
  /// The store.
  public var store: String
  /// Why it is not granted.
  public var reason: Reason
}

extension StoreRefusal: CustomStringConvertible {
  /// What was tried, why it is refused, and what to do.
  public var description: String {
    let (member, element) =
      switch kind {
      case .read: ("reads", "Reads")
      case .write: ("writes", "Writes")
      }
    let (agent, store) = (TerminalText.quoted(agent), TerminalText.quoted(store))
    let head = "\(agent) \(member) the store \(store), and"
    switch reason {
    case .unknownAgent(let known):
      return "\(head) no agent of that name is declared; \(Self.remedy(self.agent, known, "the agents are"))"
    case .unknownStore(let known):
      return "\(head) no store of that name is declared; \(Self.remedy(self.store, known, "the stores are"))"
    case .notDeclared(let granted):
      let others =
        granted.isEmpty ? "nobody does" : "only \(Self.list(granted)) \(granted.count == 1 ? "does" : "do")"
      return
        "\(head) does not declare it (\(others)); add \(store) to its \"\(member)\" (in Swift \(element)(\(store))),"
        + " or leave the access to somebody who may"
    }
  }

  private static func remedy(_ name: String, _ known: [String], _ words: String) -> String {
    if let nearest = NearestName.of(name, among: known) {
      return "did you mean \(TerminalText.quoted(nearest))?"
    }
    return known.isEmpty ? "none is" : "\(words) \(list(known))"
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(10).map { TerminalText.quoted($0) }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
  }
}
