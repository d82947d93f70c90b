import HandoffContracts
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

extension Understanding {
  /// A member that the consumer read although it was not sent, beside one that it did not read.
  struct Stray: Sendable, Hashable {
    /// The member that nobody sent and the contract does not describe.
    var read: JSONPointer
    /// The member that was sent, that the contract describes and that was not read.
    var lost: JSONPointer
  }

  /// The first member that the consumer seems to look for under a wrong name, or `nil`.
  ///
  /// Leaving out what it does not need is the consumer's right; reading what was not sent is none.
  ///
  /// - Parameters:
  ///   - sent: The payload.
  ///   - described: The names of members that the contract describes anywhere.
  /// - Returns: The member read and the one that was probably meant: the nearest by name, else the first that is lost.
  func strayMember(from sent: JSONValue, described: Set<ExactString>) -> Stray? {
    stray(sent, value, at: .root, described)
  }

  private func stray(
    _ sent: JSONValue, _ read: JSONValue, at place: JSONPointer, _ described: Set<ExactString>
  ) -> Stray? {
    switch (sent, read) {
    case (.object(let sent), .object(let read)):
      let lost = sent.map(\.key).filter { read[$0] == nil && described.contains(ExactString($0)) }
      for member in read where sent[member.key] == nil && !described.contains(ExactString(member.key)) {
        let near = NearestName.of(member.key, among: described.map(\.string).sorted())
        let meant = near.map { name in lost.first { $0.hasSameCodePoints(as: name) } } ?? lost.first
        if let meant { return Stray(read: place.appending(member.key), lost: place.appending(meant)) }
      }
      for member in sent {
        guard let value = read[member.key] else { continue }
        if let found = stray(member.value, value, at: place.appending(member.key), described) { return found }
      }
      return nil
    case (.array(let sent), .array(let read)):
      guard !unordered.contains(place) else { return nil }
      for (index, pair) in zip(sent, read).enumerated() {
        if let found = stray(pair.0, pair.1, at: place.appending(index), described) { return found }
      }
      return nil
    default: return nil
    }
  }
}

extension Understanding {
  /// The most members that are looked at, of all together.
  private static let lossLimit = 100

  /// Members that were sent, that the contract describes and lets be absent, and of which the consumer read nothing.
  ///
  /// Where a member that must be there is not read, the consumer does without it on purpose: it sees every time what it
  /// leaves out. One that is mostly absent goes lost without anybody noticing, such as by a misspelt key. A `null` is no
  /// loss: it says as much as an absent member to most readers.
  ///
  /// - Parameters:
  ///   - sent: The payload.
  ///   - described: The names of members that the contract describes anywhere, those aside that may be ignored.
  ///   - isValid: Whether a payload keeps the contract.
  /// - Returns: The pointers in the order of the payload.
  func lostMembers(
    from sent: JSONValue, described: Set<ExactString>, isValid: (JSONValue) -> Bool
  ) -> [JSONPointer] {
    var candidates: [JSONPointer] = []
    collect(sent, value, at: .root, described, into: &candidates)
    return candidates.prefix(Self.lossLimit).filter { pointer in
      sent.replacing(pointer.tokens[...], with: nil).map(isValid) ?? false
    }
  }

  private func collect(
    _ sent: JSONValue, _ read: JSONValue, at pointer: JSONPointer, _ described: Set<ExactString>,
    into result: inout [JSONPointer]
  ) {
    switch (sent, read) {
    case (.object(let sent), .object(let read)):
      for member in sent {
        let inner = pointer.appending(member.key)
        if let value = read[member.key] {
          collect(member.value, value, at: inner, described, into: &result)
        } else if member.value != .null, described.contains(ExactString(member.key)) {
          result.append(inner)
        }
      }
    case (.array(let sent), .array(let read)):
      guard !unordered.contains(pointer) else { return }
      for (index, pair) in zip(sent, read).enumerated() {
        collect(pair.0, pair.1, at: pointer.appending(index), described, into: &result)
      }
    default: return
    }
  }
}
