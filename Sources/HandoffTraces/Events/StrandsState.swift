import HandoffSchema

/// The state of a Strands graph or swarm, as it is serialized: which nodes ran in which order, with the last result of each.
struct StrandsState: EventDialect {
  static let name = "strands-state"

  /// The deepest graph inside a graph that is followed.
  private static let deepest = 16

  private var count = 0

  static func recognises(_ object: JSONObject) -> Bool {
    (object["node_results"] ?? object["results"])?.objectValue != nil
      && (object["execution_order"] ?? object["node_history"])?.arrayValue != nil
  }

  func isEnd(_ object: JSONObject) -> Bool { true }

  func isBeginning(_ object: JSONObject) -> Bool { true }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object), let results = (object["node_results"] ?? object["results"])?.objectValue
    else {
      return false
    }
    let order = (object["execution_order"] ?? object["node_history"])?.arrayValue ?? []
    let names = order.compactMap { $0.stringValue ?? $0["node_id"]?.stringValue }
    // It failed, and nobody in it: a limit was reached, of which the last one did not know.
    let isCut = Self.hasFailed(.object(object)) && !results.contains { Self.hasFailed($0.value) }
    for (index, name) in names.enumerated() {
      // Only the last result of each node is kept.
      let isLast = !names[(index + 1)...].contains { $0.hasSameCodePoints(as: name) }
      let wasCut = isCut && index == names.count - 1
      node(name, results[name], parent: "", isLast: isLast, depth: 0, wasCut: wasCut, &facts)
    }
    // Whoever fails at once is in the results only.
    let failed = results.filter { member in
      Self.hasFailed(member.value) && !names.contains { $0.hasSameCodePoints(as: member.key) }
    }
    for member in failed { node(member.key, member.value, parent: "", isLast: true, depth: 0, &facts) }
    if isCut {
      facts.add(.ended(failure: "failed", message: nil))
    }
    return true
  }

  private mutating func node(
    _ name: String, _ result: JSONValue?, parent: String, isLast: Bool, depth: Int, wasCut: Bool = false,
    _ facts: inout EventFacts
  ) {
    count += 1
    let span = "\(name)#\(count)"
    let start = facts.clock
    facts.advance(to: facts.location)
    let inner = result?["result"]?["results"]?.objectValue
    if let inner, depth < Self.deepest {
      for member in inner {
        node(member.key, member.value, parent: span, isLast: isLast, depth: depth + 1, &facts)
      }
    }
    var visit = TraceFact.Visit(agent: name, kind: inner == nil ? .agent : .container)
    if Self.hasFailed(result) { visit.failure = "failed" }
    visit.hasSent = wasCut
    if isLast { visit.output = output(result?["result"]) }
    facts.add(.visit(visit), span: span, parent: parent, from: start)
  }

  private static func hasFailed(_ result: JSONValue?) -> Bool {
    result?["status"]?.stringValue?.lowercased() == "failed"
  }

  /// What has a shape: the input of the tool that stands for a typed answer.
  private func output(_ result: JSONValue?) -> JSONValue? {
    for part in result?["message"]?["content"]?.arrayValue ?? [] {
      if let input = part["toolUse"]?["input"], input.objectValue != nil { return input }
    }
    return nil
  }

  mutating func finish(into facts: inout EventFacts) {}
}
