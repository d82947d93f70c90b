import HandoffSchema

/// The events of Strands' graphs and swarms.
struct StrandsEvents: EventDialect {
  static let name = "strands-events"

  private struct Node {
    var span: String
    var parent: String
    var agent: String
    var isFrame: Bool
    var start: UInt64
  }

  private var open: [String: Node] = [:]
  private var order: [String] = []
  private var count = 0

  static func recognises(_ object: JSONObject) -> Bool {
    object["type"]?.stringValue?.hasPrefix("multiagent_") ?? false
  }

  func isEnd(_ object: JSONObject) -> Bool {
    object["type"] == "multiagent_result" && object["inside"] == nil
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object) else { return object["error"]?.stringValue != nil }
    var object = object
    var inside = object["inside"]?.stringValue.map { [$0] } ?? []
    // Events of a graph inside come wrapped, as often as it lies inside.
    while object["type"] == "multiagent_node_stream", inside.count < 64,
      let node = object["node_id"]?.stringValue, let inner = object["event"]?.objectValue
    {
      inside.append(node)
      object = inner
    }
    switch object["type"]?.stringValue {
    case "multiagent_node_start"?: begin(object, inside, &facts)
    case "multiagent_node_stop"?: end(object, inside, &facts)
    case "multiagent_handoff"?: handOff(object, &facts)
    default: break
    }
    return true
  }

  private mutating func begin(_ object: JSONObject, _ inside: [String], _ facts: inout EventFacts) {
    guard let id = object["node_id"]?.stringValue else { return }
    count += 1
    let parent = inside.last.flatMap { last in open.values.first { $0.agent == last }?.span } ?? ""
    let key = (inside + [id]).joined(separator: "/")
    let isFrame = object["node_type"]?.stringValue.map { $0 != "agent" && $0 != "custom" } ?? false
    open[key] = Node(span: "\(key)#\(count)", parent: parent, agent: id, isFrame: isFrame, start: facts.clock)
    order.append(key)
  }

  private mutating func end(_ object: JSONObject, _ inside: [String], _ facts: inout EventFacts) {
    guard let id = object["node_id"]?.stringValue else { return }
    let result = object["node_result"] ?? object["result"]
    var failure: String?
    if let status = result?["status"]?.stringValue, status.lowercased() == "failed" { failure = "failed" }
    close((inside + [id]).joined(separator: "/"), failure, &facts)
  }

  private mutating func close(_ key: String, _ failure: String?, _ facts: inout EventFacts) {
    guard let node = open.removeValue(forKey: key) else { return }
    var visit = TraceFact.Visit(agent: node.agent, kind: node.isFrame ? .container : .agent)
    visit.failure = failure
    facts.add(.visit(visit), span: node.span, parent: node.parent, from: node.start)
  }

  private func handOff(_ object: JSONObject, _ facts: inout EventFacts) {
    for from in (object["from_node_ids"]?.arrayValue ?? []).compactMap(\.stringValue) {
      for to in (object["to_node_ids"]?.arrayValue ?? []).compactMap(\.stringValue) {
        facts.add(.transfer(TraceFact.Transfer(from: .agent(from), to: .agent(to))))
      }
    }
  }

  mutating func finish(into facts: inout EventFacts) {
    for key in order { close(key, nil, &facts) }
  }
}
