import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffTraffic

/// What the branches of a join bring together.
@Suite("Branches of joins")
struct JoinBranchTests {
  /// Three workers, each with a member of its own, and a join of so many of them; one of them may declare nothing.
  private static func traffic(
    waitingFor count: Int, _ receives: String = "merged", undeclared: String? = nil
  ) throws -> Traffic {
    func contract(_ name: String) -> JSONValue {
      [
        "output": [
          "type": "object", "required": [.string(name)], "additionalProperties": false,
          "properties": .object([name: ["const": 1]]),
        ]
      ]
    }
    func worker(_ name: String) -> JSONValue { name == undeclared ? [:] : ["produces": .string(name)] }
    let manifest: JSONValue = [
      "handoffSystem": 1, "name": "research", "entry": ["a", "b", "c"],
      "contracts": ["a": contract("a"), "b": contract("b"), "c": contract("c")],
      "agents": [
        "a": worker("a"), "b": worker("b"), "c": worker("c"),
        "editor": [
          "join": ["wait": JSONValue(integerLiteral: count), "receives": .string(receives)], "finishes": true,
        ],
      ],
      "handoffs": [
        ["from": "a", "to": "editor"], ["from": "b", "to": "editor"], ["from": "c", "to": "editor"],
      ],
    ]
    return try Traffic(
      AgentSystem(manifest: JSONDocument(parsing: Array(manifest.text().utf8)), file: "research.json"))
  }

  private static let bits: [JSONValue] = [
    [:], ["a": 1], ["b": 1], ["c": 1], ["a": 1, "b": 1], ["a": 1, "c": 1], ["b": 1, "c": 1],
    ["a": 1, "b": 1, "c": 1],
  ]

  /// Which of the payloads are in some of the sets; `nil` where a set is every payload.
  private func held(_ sets: [PayloadSet], _ traffic: Traffic) -> [JSONValue]? {
    if sets.contains(where: { $0.base == nil }) { return nil }
    return Self.bits.filter { payload in
      sets.contains { set in set.base.map { traffic.questions[$0].isValid(payload) } ?? false }
    }
  }

  @Test(
    arguments: [
      (1, [["a": 1], ["b": 1], ["c": 1]]),
      (2, [["a": 1, "b": 1], ["a": 1, "c": 1], ["b": 1, "c": 1]]), (3, [["a": 1, "b": 1, "c": 1]]),
    ] as [(Int, [JSONValue])])
  func `a join gets the members of so many branches as it waits for`(count: Int, payloads: [JSONValue]) throws
  {
    var traffic = try Self.traffic(waitingFor: count)
    let cargo = traffic.joined(at: AgentIndex(3))
    #expect(held(cargo.deliveries.map(\.set), traffic) == payloads)
    #expect(cargo.deliveries.allSatisfy { $0.isExact })
  }

  @Test func `a join that lists what it gets has as many elements`() throws {
    var traffic = try Self.traffic(waitingFor: 2, "list")
    let bases = traffic.joined(at: AgentIndex(3)).deliveries.compactMap(\.set.base)
    let two: JSONValue = [["a": 1], ["b": 1]]
    #expect(bases.contains { traffic.questions[$0].isValid(two) })
    #expect(!bases.contains { traffic.questions[$0].isValid(["a": 1, "b": 1]) })
    #expect(!bases.contains { traffic.questions[$0].isValid([["a": 1]]) })
  }

  /// What comes beside a branch; `nil` where it starts the join alone, and nothing but `everything` where that may come.
  private func companions(
    of branch: Int, waitingFor count: Int, undeclared: String? = nil
  ) throws -> [JSONValue]? {
    var traffic = try Self.traffic(waitingFor: count, undeclared: undeclared)
    guard let sets = traffic.companions(of: HandoffIndex(branch)) else { return nil }
    return held(sets, traffic) ?? [Self.everything]
  }

  private static let everything: JSONValue = "everything"

  @Test func `beside a branch comes what the others bring that the join still waits for`() throws {
    #expect(try companions(of: 0, waitingFor: 3) == [["b": 1, "c": 1]])
    #expect(try companions(of: 0, waitingFor: 2) == [["b": 1], ["c": 1]])
    #expect(try companions(of: 1, waitingFor: 2) == [["a": 1], ["c": 1]])
    #expect(try companions(of: 0, waitingFor: 1) == nil)
  }

  @Test func `beside something undeclared everything is possible`() throws {
    #expect(try companions(of: 0, waitingFor: 3, undeclared: "b") == [Self.everything])
    #expect(try companions(of: 1, waitingFor: 3, undeclared: "b") == [["a": 1, "c": 1]])
    var traffic = try Self.traffic(waitingFor: 3, undeclared: "b")
    let joined = traffic.joined(at: AgentIndex(3))
    #expect(joined.hasUndeclared)
  }

  @Test func `ways of choosing branches are listed in order, up to 64 of them`() {
    #expect(JoinBuilder.choices(of: 2, from: 3) == [[0, 1], [0, 2], [1, 2]])
    #expect(JoinBuilder.choices(of: 3, from: 3) == [[0, 1, 2]])
    #expect(JoinBuilder.choices(of: 2, from: 11)?.count == 55)
    #expect(JoinBuilder.choices(of: 2, from: 12) == nil)
  }
}
