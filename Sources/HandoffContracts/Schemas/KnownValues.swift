package import HandoffSchema

/// A set of values that sees at once those that share their storage with a member.
///
/// Storage is told by where it lies, so every value that was asked about must live for as long as the set is used.
struct KnownValues {
  private var storages: Set<UInt> = []
  private var values: Set<JSONValue> = []

  /// Whether an equal value was inserted.
  mutating func contains(_ value: JSONValue) -> Bool {
    guard let storage = value.storage else { return values.contains(value) }
    if storages.contains(storage) { return true }
    guard values.contains(value) else { return false }
    storages.insert(storage)
    return true
  }

  mutating func insert(_ value: JSONValue) {
    values.insert(value)
    if let storage = value.storage { storages.insert(storage) }
  }
}

extension JSONValue {
  /// Where the members of an object lie; `nil` for what has none.
  ///
  /// What shares its storage is equal for as long as both live.
  package var storage: UInt? {
    guard case .object(let object) = self, !object.isEmpty else { return nil }
    return object.members.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }
}
