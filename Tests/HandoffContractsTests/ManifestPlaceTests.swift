import HandoffContracts
import HandoffSchema
import Testing

/// Where the elements of a manifest stand.
@Suite("Places in a manifest")
struct ManifestPlaceTests {
  private let text = """
    { "handoffSystem": 1, "name": "x", "entry": "a", "limits": {"handoffs": 1},
      "agents": {
        "a/b": {},
        "é": { }
      },
      "handoffs": [
        {"from": "a/b", "to": "é"}, {"from": "é", "to": "a/b", "declaredAt": {"file": "a.py", "line": 3}}
      ],
      "contracts": {
        "c": { "output": true, "failures": { "f": {}, "g": {} } },
        "d": { "output": true, "failures": {
          "h": {} } }
      },
      "stores": {"s": {"layer": "active"}},
      "allow": [{"rule": "dead-end", "because": "so"}]
    }
    """

  @Test func `every element knows its line, column and pointer`() throws {
    let system = try AgentSystem(manifest: Array(text.utf8), file: "m.json")
    var places = [system.declaredAt, system.limits?.declaredAt]
    places += system.agents.map(\.declaredAt) + system.handoffs.map(\.declaredAt)
    places += system.contracts.map(\.declaredAt)
    places += system.contracts.flatMap { $0.failures.map(\.declaredAt) }
    places += system.stores.map(\.declaredAt) + system.allowances.map(\.declaredAt)
    #expect(
      places.map { place in place.map { "\($0) \($0.pointer ?? "-")" } } == [
        "m.json:1:1 ", "m.json:1:60 /limits", "m.json:3:12 /agents/a~1b", "m.json:4:10 /agents/é",
        "m.json:7:5 /handoffs/0", "m.json:7:33 /handoffs/1", "m.json:10:10 /contracts/c",
        "m.json:11:10 /contracts/d", "m.json:10:47 /contracts/c/failures/f",
        "m.json:10:56 /contracts/c/failures/g", "m.json:12:12 /contracts/d/failures/h",
        "m.json:14:19 /stores/s", "m.json:15:13 /allow/0",
      ])
    #expect(system.handoffs.map(\.origin) == [nil, HandoffContracts.SourceLocation(file: "a.py", line: 3)])
  }
}
