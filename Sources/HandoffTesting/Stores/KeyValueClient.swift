import HandoffSchema
import Synchronization

/// A client of a store that keeps values by keys: that of a real store, or one that keeps them in memory.
public struct KeyValueClient<Value: Sendable>: Sendable {
  /// Gives the value of a key; `nil` where there is none.
  public var read: @Sendable (_ key: String) async throws -> Value?
  /// Gives a key a value, or takes it away where there is none.
  public var write: @Sendable (_ key: String, _ value: Value?) async throws -> Void

  /// Makes a client of two closures.
  ///
  /// - Parameters:
  ///   - read: Gives the value of a key; `nil` where there is none.
  ///   - write: Gives a key a value, or takes it away where there is none.
  public init(
    read: @escaping @Sendable (_ key: String) async throws -> Value?,
    write: @escaping @Sendable (_ key: String, _ value: Value?) async throws -> Void
  ) {
    self.read = read
    self.write = write
  }

  /// A client of a store in memory that nobody else uses.
  public static func inMemory() -> KeyValueClient {
    let memory = Memory<Value>()
    return KeyValueClient { key in
      memory.values.withLock { $0[ExactString(key)] }
    } write: { key, value in
      memory.values.withLock { $0[ExactString(key)] = value }
    }
  }
}

/// What a store in memory holds.
private final class Memory<Value: Sendable>: Sendable {
  let values = Mutex<[ExactString: Value]>([:])
}
