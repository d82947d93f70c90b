public import HandoffSchema

/// A payload as its consumer read it.
public struct Understanding: Sendable, Hashable {
  /// The value that the consumer read; members that it has no use for may be missing.
  public var value: JSONValue
  /// The places whose order the consumer does not keep because it reads them as sets.
  public var unordered: [JSONPointer]

  /// Makes an understanding.
  public init(_ value: JSONValue, unordered: [JSONPointer] = []) {
    self.value = value
    self.unordered = unordered
  }
}

extension Understanding {
  /// The first place at which the consumer read something else than was sent, or `nil`.
  ///
  /// A member that is missing on either side is no difference: a consumer may ignore what it does not need and
  /// fill in what is optional. Arrays must have all elements.
  ///
  /// - Complexity: O(*n*) in the size of the values, sets aside.
  func firstDifference(from sent: JSONValue) -> JSONPointer? {
    difference(sent, value, at: .root)
  }

  private func difference(_ sent: JSONValue, _ read: JSONValue, at place: JSONPointer) -> JSONPointer? {
    switch (sent, read) {
    case (.object(let sent), .object(let read)):
      for member in sent {
        guard let value = read[member.key] else { continue }
        if let found = difference(member.value, value, at: place.appending(member.key)) { return found }
      }
      return nil
    case (.array(let sent), .array(let read)):
      if unordered.contains(place) { return Set(sent) == Set(read) ? nil : place }
      for (index, pair) in zip(sent, read).enumerated() {
        if let found = difference(pair.0, pair.1, at: place.appending(index)) { return found }
      }
      return sent.count == read.count ? nil : place
    default: return sent == read ? nil : place
    }
  }
}
