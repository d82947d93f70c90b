/// Makes a payload smaller while it still proves what it proves.
struct WitnessShrinker {
  private let proves: (JSONValue) -> Bool
  private let deadline: ContinuousClock.Instant?
  private var effort = 0

  /// Tries of small payloads; of a large one each costs more.
  private static let effortLimit = 400

  /// - Parameters:
  ///   - deadline: When to be content with what was reached.
  ///   - proves: Says whether a payload still serves; it is asked before anything is kept.
  init(deadline: ContinuousClock.Instant? = nil, proves: @escaping (JSONValue) -> Bool) {
    self.deadline = deadline
    self.proves = proves
  }

  /// The smallest payload reached by single steps, each tried in a fixed order.
  mutating func shrink(_ witness: JSONValue) -> JSONValue {
    var current = witness
    var improved = true
    while improved, effort < Self.effortLimit {
      improved = false
      let cost = 1 + Self.size(of: current) / 256
      for candidate in Self.smaller(than: current, depth: 0) {
        effort += cost
        if effort > Self.effortLimit || isLate { break }
        if proves(candidate) {
          current = candidate
          improved = true
          break
        }
      }
    }
    return current
  }

  private var isLate: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

  /// The number of values in a value, itself included.
  private static func size(of value: JSONValue) -> Int {
    var size = 0
    var waiting = [value]
    while let next = waiting.popLast() {
      size += 1
      switch next {
      case .array(let items): waiting += items
      case .object(let members): waiting += members.map(\.value)
      default: break
      }
    }
    return size
  }

  /// Candidates that are simpler than the value, the boldest first; each is below it in a well-founded order.
  private static func smaller(than value: JSONValue, depth: Int) -> [JSONValue] {
    guard depth < 32 else { return [] }
    switch value {
    case .null: return []
    case .bool: return depth > 0 ? [.null] : []
    case .number(let number): return (depth > 0 ? [.null] : []) + smallerNumbers(number)
    case .string(let text): return (depth > 0 ? [.null] : []) + smallerStrings(text)
    case .array(let items): return (depth > 0 ? [.null] : []) + smallerArrays(items, depth)
    case .object(let members): return (depth > 0 ? [.null] : []) + smallerObjects(members, depth)
    }
  }

  private static func smallerNumbers(_ number: JSONNumber) -> [JSONValue] {
    guard let int = number.intValue else {
      return number.isInteger ? [0] : [0, 1].filter { JSONValue.number(number) != $0 }
    }
    if int == 0 { return [] }
    var result: [JSONValue] = [0]
    if int < 0 { result.append(1) }
    if int.magnitude > 1 { result.append(.number(JSONNumber(int / 2))) }
    if int > 1 { result.append(.number(JSONNumber(int - 1))) }
    return result
  }

  private static func smallerStrings(_ text: String) -> [JSONValue] {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return [] }
    func string(_ part: some Sequence<Unicode.Scalar>) -> JSONValue {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: part)
      return .string(String(view))
    }
    var result: [JSONValue] = [""]
    if scalars.count > 1 {
      result.append(string(scalars.prefix(scalars.count / 2)))
      result.append(string(scalars.dropLast()))
      result.append(string(scalars.dropFirst()))
    }
    if let place = scalars.firstIndex(where: { $0 != "a" }), scalars.count <= 64 {
      for scalar in ["a", "\n"] as [Unicode.Scalar] where scalar < scalars[place] || scalar == "a" {
        var simpler = scalars
        simpler[place] = scalar
        result.append(string(simpler))
      }
    }
    return result
  }

  private static func smallerArrays(_ items: [JSONValue], _ depth: Int) -> [JSONValue] {
    guard !items.isEmpty else { return [] }
    var result: [JSONValue] = [[]]
    if items.count > 2 { result.append(.array(Array(items.prefix(items.count / 2)))) }
    for place in items.indices.prefix(32) {
      var fewer = items
      fewer.remove(at: place)
      result.append(.array(fewer))
    }
    for place in items.indices.prefix(16) {
      for smaller in smaller(than: items[place], depth: depth + 1) {
        var changed = items
        changed[place] = smaller
        result.append(.array(changed))
      }
    }
    return result
  }

  private static func smallerObjects(_ members: JSONObject, _ depth: Int) -> [JSONValue] {
    guard !members.isEmpty else { return [] }
    var result: [JSONValue] = [[:]]
    for member in members.prefix(32) {
      var fewer = members
      fewer[member.key] = nil
      result.append(.object(fewer))
    }
    for member in members.prefix(16) {
      for smaller in smaller(than: member.value, depth: depth + 1) {
        var changed = members
        changed[member.key] = smaller
        result.append(.object(changed))
      }
    }
    return result
  }
}
