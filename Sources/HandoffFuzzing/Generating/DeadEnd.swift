/// Why an attempt to build a value was given up.
enum DeadEnd: Error, Sendable, Hashable {
  /// Nothing can satisfy the keywords that were taken together.
  case contradiction(String)
  /// The finished value failed its check.
  case refused
  /// No value was found that satisfies the keyword at this location of the schema.
  case unmet(String)
  /// A cap was met; the text names it.
  case cap(String)
}

extension DeadEnd: CustomStringConvertible {
  var description: String {
    switch self {
    case .contradiction(let text): text
    case .unmet(let location): "no value was found that satisfies the keyword at \(location)"
    case .refused: "the values built so far break a constraint that can only be checked afterwards"
    case .cap(let text): text
    }
  }
}
