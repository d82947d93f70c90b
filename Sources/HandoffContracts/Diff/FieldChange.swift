public import HandoffSchema

/// One difference between two schemas, at one place of the payload.
public struct FieldChange: Sendable, Hashable {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    case added(isRequired: Bool)
    case removed(wasRequired: Bool)
    /// A field of the same shape under another name; the new path.
    case renamed(to: String)
    case becameRequired, becameOptional
    /// Members beyond the named ones are no longer allowed, or are now.
    case closed, opened
    case type(from: [String], to: [String])
    case valuesAdded([JSONValue])
    case valuesRemoved([JSONValue])
    /// The number of schemas under `anyOf`, `oneOf` or `allOf` changed.
    case alternatives(keyword: String, from: Int, to: Int)
    /// Any other keyword; `nil` where it was or is absent.
    case keyword(String, from: JSONValue?, to: JSONValue?)
    /// Something within differs, too deep to be compared.
    case deeper(limit: Int)
    /// More differences than are listed.
    case more(limit: Int)
  }

  /// The place as a JSON Pointer in which `*` stands for every element or every further member; `""` is the whole
  /// payload.
  public var path: String
  /// What happened there.
  public var kind: Kind

  /// Pairs a place with what happened.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

extension FieldChange: CustomStringConvertible {
  /// The difference in words: `/priority` became required.
  public var description: String {
    let place = path.isEmpty ? "the payload" : "`\(path)`"
    switch kind {
    case .added(let isRequired): return "\(place) was added, \(isRequired ? "required" : "optional")"
    case .removed(let wasRequired):
      return "\(place) was removed; it was \(wasRequired ? "required" : "optional")"
    case .renamed(let path):
      return "\(place) was renamed to `\(path)`, which breaks whoever uses the old name"
    case .becameRequired: return "\(place) became required"
    case .becameOptional: return "\(place) became optional"
    case .closed: return "\(place) no longer allows members that it does not name"
    case .opened: return "\(place) allows members that it does not name"
    case .type(let from, let to):
      return "\(place) changed its type from \(list(from)) to \(list(to))"
    case .valuesAdded(let values): return "\(place) may also be \(list(values.map { $0.text() }))"
    case .valuesRemoved(let values): return "\(place) may no longer be \(list(values.map { $0.text() }))"
    case .alternatives(let keyword, let from, let to):
      return "\(place) has \(to) alternatives under \(keyword) instead of \(from)"
    case .keyword(let name, let from?, let to?):
      return "\(place) changed \(name) from \(from.text()) to \(to.text())"
    case .keyword(let name, nil, let to?): return "\(place) gained \(name) \(to.text())"
    case .keyword(let name, let from?, nil): return "\(place) lost \(name) \(from.text())"
    case .keyword(let name, nil, nil): return "\(place) changed \(name)"
    case .deeper(let limit):
      return "\(place) differs in something more than \(limit) levels down, which is not listed"
    case .more(let limit): return "there are more than \(limit) differences; the rest is not listed"
    }
  }

  private func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "any" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}
