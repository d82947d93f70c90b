extension JSONValue {
  /// Whether this, read as a schema, would accept everything although it says something: no member is a keyword that
  /// constrains or leads to one that does, and some member is no keyword at all.
  package var saysNothingAsSchema: Bool {
    guard case .object(let members) = self, members["$schema"] == nil else { return false }
    let keywords = members.keys.map { Keyword.named($0) }
    return keywords.contains(nil) && !keywords.contains { $0?.constrains == true }
  }

  /// Whether this was most likely written as a schema: it names its dialect, or all its members are keywords and some
  /// constrain.
  package var looksLikeSchema: Bool {
    guard case .object(let members) = self else { return false }
    if members["$schema"] != nil { return true }
    let keywords = members.map { member in
      Keyword.named(member.key).flatMap { $0.constrains && !$0.mayHave(member.value) ? nil : $0 }
    }
    return !keywords.contains(nil) && keywords.contains { $0?.constrains == true }
  }
}

extension Keyword {
  /// Whether some payload may be refused because of it.
  fileprivate var constrains: Bool {
    switch vocabulary {
    case .metadata, .content: false
    default: self != .identifier && self != .oldIdentifier && self != .anchor && self != .dynamicAnchor
    }
  }
}
