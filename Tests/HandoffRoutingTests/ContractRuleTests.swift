import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Contract rules")
struct ContractRuleTests {
  @Test func `a payload that the receiver refuses is shown with the reason and the way`() {
    let system = numbers(
      ["s" --> "a", "a" --> "b"], output: range(1, 5), accepts: ["b": range(1, 3)], entry: ["s"])
    #expect(
      findings("handoff-incompatible", system) == [
        Finding(
          rule: "handoff-incompatible", severity: .error,
          message: "\"b\" refuses an output that \"a\" may send by \"a->b\": \(explanation(system)).",
          agents: ["a", "b"], handoffs: ["a->b"],
          witness: Finding.Witness(payload: 4, path: ["a->b"], stem: ["s->a"]),
          remedy: "Narrow what \"a\" may send (its contract or the guard), or widen what \"b\" accepts.",
          basis: .proved)
      ])
  }

  @Test func `a guard narrows what is sent`() {
    let system = numbers(
      [("a" --> "b").when(range(1, 3)), "a" --> "c"], output: range(1, 5), accepts: ["b": range(1, 3)])
    #expect(findings("handoff-incompatible", system) == [])
  }

  @Test func `under first-match selection earlier handoffs narrow what is sent`() {
    let handoffs = [("a" --> "c").when(range(4, 9)), "a" --> "b"]
    let first = numbers(handoffs, output: range(1, 5), accepts: ["b": range(1, 3)], .firstMatch)
    #expect(findings("handoff-incompatible", first) == [])
    let choice = numbers(handoffs, output: range(1, 5), accepts: ["b": range(1, 3)])
    #expect(findings("handoff-incompatible", choice).map(\.handoffs) == [["a->b"]])
  }

  @Test func `an earlier handoff with a limit leaves everything to the later ones`() {
    let handoffs = [("a" --> "c").when(range(4, 9)).limit(2), "a" --> "b"]
    let system = numbers(handoffs, output: range(1, 5), accepts: ["b": range(1, 3)], .firstMatch)
    #expect(findings("handoff-incompatible", system).map(\.handoffs) == [["a->b"]])
  }

  @Test func `what a condition in code may keep back is a warning, what it cannot help an error`() {
    func severities(_ accepted: JSONValue) -> [Severity] {
      let handoff = ("a" --> "b").changed { $0.condition = "is small" }
      let system = numbers([handoff], output: range(1, 5), accepts: ["b": accepted])
      return findings("handoff-incompatible", system).map(\.severity)
    }
    #expect(severities(range(1, 5)) == [])
    #expect(severities(range(1, 3)) == [.warning])
    #expect(severities(range(7, 9)) == [.error])
  }

  @Test func `of two refusals the one that no condition keeps back is told`() {
    let handoff = ("a" --> "b").on(.anyFailure).changed { $0.condition = "is known" }
    let refusing: JSONValue = ["required": ["reason"], "properties": ["failure": ["const": "wrong"]]]
    let system = numbers([handoff], output: range(1, 5), accepts: ["b": refusing]) {
      $0.contracts[0].failures = [FailureOutput(kind: "wrong"), FailureOutput(kind: "late")]
    }
    let found = findings("handoff-incompatible", system)
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.witness?.payload) == [["failure": "late"]])
  }

  @Test func `a failure handoff sends the failure`() {
    let system = numbers(
      [("a" --> "b").on(.anyFailure)], output: range(1, 5),
      accepts: ["b": ["required": ["reason"], "type": "object"]]
    ) {
      $0.contracts[0].failures = [
        FailureOutput(kind: "wrong", schema: ["required": ["reason"]]), FailureOutput(kind: "late"),
      ]
    }
    let found = findings("handoff-incompatible", system)
    #expect(found.map(\.witness) == [Finding.Witness(payload: ["failure": "late"], path: ["a->b"])])
    #expect(found.first?.message.hasPrefix("\"b\" refuses the failure \"late\" that \"a\" may send") == true)
  }

  @Test func `a retry starts again with the old input`() {
    let retry = ("a" --> "a").on(.failures(["late"]))
    let system = numbers([retry.limit(2)], output: range(1, 5), accepts: ["a": range(1, 5)]) {
      $0.contracts[0].failures = [FailureOutput(kind: "late")]
    }
    #expect(findings("handoff-incompatible", system) == [])
    let loop = numbers([retry], output: range(1, 5), accepts: ["a": range(1, 5)]) {
      $0.contracts[0].failures = [FailureOutput(kind: "late")]
    }
    #expect(findings("handoff-incompatible", loop).map(\.handoffs) == [["a->a"]])
  }

  @Test func `a limit handoff sends what the limited handoffs would have sent`() {
    let handoffs = [("a" --> "b").when(range(4, 9)).limit(2), "a" --> "b", ("a" --> "c").on(.limit)]
    let system = numbers(handoffs, output: range(1, 5), accepts: ["c": range(1, 4)])
    #expect(
      findings("handoff-incompatible", system).map(\.witness) == [
        Finding.Witness(payload: 5, path: ["a->c"])
      ])
  }

  @Test func `the system's input is held against its entries`() {
    let system = numbers([], output: range(1, 5), accepts: ["a": range(1, 3)]) { $0.input = range(1, 9) }
    #expect(
      findings("handoff-incompatible", system).map(\.witness) == [Finding.Witness(payload: 4)])
  }

  @Test func `an open output may have members that a closed receiver refuses`() {
    let accepted: JSONValue = ["properties": ["text": true], "additionalProperties": false]
    let output: JSONValue = [
      "type": "object", "properties": ["text": ["minLength": 1, "type": "string"]], "required": ["text"],
    ]
    let system = numbers(["a" --> "b"], output: output, accepts: ["b": accepted])
    #expect(findings("handoff-incompatible", system).count == 1)
    let closed = RoutingAudit(producersAreClosed: true).audit(system)
    #expect(closed.findings.filter { $0.rule == "handoff-incompatible" } == [])
  }

  @Test func `without a contract nothing is said about what is sent`() {
    let system = sketch([("a" --> "b").when(range(1, 2))], finish: ["b"]) {
      $0.edit("b") { $0.accepts = .schema(range(5, 6)) }
    }
    #expect(verdicts(system) == [])
  }

  @Test func `a guard that no payload at all matches needs no contract to be wrong`() {
    let system = sketch([("a" --> "b").when(range(3, 2))], finish: ["b"])
    #expect(
      findings("guard-unsatisfiable", system).map(\.message) == [
        "No payload at all matches the guard of \"a->b\"."
      ])
  }

  @Test func `a failure handoff whose guard never holds is unreachable`() {
    let handoff = ("a" --> "b").on(.anyFailure).when(["required": ["reason"]])
    let system = numbers([handoff], output: range(1, 5), accepts: [:]) {
      $0.contracts[0].failures = [
        FailureOutput(kind: "late", schema: ["properties": ["failure": true], "additionalProperties": false])
      ]
    }
    #expect(findings("failure-route-unreachable", system).map(\.handoffs) == [["a->b"]])
    #expect(findings("guard-unsatisfiable", system) == [])
    #expect(findings("routing-gap", system).map(\.witness?.payload) == [["failure": "late"]])
  }

  @Test func `a handoff that earlier ones leave nothing is shadowed only where order counts`() {
    let handoffs = [
      ("a" --> "b").when(range(0, 3)), ("a" --> "c").when(range(3, 9)), ("a" --> "b").when(range(2, 4)),
    ]
    let first = numbers(handoffs, output: range(1, 5), accepts: [:], .firstMatch)
    #expect(
      findings("handoff-shadowed", first).map(\.message) == [
        "\"a->b#2\" can never be taken: earlier handoffs take every payload that it matches."
      ])
    #expect(findings("handoff-shadowed", numbers(handoffs, output: range(1, 5), accepts: [:])) == [])
  }

  @Test func `what a handoff that is always taken leaves out is shadowed without looking at payloads`() {
    let system = sketch(["a" --> "b", "a" --> "c"], finish: ["b", "c"]) { $0.selection = .firstMatch }
    #expect(
      findings("handoff-shadowed", system).map(\.message) == [
        "\"a->c\" can never be taken: \"a->b\" takes every payload that it matches."
      ])
  }

  @Test func `an output between the guards is a gap unless the agent finishes`() {
    let handoffs = [("a" --> "b").when(range(0, 2)), ("a" --> "c").when(range(4, 9))]
    let system = numbers(handoffs, output: range(1, 5), accepts: [:])
    #expect(findings("routing-gap", system).map(\.witness) == [Finding.Witness(payload: 3)])
    var finishing = system
    finishing.edit("a") { $0.finishes = .implied }
    #expect(findings("routing-gap", finishing) == [])
  }

  @Test func `a handoff for no target closes the gap`() {
    let handoffs = [("a" --> "b").when(range(0, 2)), ("a" --> "c").on(.none)]
    #expect(findings("routing-gap", numbers(handoffs, output: range(1, 5), accepts: [:])) == [])
  }

  @Test func `what a condition, a human or an unknown handoff may take is no gap`() {
    let (low, high) = (("a" --> "b").when(range(0, 2)), ("a" --> "c").when(range(4, 9)))
    func gaps(_ handoffs: [Handoff], edit: (inout AgentSystem) -> Void = { _ in }) -> [Finding] {
      findings("routing-gap", numbers(handoffs, output: range(1, 5), accepts: [:], edit: edit))
    }
    #expect(gaps([low, high]).count == 1)
    #expect(gaps([low, high.changed { $0.condition = "is large" }]) == [])
    #expect(gaps([low, high]) { $0.edit("a") { $0.kind = .human } } == [])
    let late = ("a" --> "b").on(.anyFailure).when(["required": ["reason"]])
    func failing(_ handoffs: [Handoff]) -> [Finding] {
      gaps(handoffs) {
        $0.contracts[0].failures = [FailureOutput(kind: "late"), FailureOutput(kind: "lost")]
      }
    }
    #expect(failing([late, "a" --> "c"]).map(\.witness?.payload) == [["failure": "late"]])
    #expect(failing([late, low, high]).map(\.witness?.payload) == [3])
    #expect(failing([late, ("a" --> "c").unknown()]) == [])
  }

  @Test func `a worker that gives back has no gap`() {
    let handoffs = [("s" --> "a").returning(), ("a" --> "b").when(range(0, 2))]
    let system = numbers(handoffs, output: range(1, 5), accepts: [:], entry: ["s"])
    #expect(findings("routing-gap", system) == [])
  }

  @Test func `a payload for several guards names all of them`() {
    let handoffs = [
      ("a" --> "b").when(range(0, 3)), ("a" --> "c").when(range(3, 9)), ("a" --> "d").when(range(3, 3)),
      ("a" --> "b").when(range(1, 1)),
    ]
    let found = findings("routing-overlap", numbers(handoffs, output: range(1, 5), accepts: [:]))
    #expect(found.map(\.handoffs) == [["a->b", "a->c", "a->d"]])
    #expect(found.map(\.witness?.payload) == [3])
    #expect(
      findings("routing-overlap", numbers(handoffs, output: range(1, 5), accepts: [:], .firstMatch)) == [])
  }

  @Test func `two of one parallel group do not overlap, whatever stands between them`() {
    let (low, high) = (("a" --> "b").when(range(0, 3)), ("a" --> "c").when(range(3, 9)))
    let between = ("a" --> "d").when(range(8, 9))
    let members = [low, high].map { handoff in handoff.changed { $0.parallel = "both" } }
    func overlaps(_ handoffs: [Handoff]) -> [Finding] {
      findings("routing-overlap", numbers(handoffs, output: range(1, 5), accepts: [:]))
    }
    #expect(overlaps([members[0], between, members[1]]) == [])
    #expect(overlaps([low, between, high]).count == 1)
  }

  @Test func `guards of failures, under a condition or to nobody do not overlap`() {
    let (low, high) = (("a" --> "b").when(range(0, 3)), ("a" --> "c").when(range(3, 9)))
    func overlaps(_ handoffs: [Handoff], edit: (inout AgentSystem) -> Void = { _ in }) -> [Finding] {
      findings("routing-overlap", numbers(handoffs, output: range(1, 5), accepts: [:], edit: edit))
    }
    #expect(overlaps([low, high]).count == 1)
    #expect(
      overlaps([low.on(.anyFailure), high.on(.anyFailure)]) {
        $0.contracts[0].failures = [FailureOutput(kind: "late", schema: range(1, 9))]
      } == [])
    #expect(overlaps([low.changed { $0.condition = "is small" }, high]) == [])
    #expect(overlaps([low, high]) { $0.agents.removeAll { $0.name == "c" } } == [])
  }

  @Test func `under first match a handoff with a limit leaves the payload to the later one`() {
    func levels(_ bound: String, _ level: Int) -> JSONValue {
      ["properties": ["level": [bound: JSONValue(integerLiteral: level)]]]
    }
    func overlaps(_ first: Handoff) -> [Finding] {
      let system = sketch([first, ("a" --> "c").when(levels("minimum", 3))], finish: ["b", "c"]) {
        $0.selection = .firstMatch
        $0.contracts = [
          Contract(
            name: "ticket",
            output: [
              "type": "object", "required": ["level"],
              "properties": ["level": ["type": "integer", "minimum": 1, "maximum": 5]],
            ])
        ]
        $0.edit("a") { $0.produces = "ticket" }
      }
      return findings("routing-overlap", system)
    }
    let first = ("a" --> "b").when(levels("maximum", 3))
    #expect(overlaps(first).map(\.handoffs) == [["a->b", "a->c"]])
    #expect(overlaps(first.limit(2)) == [])
    // What the first one takes whole is shadowed: another rule's finding.
    #expect(overlaps(("a" --> "b").when(levels("maximum", 5))) == [])
  }

  @Test func `handoffs of one parallel group are meant to be taken together`() {
    let handoffs = [("a" --> "b").when(range(0, 3)), ("a" --> "c").when(range(3, 9))]
      .map { handoff in handoff.changed { $0.parallel = "both" } }
    #expect(findings("routing-overlap", numbers(handoffs, output: range(1, 5), accepts: [:])) == [])
  }

  @Test(
    arguments: [
      (["type": "string"], ""), (["type": "integer", "minimum": 0], 0), (["type": "array"], []),
      (["type": "object"], [:]),
      (["type": "array", "items": ["type": "string"], "minItems": 1], [""]),
      (["type": "object", "required": ["kind", "text"], "properties": ["kind": ["const": "x"]]], nil),
    ] as [(JSONValue, JSONValue?)])
  func `an output that says nothing is shown`(output: JSONValue, payload: JSONValue?) {
    let found = findings("contract-vacuous", numbers([], output: output, accepts: [:]))
    #expect(found.count == 1)
    if let payload { #expect(found.map(\.witness?.payload) == [payload]) }
  }

  @Test(
    arguments: [
      ["type": "string", "minLength": 1], ["type": "boolean"], ["type": "null"], ["const": "done"],
      ["type": "integer", "minimum": 1], ["enum": ["yes", "no"]],
      [
        "type": "object", "required": ["approved"], "properties": ["approved": ["type": "boolean"]],
        "additionalProperties": false,
      ],
    ] as [JSONValue])
  func `an output that says something whatever it is gives no finding`(output: JSONValue) {
    #expect(findings("contract-vacuous", numbers([], output: output, accepts: [:])) == [])
  }

  @Test func `a failure that the output's schema names is an error, one that it lets pass a note`() {
    let open: JSONValue = ["type": "object", "required": ["text"], "properties": ["text": ["minLength": 1]]]
    let naming: JSONValue = [
      "type": "object", "required": ["text"], "properties": ["text": ["minLength": 1], "failure": true],
    ]
    // An output of everything names nothing: it is not declared.
    let everything: JSONValue = ["type": ["object", "array", "string", "number", "boolean", "null"]]
    for (output, severity) in [(open, Severity.note), (naming, .error), (everything, .note)] {
      let system = numbers([("a" --> "b").on(.anyFailure)], output: output, accepts: [:]) {
        $0.contracts[0].failures = [FailureOutput(kind: "late")]
      }
      #expect(findings("failure-ambiguous", system).map(\.severity) == [severity])
    }
  }

  @Test func `a contract and a failure that nothing satisfies are told apart`() {
    let system = numbers([("a" --> "b").on(.anyFailure)], output: range(5, 1), accepts: [:]) {
      $0.contracts[0].failures = [
        FailureOutput(kind: "late", schema: ["properties": ["failure": ["const": "wrong"]]])
      ]
    }
    #expect(
      findings("contract-unsatisfiable", system).map(\.message) == [
        "No payload satisfies the output of the contract \"numbers\": /type \"integer\", /minimum 5 and /maximum 1"
          + " contradict each other.",
        "No payload satisfies the failure \"late\" of the contract \"numbers\": /properties/failure/const \"wrong\" and"
          + " the member \"failure\" that names it contradict each other.",
      ])
    #expect(findings("guard-unsatisfiable", system) == [])
  }

  @Test func `guards beyond the cap are said to be left open`() {
    let handoffs = (0..<300).map { ("a" --> "b\($0)").when(["const": .number(JSONNumber($0))]) }
    let first = numbers(handoffs, output: range(0, 299), accepts: [:], .firstMatch)
    let found = findings("handoff-undecided", first)
    // One for the handoffs that come too late, and one of the agent whether it takes everything.
    #expect(
      found.map(\.message) == [
        "Of \"a\" it is not decided whether its handoffs take every output: more than 256 guards bear on it.",
        "Of \"a->b257\" and 42 more of its sender it is not decided whether earlier handoffs leave it anything: more"
          + " than 256 guards bear on it.",
      ])
    #expect(findings("handoff-shadowed", first) == [])
    #expect(findings("routing-gap", first) == [])
  }

  @Test func `pairs of guards beyond the cap are said to be left open`() {
    let handoffs = (0..<100).map { ("a" --> "b\($0)").when(["const": .number(JSONNumber($0))]) }
    let system = numbers(handoffs, output: range(0, 99), accepts: [:])
    #expect(
      findings("handoff-undecided", system).map(\.message) == [
        """
        Of "a" it is not decided whether two of its handoffs take one payload: only 4096 pairs of its guards were \
        compared.
        """
      ])
  }

  @Test func `a thousand handoffs between the same two contracts ask as much as one`() {
    func searches(_ count: Int) -> Int {
      let handoffs = (0..<count).map { "a\($0)" --> "b\($0)" }
      let system = numbers(handoffs, output: range(1, 5), accepts: [:], entry: ["a0"]) {
        $0.contracts.append(Contract(name: "wider", output: range(0, 9)))
        for place in $0.agents.indices {
          let isSender = $0.agents[place].name.hasPrefix("a")
          $0.agents[place].produces = isSender ? "numbers" : nil
          $0.agents[place].accepts = isSender ? nil : .contract("wider")
        }
      }
      let payloads = RoutingFacts(system).payloads
      #expect(system.handoffIndices.allSatisfy { payloads[$0].refusal == nil && payloads[$0].doubts.isEmpty })
      return payloads.searches
    }
    #expect(searches(1) > 0)
    #expect(searches(1_000) == searches(1))
  }

  @Test func `an open question about a handoff says how many payloads agree`() {
    let words: JSONValue = ["type": "string", "pattern": "^(a|b)*a(a|b){14}$"]
    let system = numbers(["a" --> "b"], output: words, accepts: ["b": ["pattern": "^(a|b)*(b|c)(a|b){13}$"]])
    let messages = findings("handoff-undecided", system).map(\.message)
    #expect(
      messages.allSatisfy {
        $0.contains(" generated payloads agree.") || $0.contains("any output satisfies")
      },
      "\(messages)")
    #expect(!messages.isEmpty)
  }

  @Test func `a way there that is too long to print is said to be left out`() throws {
    func gap(behind count: Int) throws -> Finding {
      let chain = (0..<count).map { "s\($0)" --> ($0 + 1 < count ? "s\($0 + 1)" : "a") }
      let handoffs = chain + [("a" --> "b").when(range(1, 2))]
      return try #require(
        findings("routing-gap", numbers(handoffs, output: range(1, 3), accepts: [:], entry: ["s0"])).first)
    }
    let near = try gap(behind: 100)
    #expect(near.witness?.stem.count == 100)
    #expect(!near.message.contains("left out"))
    let far = try gap(behind: 101)
    #expect(far.witness?.stem == [])
    #expect(far.message == near.message + " The way there takes 101 handoffs and is left out of the witness.")
  }

  @Test func `a schema that does not compile makes the audit incomplete`() {
    let system = numbers(["a" --> "b"], output: ["type": "nonsense"], accepts: ["b": range(1, 2)])
    #expect(!RoutingAudit().audit(system).complete)
  }

  private func explanation(_ system: AgentSystem) -> String {
    let message = findings("handoff-incompatible", system).first?.message ?? ""
    #expect(message.contains("4") || message.contains("3"))
    return String(
      message.dropFirst("\"b\" refuses an output that \"a\" may send by \"a->b\": ".count).dropLast())
  }
}

/// The integers of a range, as a schema.
func range(_ lower: Int, _ upper: Int) -> JSONValue {
  [
    "type": "integer", "minimum": .number(JSONNumber(lower)), "maximum": .number(JSONNumber(upper)),
  ]
}

/// A system whose agent `a` produces the contract `numbers`.
func numbers(
  _ handoffs: [Handoff], output: JSONValue, accepts: [String: JSONValue],
  _ selection: AgentSystem.Selection = .choice, entry: [String] = ["a"],
  edit: (inout AgentSystem) -> Void = { _ in }
) -> AgentSystem {
  sketch(handoffs, entry: entry) {
    $0.selection = selection
    $0.contracts = [Contract(name: "numbers", output: output)]
    $0.edit("a") { $0.produces = "numbers" }
    for (name, schema) in accepts { $0.edit(name) { $0.accepts = .schema(schema) } }
    edit(&$0)
  }
}

extension Handoff {
  func when(_ schema: JSONValue) -> Handoff { changed { $0.when = schema } }
}
