extension JSONValue: Hashable {
  /// Compares as the JSON Schema data model does.
  ///
  /// - Complexity: O(*n*) on average in the size of the values, with a stack of its own.
  public static func == (left: Self, right: Self) -> Bool {
    if let verdict = left.isEqualAlone(to: right) { return verdict }
    var comparison = ValueComparison()
    return comparison.areEqual(left, right)
  }

  /// Hashes so that equal values hash alike.
  ///
  /// - Complexity: O(*n*) in the size of the value, with a stack of its own.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    switch self {
    case .null: break
    case .bool(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(ExactString(value))
    case .array(let elements) where elements.isEmpty: break
    case .object(let members) where members.isEmpty: break
    case .array, .object:
      var digest = ValueDigest()
      hasher.combine(digest.digest(of: self))
    }
  }

  /// Says whether two values are equal where their types or sizes or the values alone tell.
  fileprivate func isEqualAlone(to other: Self) -> Bool? {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameCodePoints(as: right)
    case (.array(let left), .array(let right)):
      left.count != right.count ? false : left.isEmpty || left.isSameStorage(as: right) ? true : nil
    case (.object(let left), .object(let right)):
      left.count != right.count
        ? false : left.isEmpty || left.members.isSameStorage(as: right.members) ? true : nil
    default: false
    }
  }
}

extension JSONObject: Hashable {
  /// Says whether both have the same members in any order.
  public static func == (left: Self, right: Self) -> Bool { JSONValue.object(left) == .object(right) }

  /// Hashes the members without regard to order.
  public func hash(into hasher: inout Hasher) { JSONValue.object(self).hash(into: &hasher) }
}

extension Array {
  /// True for two copies of one array; only the place of the elements is looked at.
  fileprivate func isSameStorage(as other: Self) -> Bool {
    withUnsafeBufferPointer { left in other.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress } }
  }
}

/// Compares containers of equal size, with a stack of its own.
private struct ValueComparison {
  private var open: [(left: JSONValue, right: JSONValue)] = []

  mutating func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    open.append((left, right))
    while let pair = open.popLast() {
      switch pair {
      case (.array(let left), .array(let right)):
        for place in left.indices {
          guard compare(left[place], right[place]) else { return false }
        }
      case (.object(let left), .object(let right)):
        for member in left {
          guard let other = right[member.key], compare(member.value, other) else { return false }
        }
      default: return false
      }
    }
    return true
  }

  /// Says no, or leaves what is not decided for later.
  private mutating func compare(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let verdict = left.isEqualAlone(to: right) { return verdict }
    open.append((left, right))
    return true
  }
}

/// Hashes containers from the inside out, with a stack of its own.
private struct ValueDigest {
  private var open: [Frame] = []

  private enum Frame {
    case array([JSONValue], next: Int, Hasher)
    // Order must not matter, so the members' hashes are combined by a commutative operation.
    case object(JSONObject, next: Int, sum: Int)
  }

  mutating func digest(of value: JSONValue) -> Int {
    var digest = 0
    // Set where a container inside has just been finished.
    var hasDigest = false
    push(value)
    while let frame = open.popLast() {
      switch frame {
      case .array(let elements, var place, var hasher):
        if hasDigest {
          hasher.combine(digest)
          place += 1
          hasDigest = false
        }
        while place < elements.count, !elements[place].isFilledContainer {
          hasher.combine(elements[place])
          place += 1
        }
        if place < elements.count {
          open.append(.array(elements, next: place, hasher))
          push(elements[place])
        } else {
          digest = hasher.finalize()
          hasDigest = true
        }
      case .object(let members, var place, var sum):
        if hasDigest {
          sum &+= Self.hash(of: members[place].key, digest)
          place += 1
          hasDigest = false
        }
        while place < members.count, !members[place].value.isFilledContainer {
          sum &+= Self.hash(of: members[place].key, members[place].value)
          place += 1
        }
        if place < members.count {
          open.append(.object(members, next: place, sum: sum))
          push(members[place].value)
        } else {
          digest = sum
          hasDigest = true
        }
      }
    }
    return digest
  }

  private mutating func push(_ value: JSONValue) {
    switch value {
    case .array(let elements):
      var hasher = Hasher()
      hasher.combine(elements.count)
      open.append(.array(elements, next: 0, hasher))
    case .object(let members): open.append(.object(members, next: 0, sum: members.count))
    default: break
    }
  }

  private static func hash(of key: String, _ value: some Hashable) -> Int {
    var hasher = Hasher()
    hasher.combine(ExactString(key))
    hasher.combine(value)
    return hasher.finalize()
  }
}

extension JSONValue {
  fileprivate var isFilledContainer: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    default: false
    }
  }
}
