/// The record of how a search failed, for people who ask why a verdict is positive.
struct Derivation {
  /// Where the schemas of the two sides ask for a constraint.
  struct Origins {
    var producer: [Formula: String] = [:]
    var consumer: [Formula: String] = [:]
  }

  private(set) var lines: [String] = []
  private(set) var omitted = 0
  /// The way to the values that are being searched for, in words.
  var path: [String] = []
  private let origins: Origins

  private static let lineLimit = 60
  private static let wordLimit = 6
  private static let locationLimit = 2

  init(origins: Origins = Origins()) {
    self.origins = origins
  }

  /// Notes that no value satisfies all of the signed constraints.
  mutating func append(_ component: Shape.Component, _ literals: [Formula], in arena: borrowing FormulaArena)
  {
    var producer = Clause()
    var consumer = Clause()
    for literal in literals {
      guard let words = arena.words(literal) else { continue }
      // What the producer asks for holds here, and what the consumer asks for does not.
      if let place = origins.producer[literal] {
        producer.add(words, place)
      } else if let place = origins.consumer[!literal] ?? origins.consumer[literal] {
        consumer.add(words, place)
      } else {
        producer.add(words, origins.producer[!literal])
      }
    }
    let place = path.isEmpty ? "" : path.joined(separator: " / ") + ": "
    let clauses = [producer.text("producer"), consumer.text("consumer")].compactMap(\.self)
    let noun = component.singular
    switch clauses.count {
    case 0: append("\(place)no \(noun) is left")
    case 1: append("\(place)no \(noun) \(clauses[0])")
    default: append("\(place)no \(noun) that \(clauses[0]) also \(clauses[1])")
    }
  }

  private mutating func append(_ line: String) {
    if lines.count >= Self.lineLimit {
      omitted += 1
    } else if !lines.contains(line) {
      lines.append(line)
    }
  }

  /// What one side asks for.
  private struct Clause {
    var words: [String] = []
    var locations: [String] = []

    mutating func add(_ text: String, _ location: String?) {
      if !words.contains(text) { words.append(text) }
      if let location, !locations.contains(location) { locations.append(location) }
    }

    func text(_ side: String) -> String? {
      guard !words.isEmpty else { return nil }
      let shown = Derivation.cut(words, Derivation.wordLimit, "constraint")
      guard !locations.isEmpty else { return Derivation.list(shown) }
      let places = Derivation.cut(locations, Derivation.locationLimit, "place")
      return "\(Derivation.list(shown)) (\(side), \(Derivation.list(places)))"
    }
  }

  private static func cut(_ words: [String], _ limit: Int, _ noun: String) -> [String] {
    words.count <= limit
      ? words : words.prefix(limit) + ["\(counted(words.count - limit, "more \(noun)"))"]
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1, let end = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }

  /// One step of the way to a value: a member's name, quoted where it could be misread.
  static func step(_ name: String) -> String {
    name.isEmpty || name.includes("/") || name.includes(" ") ? JSONValue.quoted(name) : name
  }
}

extension Shape.Component {
  /// The component in words, as a plural.
  var plural: String {
    switch self {
    case .null, .falsehood, .truth: singular
    case .number: "numbers"
    case .string: "strings"
    case .array: "arrays"
    case .object: "objects"
    }
  }

  var singular: String {
    switch self {
    case .null: "null"
    case .falsehood: "false"
    case .truth: "true"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
