import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

/// Proofs that no payload can circulate, and what the checker makes of them when they are wrong.
@Suite("Loop certificates")
struct LoopCertificateTests {
  /// A guard that two members differ, or that they are alike.
  private static func members(_ first: String, _ second: String, differ: Bool) -> JSONValue {
    func both(_ left: Bool, _ right: Bool) -> JSONValue {
      [
        "required": [.string(first), .string(second)],
        "properties": .object([first: ["const": .bool(left)], second: ["const": .bool(right)]]),
      ]
    }
    return ["anyOf": [both(true, differ ? false : true), both(false, differ ? true : false)]]
  }

  /// Agents that hand on objects with both members, as they got them.
  private static func pairs(_ system: inout AgentSystem) {
    system.contracts = [
      Contract(
        name: "pair",
        output: [
          "type": "object", "required": ["x", "y"],
          "properties": ["x": ["type": "boolean"], "y": ["type": "boolean"]],
        ])
    ]
    for name in ["a", "b"] {
      system.edit(name) {
        $0.produces = "pair"
        $0.preserves = .everything
      }
    }
  }

  /// Two guards that no payload matches both, though each member alone may have any value: cubes decide.
  static var split: AgentSystem {
    var there = "a" --> "b"
    there.when = members("x", "y", differ: true)
    var back = "b" --> "a"
    back.when = members("x", "y", differ: false)
    return sketch([there, back], finish: ["a", "b"]) { pairs(&$0) }
  }

  /// One agent makes alike what must differ on the next lap: states decide.
  static var ordered: AgentSystem {
    var there = "a" --> "b"
    there.when = members("x", "y", differ: true)
    return sketch([there, "b" --> "a"], finish: ["a", "b"]) { system in
      pairs(&system)
      system.edit("b") { $0.copies = [(JSONPointer(tokens: ["y"]), JSONPointer(tokens: ["x"]))] }
    }
  }

  /// Control comes back along the one handoff only with payloads that the other brings: finer ranks decide.
  static var returning: AgentSystem {
    let open: JSONValue = ["required": ["x"], "properties": ["x": ["const": false]]]
    var called = "a" --> "b"
    called.when = open
    called.returns = true
    return sketch(["a" --> "b", called], finish: ["a", "b"]) { system in
      system.contracts = [
        Contract(
          name: "flag",
          output: ["type": "object", "required": ["x"], "properties": ["x": ["type": "boolean"]]]),
        Contract(
          name: "set", output: ["type": "object", "required": ["x"], "properties": ["x": ["const": true]]]),
      ]
      system.edit("a") { $0.produces = "flag" }
      system.edit("b") {
        $0.produces = "set"
        $0.preserves = .everything
      }
    }
  }

  @Test(arguments: [split, ordered, returning])
  func `what cannot circulate is proved, and the proof is checked`(system: AgentSystem) throws {
    let facts = RoutingFacts(system)
    #expect(facts.loops.isEmpty)
    let loop = try #require(facts.infeasibleLoops.first)
    #expect(CertificateChecker.accepts(loop))
  }

  @Test func `both ways of deciding leave their mark in the certificate`() throws {
    let split = try #require(RoutingFacts(Self.split).infeasibleLoops.first)
    #expect(split.certificate.nodes.contains { if case .split = $0 { true } else { false } })
    let ordered = try #require(RoutingFacts(Self.ordered).infeasibleLoops.first)
    #expect(
      ordered.certificate.nodes.contains {
        if case .ordered(let states) = $0 { states.contains { $0.ranks.count > 1 } } else { false }
      })
    let returning = try #require(RoutingFacts(Self.returning).infeasibleLoops.first)
    #expect(
      returning.certificate.nodes.contains {
        if case .ordered(let states) = $0 { states.contains { !$0.finer.isEmpty } } else { false }
      })
  }

  @Test(arguments: [split, ordered, returning])
  func `a corrupted certificate is refused`(system: AgentSystem) throws {
    let loop = try #require(RoutingFacts(system).infeasibleLoops.first)
    var tried = 0
    for index in loop.certificate.nodes.indices {
      for (corrupted, what) in corruptions(of: loop.certificate.nodes[index]) {
        var wrong = loop
        wrong.certificate.nodes[index] = corrupted
        tried += 1
        #expect(!CertificateChecker.accepts(wrong), "\(what)")
      }
    }
    #expect(tried >= 3)
    var empty = loop
    empty.certificate.nodes = []
    #expect(!CertificateChecker.accepts(empty))
  }

  /// The node with something wrong in it that it rests on.
  private func corruptions(of node: LoopCertificate.Node) -> [(LoopCertificate.Node, String)] {
    switch node {
    case .narrowed(let boxes, let ranks, let parts):
      var found: [(LoopCertificate.Node, String)] = []
      if !parts.isEmpty {
        found.append((.narrowed(boxes: boxes, ranks: ranks, parts: []), "a part left out"))
      }
      if let position = boxes.firstIndex(where: { $0.contains { $0 != 0 } }) {
        var smaller = boxes
        smaller[position] = smaller[position].map { _ in 0 }
        found.append((.narrowed(boxes: smaller, ranks: ranks, parts: parts), "a box too small"))
      }
      return found
    case .split(let field, let mask, let inside, _):
      return [(.split(field: field, mask: mask, inside: inside, outside: -1), "a cube left out")]
    case .ordered(var states):
      guard let position = states.firstIndex(where: { $0.ranks.count > 0 }) else { return [] }
      var alike = states
      for agent in alike.indices { alike[agent].ranks = alike[agent].ranks.map { _ in 0 } }
      var coarse = states
      for agent in coarse.indices { coarse[agent].finer = [] }
      let isCoarser = coarse != states
      states[position].ranks.removeLast()
      let found: [(LoopCertificate.Node, String)] = [
        (.ordered(states), "a state left out"), (.ordered(alike), "no order at all"),
      ]
      return isCoarser ? found + [(.ordered(coarse), "finer ranks left out")] : found
    }
  }
}
