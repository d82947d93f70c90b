/// A position in one of a system's lists; one type for each list, so that they cannot be mixed up.
public protocol ListIndex: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The position, from 0.
  var rawValue: Int { get }

  /// Wraps a position.
  init(_ rawValue: Int)
}

extension ListIndex {
  /// Orders by position.
  @inlinable public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The position as text.
  public var description: String { "\(rawValue)" }
}

/// The index of an agent in ``AgentSystem/agents``.
public struct AgentIndex: ListIndex {
  // Half the size of an `Int`: systems of a million handoffs keep many of them.
  @usableFromInline let position: Int32

  /// The position, from 0.
  @inlinable public var rawValue: Int { Int(position) }

  /// Wraps a position, from 0 to 2^31 - 1.
  @inlinable public init(_ rawValue: Int) { position = Int32(rawValue) }
}

/// The index of a handoff in ``AgentSystem/handoffs``.
public struct HandoffIndex: ListIndex {
  // Half the size of an `Int`: systems of a million handoffs keep many of them.
  @usableFromInline let position: Int32

  /// The position, from 0.
  @inlinable public var rawValue: Int { Int(position) }

  /// Wraps a position, from 0 to 2^31 - 1.
  @inlinable public init(_ rawValue: Int) { position = Int32(rawValue) }
}

/// The index of a contract in ``AgentSystem/contracts``.
public struct ContractIndex: ListIndex {
  // Half the size of an `Int`: systems of a million handoffs keep many of them.
  @usableFromInline let position: Int32

  /// The position, from 0.
  @inlinable public var rawValue: Int { Int(position) }

  /// Wraps a position, from 0 to 2^31 - 1.
  @inlinable public init(_ rawValue: Int) { position = Int32(rawValue) }
}

/// The index of a failure output in ``Contract/failures``.
public struct FailureIndex: ListIndex {
  // Half the size of an `Int`: systems of a million handoffs keep many of them.
  @usableFromInline let position: Int32

  /// The position, from 0.
  @inlinable public var rawValue: Int { Int(position) }

  /// Wraps a position, from 0 to 2^31 - 1.
  @inlinable public init(_ rawValue: Int) { position = Int32(rawValue) }
}

extension AgentSystem {
  // Inlined they lend the element; behind a call from another module they would copy all that it holds.

  /// The agent at an index.
  @inlinable public subscript(index: AgentIndex) -> Agent { _read { yield agents[index.rawValue] } }

  /// The handoff at an index.
  @inlinable public subscript(index: HandoffIndex) -> Handoff { _read { yield handoffs[index.rawValue] } }

  /// The contract at an index.
  @inlinable public subscript(index: ContractIndex) -> Contract { _read { yield contracts[index.rawValue] } }

  /// The indices of the agents, in declaration order.
  public var agentIndices: some RandomAccessCollection<AgentIndex> {
    agents.indices.lazy.map { AgentIndex($0) }
  }

  /// The indices of the handoffs, in declaration order.
  public var handoffIndices: some RandomAccessCollection<HandoffIndex> {
    handoffs.indices.lazy.map { HandoffIndex($0) }
  }

  /// The indices of the contracts, in declaration order.
  public var contractIndices: some RandomAccessCollection<ContractIndex> {
    contracts.indices.lazy.map { ContractIndex($0) }
  }
}
