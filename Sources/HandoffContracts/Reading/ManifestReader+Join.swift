internal import HandoffSchema

extension ManifestReader {
  /// Reads a `join`; `"any"` is none.
  mutating func join(_ value: ManifestValue) -> Agent.Join? {
    if value.isText("any") { return nil }
    if value.isText("all") { return Agent.Join() }
    guard value.kind == .object else {
      refuse(value, allowed: "\"any\", \"all\" or an object with \"wait\", \"receives\" and \"of\"")
      return nil
    }
    var join = Agent.Join()
    read(value, by: Self.joinMembers, into: &join, extensions: \.extensions)
    return join
  }

  static let joinMembers: [Member<Agent.Join>] = [
    Member("wait", .any(of: .one(of: ["all"]), .count())) { value, reader, join in
      if value.isText("all") {
        join.wait = .all
      } else if let count = reader.count(value, allowed: "\"all\" or an integer from 1") {
        join.wait = .count(count)
      }
    },
    Member("receives", .word(Agent.Join.Received.self)) { value, reader, join in
      if let received = reader.word(value, of: Agent.Join.Received.self) { join.receives = received }
    },
    Member("of", .list(of: .text, from: 1)) { value, reader, join in
      // No branch at all would read like all branches.
      let allowed = "an array of handoff names, at least one"
      if value.kind == .array, value.count == 0 { return reader.refuse(value, allowed: allowed) }
      join.branches = reader.texts(value, allowed: allowed) ?? []
    },
  ]
}
