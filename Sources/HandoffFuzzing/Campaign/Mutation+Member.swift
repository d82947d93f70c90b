import HandoffSchema

extension Mutation {
  /// The member whose value nobody looked at where a payload that was broken this way is accepted: the one that was
  /// changed, taken away or renamed, with `*` for array indices.
  ///
  /// Which further member was added does not matter, only where; that has a name of its own.
  var member: String {
    let place = Self.generalized(pointer)
    if was == nil, became != nil, !pointer.tokens.isEmpty {
      return Self.generalized(JSONPointer(tokens: pointer.tokens.dropLast())) + Self.further
    }
    guard case .object(let before)? = was, case .object(let after)? = became else { return place }
    let gone = before.filter { after[$0.key] == nil }
    let isOtherwiseSame = before.allSatisfy { after[$0.key] == nil || after[$0.key] == $0.value }
    guard isOtherwiseSame else { return place }
    if gone.count == 1 { return Self.generalized(pointer.appending(gone[0].key)) }
    return gone.isEmpty && after.count > before.count ? place + Self.further : place
  }

  /// Whether several members or elements of one container were changed at once.
  var isSpread: Bool {
    switch (was, became) {
    case (.object?, .object?), (.array?, .array?): member.hasSameCodePoints(as: Self.generalized(pointer))
    default: false
    }
  }

  /// Stands behind a place for members that no contract describes.
  static let further = "/(further members)"

  /// The pointer with `*` for every array index.
  static func generalized(_ pointer: JSONPointer) -> String {
    JSONPointer(tokens: pointer.tokens.map { JSONPointer.arrayIndex($0) == nil ? $0 : "*" }).description
  }

  /// Whether the value itself became one of another type: who takes that looks at nothing inside either.
  var changesType: Bool {
    guard let was, let became else { return false }
    return was.type != became.type
  }
}
