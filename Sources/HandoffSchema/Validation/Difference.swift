/// The first way in which two containers of one type differ.
struct Difference: CustomStringConvertible {
  private enum Kind {
    case missing(String)
    case superfluous(String)
    case count(expected: Int, found: Int)
    case value(expected: JSONValue, found: JSONValue)
  }

  private var pointer = JSONPointer.root
  private var kind: Kind

  /// Looks for the first difference, as deep inside as it goes; `nil` where there is none.
  ///
  /// - Complexity: O(*n*) in the size of both for each level.
  init?(from expected: JSONValue, to found: JSONValue) {
    var (expected, found) = (expected, found)
    kind = .value(expected: expected, found: found)
    guard expected != found else { return nil }
    while true {
      switch (expected, found) {
      case (.array(let wanted), .array(let given)):
        guard let place = zip(wanted, given).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
          kind = .count(expected: wanted.count, found: given.count)
          return
        }
        pointer.tokens.append(String(place))
        (expected, found) = (wanted[place], given[place])
      case (.object(let wanted), .object(let given)):
        if let missing = wanted.first(where: { given[$0.key] == nil }) {
          kind = .missing(missing.key)
          return
        }
        if let further = given.first(where: { wanted[$0.key] == nil }) {
          kind = .superfluous(further.key)
          return
        }
        guard let member = wanted.first(where: { given[$0.key] != $0.value }), let value = given[member.key]
        else {
          return
        }
        pointer.tokens.append(member.key)
        (expected, found) = (member.value, value)
      default:
        kind = .value(expected: expected, found: found)
        return
      }
    }
  }

  var description: String {
    let place = pointer.tokens.isEmpty ? "" : " at \(pointer)"
    return switch kind {
    case .missing(let name): "the member \(JSONValue.quoted(name)) is missing\(place)"
    case .superfluous(let name): "the member \(JSONValue.quoted(name)) is too much\(place)"
    case .count(let expected, let found):
      "expected \(counted(expected, "element"))\(place), found \(found)"
    case .value(let expected, let found):
      "they differ\(place): expected \(expected.literal), found \(found.literal)"
    }
  }
}
