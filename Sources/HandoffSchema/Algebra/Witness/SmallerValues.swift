/// Values that are simpler than another one, the boldest first.
///
/// Each is below the value in a well-founded order.
enum SmallerValues {
  private static let deepest = 32
  /// The parts of a container that are tried one by one: to leave them out, and to make them simpler.
  private static let partsLeftOut = 32
  private static let partsChanged = 16
  private static let longestRewrittenText = 64

  /// Calls `visit` with one candidate after the other until it returns false.
  ///
  /// - Returns: False where `visit` ended it.
  static func each(than value: JSONValue, depth: Int = 0, _ visit: (JSONValue) -> Bool) -> Bool {
    guard depth < deepest, value != .null else { return true }
    if depth > 0, !visit(.null) { return false }
    switch value {
    case .null, .bool: return true
    case .number(let number): return numbers(number).allSatisfy(visit)
    case .string(let text): return strings(text).allSatisfy(visit)
    case .array(let items): return arrays(items, depth, visit)
    case .object(let members): return objects(members, depth, visit)
    }
  }

  private static func numbers(_ number: JSONNumber) -> [JSONValue] {
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

  private static func strings(_ text: String) -> [JSONValue] {
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
    if let place = scalars.firstIndex(where: { $0 != "a" }), scalars.count <= longestRewrittenText {
      for scalar in ["a", "\n"] as [Unicode.Scalar] where scalar < scalars[place] || scalar == "a" {
        var simpler = scalars
        simpler[place] = scalar
        result.append(string(simpler))
      }
    }
    return result
  }

  private static func arrays(_ items: [JSONValue], _ depth: Int, _ visit: (JSONValue) -> Bool) -> Bool {
    guard !items.isEmpty else { return true }
    guard visit([]) else { return false }
    if items.count > 2, !visit(.array(Array(items.prefix(items.count / 2)))) { return false }
    for index in items.indices.prefix(partsLeftOut) {
      var fewer = items
      fewer.remove(at: index)
      guard visit(.array(fewer)) else { return false }
    }
    for index in items.indices.prefix(partsChanged) {
      let goesOn = each(than: items[index], depth: depth + 1) { smaller in
        var changed = items
        changed[index] = smaller
        return visit(.array(changed))
      }
      guard goesOn else { return false }
    }
    return true
  }

  private static func objects(_ members: JSONObject, _ depth: Int, _ visit: (JSONValue) -> Bool) -> Bool {
    guard !members.isEmpty else { return true }
    guard visit([:]) else { return false }
    for member in members.prefix(partsLeftOut) {
      var fewer = members
      fewer[member.key] = nil
      guard visit(.object(fewer)) else { return false }
    }
    for member in members.prefix(partsChanged) {
      let goesOn = each(than: member.value, depth: depth + 1) { smaller in
        var changed = members
        changed[member.key] = smaller
        return visit(.object(changed))
      }
      guard goesOn else { return false }
    }
    return true
  }
}
