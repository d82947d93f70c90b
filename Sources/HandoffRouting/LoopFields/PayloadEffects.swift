import HandoffContracts
import HandoffSchema

/// What an agent does to the fields of the payload that it received, as its output shows it.
struct PayloadEffects: Sendable, Hashable {
  /// What happens to one field.
  enum Change: Sendable, Hashable {
    /// It keeps its value.
    case keep
    /// It takes any value.
    case any
    /// A number grows by so much; nothing counts as zero.
    case add(Int)
    /// It takes the value that another field had.
    case copy(JSONPointer)
  }

  let keepsEverything: Bool
  let kept: [JSONPointer]
  let adds: [JSONPointer: Int]
  let copies: [(target: JSONPointer, source: JSONPointer)]

  init(of agent: Agent) {
    switch agent.preserves {
    case .everything: (keepsEverything, kept) = (true, [])
    case .fields(let fields): (keepsEverything, kept) = (fields.contains(.root), fields)
    }
    var adds: [JSONPointer: Int] = [:]
    for (field, amount) in agent.adds { adds[field] = amount }
    self.adds = adds
    copies = agent.copies.map { ($0.field, $0.source) }
  }

  /// Whether nothing of what was received is left.
  var forgetsEverything: Bool { !keepsEverything && kept.isEmpty && adds.isEmpty && copies.isEmpty }

  /// What happens to a field.
  func change(of field: JSONPointer) -> Change {
    if let amount = adds[field] { return .add(amount) }
    for copy in copies {
      if let rest = field.rest(below: copy.target) {
        return .copy(JSONPointer(tokens: copy.source.tokens + rest))
      }
    }
    // A field of which a part is written anew is not what it was.
    if adds.keys.contains(where: { $0.rest(below: field) != nil })
      || copies.contains(where: { $0.target.rest(below: field) != nil })
    {
      return keepsEverything || kept.contains(where: { field.rest(below: $0) != nil }) ? .keep : .any
    }
    if keepsEverything || kept.contains(where: { field.rest(below: $0) != nil }) { return .keep }
    return .any
  }

  static func == (left: Self, right: Self) -> Bool {
    left.keepsEverything == right.keepsEverything && left.kept == right.kept && left.adds == right.adds
      && left.copies.elementsEqual(right.copies, by: ==)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(keepsEverything)
    hasher.combine(kept)
    hasher.combine(adds)
    for copy in copies {
      hasher.combine(copy.target)
      hasher.combine(copy.source)
    }
  }
}

extension JSONPointer {
  /// The tokens that lead from another pointer to this one; `nil` where it does not lie below it.
  func rest(below other: JSONPointer) -> [String]? {
    guard tokens.count >= other.tokens.count,
      zip(tokens, other.tokens).allSatisfy({ $0.hasSameCodePoints(as: $1) })
    else { return nil }
    return Array(tokens.dropFirst(other.tokens.count))
  }

  /// Whether it leads through an element of an array, as far as it shows.
  var mayEnterArray: Bool { tokens.contains { JSONPointer.arrayIndex($0) != nil } }
}
