import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("What meets at a join")
struct JoinMeetingTests {
  // MARK: - Where a run begins

  @Test func `the taker of the run limit is no entry, so what may leave before the fork is no partial join`()
    throws
  {
    for limits in ["", #", "limits": {"handoffs": 9, "onLimit": "boss"}"#] {
      let rules = try findings(
        #"{"from": "start", "to": "fork"}, {"from": "start", "to": "faq"}, "# + Self.forked,
        entry: #""start""#, rest: limits)
      #expect(rules["join-partial"] == nil)
    }
    let found = try findings(
      #"{"from": "start", "to": "fork"}, {"from": "start", "to": "boss"}, "# + Self.forked,
      entry: #"["start", "faq"]"#)
    #expect(found["join-partial"] == nil)
  }

  @Test func `of two entries that each bring a branch one may leave`() throws {
    let found = try findings(
      #"{"from": "law", "to": "answer"}, {"from": "tax", "to": "answer"}, {"from": "law", "to": "faq"}"#,
      entry: #"["law", "tax"]"#)
    #expect(
      found["join-partial"] == [
        #""answer" may wait for "law->answer" for ever: work of "law" leaves by "law->faq"."#
      ])
  }

  @Test func `alternatives exclude each other where one of them is the taker of the run limit`() throws {
    let handoffs = #"""
      {"from": "fork", "to": "law"}, {"from": "fork", "to": "tax"}, {"from": "law", "to": "answer"},
      {"from": "tax", "to": "answer"}, {"from": "answer", "to": "fork", "limit": 2}
      """#
    for limits in ["", #", "limits": {"handoffs": 9, "onLimit": "tax"}"#] {
      #expect(
        try findings(handoffs, rest: limits)["join-deadlock"] == [
          #""answer" waits for "law->answer" and "tax->answer", but no run takes both: "fork" takes either "fork->law""#
            + #" or "fork->tax"."#
        ])
    }
  }

  @Test func `work that circulates until the run limit brings the taker's branch`() throws {
    // One of the two goes round until the run has had its handoffs, and then "tax" gets it.
    let found = try findings(
      #"""
      {"from": "fork", "to": "law", "parallel": "s"}, {"from": "fork", "to": "mid", "parallel": "s"},
      {"from": "mid", "to": "mid"}, {"from": "law", "to": "answer"}, {"from": "tax", "to": "answer"}
      """#, rest: #", "limits": {"handoffs": 9, "onLimit": "tax"}"#)
    #expect(found["join-deadlock"] == nil)
  }

  // MARK: - What is a branch

  @Test func `a join's handoff to itself is no branch that it waits for`() throws {
    let found = try findings(
      #"""
      {"from": "fork", "to": "law"}, {"from": "law", "to": "answer"},
      {"from": "answer", "to": "answer", "when": {"properties": {"q": {"const": "again"}}}}
      """#)
    #expect(
      found["join-deadlock"] == [
        #""answer" is a join of one branch, "law->answer", and starts when that arrives; its own handoff"#
          + #" "answer->answer" is no branch. An orchestrator that counts it as one waits for ever."#
      ])
    #expect(found.severities["join-deadlock"] == [.warning])
  }

  @Test func `work that changes over to another branch is missed on its own`() throws {
    let found = try findings(Self.forkedPlain + #", {"from": "law", "to": "tax"}"#)
    #expect(
      found["join-partial"] == [
        #""answer" may wait for "law->answer" for ever: work of "law" leaves by "law->tax"."#
      ])
    let both = try findings(
      Self.forkedPlain + #", {"from": "law", "to": "tax"}, {"from": "tax", "to": "law"}"#)
    #expect(both["join-partial"]?.count == 1)
  }

  @Test func `a handoff to the join that it does not wait for leads away from the branch`() throws {
    let found = try findings(
      Self.forkedPlain
        + #", {"from": "law", "to": "answer", "when": {"properties": {"law": {"const": "x"}}}}"#,
      join: #"{"wait": "all", "of": ["law->answer", "tax->answer"]}"#)
    #expect(
      found["join-partial"] == [
        #""answer" may wait for "law->answer" for ever: work of "law" leaves by "law->answer#2"."#
      ])
  }

  @Test func `a branch behind a guard that never holds is not said to come through the join`() throws {
    let found = try findings(
      #"""
      {"from": "fork", "to": "law", "parallel": "s", "when": {"properties": {"q": {"type": "integer"}}, "required": ["q"]}},
      {"from": "fork", "to": "tax", "parallel": "s"}, {"from": "law", "to": "answer"}, {"from": "tax", "to": "answer"}
      """#)
    #expect(
      found["join-deadlock"] == [
        #""answer" waits for "law->answer", which can never arrive: no payload takes the handoffs that lead to "law"."#
      ])
    let behind = try findings(
      #"{"from": "fork", "to": "tax"}, {"from": "tax", "to": "answer"}, {"from": "answer", "to": "law"}, "#
        + #"{"from": "law", "to": "answer"}"#)
    #expect(
      behind["join-deadlock"] == [
        #""answer" waits for "law->answer", which can never arrive: "law" gets work only through the join."#
      ])
  }

  // MARK: - Conflicts

  @Test func `branches of which one is awaited, or one is taken, do not conflict`() throws {
    let same = ["law": "law", "tax": "law"]
    #expect(
      try findings(Self.forkedPlain, join: #"{"wait": 1}"#, members: same)["join-conflict"] == nil)
    let exclusive = #"""
      {"from": "fork", "to": "mid", "parallel": "s"}, {"from": "fork", "to": "third", "parallel": "s"},
      {"from": "mid", "to": "law"}, {"from": "mid", "to": "tax"}, {"from": "law", "to": "answer"},
      {"from": "tax", "to": "answer"}, {"from": "third", "to": "answer"}
      """#
    #expect(try findings(exclusive, join: #"{"wait": 2}"#, members: same)["join-conflict"] == nil)
    // Not neighbours, but they meet.
    let apart = ["law": "law", "tax": "law", "third": "law"]
    #expect(
      try findings(exclusive, join: #"{"wait": 2}"#, members: apart)["join-conflict"] == [
        #""law->answer" and "third->answer" may bring different values of "law", and "answer" merges them into one"#
          + " object."
      ])
  }

  @Test func `a member that only a guard names is compared`() throws {
    let found = try findings(
      #"""
      {"from": "fork", "to": "law", "parallel": "s"}, {"from": "fork", "to": "open", "parallel": "s"},
      {"from": "law", "to": "answer"},
      {"from": "open", "to": "answer", "when": {"required": ["law"], "properties": {"law": {"type": "string"}}}}
      """#)
    #expect(
      found["join-conflict"] == [
        #""law->answer" and "open->answer" may bring different values of "law", and "answer" merges them into one"#
          + " object."
      ])
  }

  // MARK: - What is not decided

  @Test func `a guard that is not decided is a doubt, not a way out`() throws {
    let found = try findings(
      Self.forkedPlain
        + #", {"from": "law", "to": "faq", "when": {"properties": {"law": {"pattern": "^(a|b)*a(a|b){40}$"}}, "#
        + #""allOf": [{"properties": {"law": {"pattern": "^(b|a)*b(b|a){40}$"}}}]}}"#
    )
    #expect(found["join-partial"] == nil)
    #expect(
      found["handoff-undecided"]?.contains {
        $0.hasPrefix(#"Of "answer" it is not decided whether its branches always arrive and agree: "#)
      } == true)
  }

  @Test(.timeLimit(.minutes(10)))
  func `many branches behind a long chain of groups are compared in a moment`() throws {
    // Each agent of the chain also starts an agent that ends: one fork each, of which no two branches are members.
    let chain = (0..<400).map { "a\($0)" }
    var handoffs: [Handoff] = []
    for (from, to) in zip(chain, chain.dropFirst()) {
      handoffs += [from --> to, from --> "side"].map { $0.changed { $0.parallel = "g" } }
    }
    let branches = (0..<64).map { "b\($0)" }
    handoffs += branches.map { (chain[chain.count - 1] --> $0).changed { $0.parallel = "z" } }
    handoffs += branches.map { $0 --> "j" }
    let system = sketch(handoffs, entry: ["a0"], finish: ["side", "j"]) {
      $0.edit("j") { $0.join = Agent.Join() }
    }
    let clock = ThreadClock()
    var facts: RoutingFacts?
    let time = clock.measure { facts = RoutingFacts(system) }
    #expect(facts?.joins.map(\.omissions) == [[]])
    #expect(time < .seconds(20))
  }

  @Test func `a join that is started twice hands on twice, so alternatives behind it may meet`() throws {
    // Each of "one" and "two" starts both branches of "mid", which hands on by a choice.
    let manifest = #"""
      {"handoffSystem": 1, "name": "twice", "entry": "start",
       "agents": {"start": {}, "one": {}, "two": {}, "fork": {}, "x": {}, "y": {}, "mid": {"join": "all"},
         "law": {}, "tax": {}, "answer": {"join": "all", "finishes": true}},
       "handoffs": [
         {"from": "start", "to": "one", "parallel": "p"}, {"from": "start", "to": "two", "parallel": "p"},
         {"from": "one", "to": "fork"}, {"from": "two", "to": "fork"},
         {"from": "fork", "to": "x", "parallel": "p"}, {"from": "fork", "to": "y", "parallel": "p"},
         {"from": "x", "to": "mid"}, {"from": "y", "to": "mid"}, {"from": "mid", "to": "law"},
         {"from": "mid", "to": "tax"}, {"from": "law", "to": "answer"}, {"from": "tax", "to": "answer"}]}
      """#
    let twice = try AgentSystem(manifest: Array(manifest.utf8), file: "twice.json")
    #expect(HandoffRoutingTests.findings("join-deadlock", twice) == [])
    var once = twice
    once.handoffs.removeAll { $0.to == "two" || $0.from == "two" }
    #expect(HandoffRoutingTests.findings("join-deadlock", once).count == 1)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a long chain of joins costs no more than its joins`() {
    var handoffs: [Handoff] = []
    for stage in 0..<600 {
      for side in ["x", "y"] {
        handoffs.append(("j\(stage)" --> "\(side)\(stage)").changed { $0.parallel = "g" })
        handoffs.append("\(side)\(stage)" --> "j\(stage + 1)")
      }
    }
    let system = sketch(handoffs, entry: ["j0"], finish: ["j600"]) { system in
      for stage in 1...600 { system.edit("j\(stage)") { $0.join = Agent.Join() } }
    }
    let clock = ThreadClock()
    var facts: RoutingFacts?
    let time = clock.measure { facts = RoutingFacts(system) }
    #expect(
      facts?.joins.allSatisfy { $0.omissions.isEmpty && $0.obstacle == nil && $0.partial == nil } == true)
    // Followed back to the entry each, it takes a hundred times as long.
    #expect(time < .seconds(8))
  }

  // MARK: - Systems

  private static let forkedPlain = #"""
    {"from": "fork", "to": "law", "parallel": "s"}, {"from": "fork", "to": "tax", "parallel": "s"},
    {"from": "law", "to": "answer"}, {"from": "tax", "to": "answer"}
    """#
  private static let forked = forkedPlain

  /// What is found, by rule.
  private struct Found {
    var findings: [Finding]

    subscript(rule: String) -> [String]? {
      let messages = findings.filter { $0.rule == rule }.map(\.message)
      return messages.isEmpty ? nil : messages
    }

    var severities: [String: [Severity]] {
      Dictionary(grouping: findings, by: \.rule).mapValues { $0.map(\.severity) }
    }
  }

  /// Audits handoffs among the same few agents, of which "answer" is the join; each brings one string.
  private func findings(
    _ handoffs: String, entry: String = #""fork""#, join: String = #""all""#, members: [String: String] = [:],
    rest: String = ""
  ) throws -> Found {
    let contracts = ["law", "tax", "third", "q"].map { name in
      let member = members[name] ?? name
      return #"""
        "\#(name)": {"output": {"type": "object", "required": ["\#(member)"], "additionalProperties": false,
          "properties": {"\#(member)": {"type": "string", "minLength": 1}}}}
        """#
    }
    let manifest = #"""
      {"handoffSystem": 1, "name": "desk", "entry": \#(entry),
       "contracts": {\#(contracts.joined(separator: ", ")), "open": {"output": {"type": "object"}}},
       "agents": {
         "start": {"produces": "q"}, "fork": {"produces": "q"}, "mid": {"produces": "q"}, "law": {"produces": "law"},
         "tax": {"produces": "tax"}, "third": {"produces": "third"}, "open": {"produces": "open"},
         "answer": {"join": \#(join), "produces": "q", "finishes": true},
         "faq": {"produces": "q", "finishes": true}, "boss": {"kind": "human"}},
       "handoffs": [\#(handoffs)]\#(rest)}
      """#
    let system = try AgentSystem(manifest: Array(manifest.utf8), file: "desk.json")
    return Found(findings: RoutingAudit().audit(system).findings)
  }
}
