import HandoffContracts
import HandoffSchema
import Testing

/// That equality looks at every member of a declaration, and only at what is said.
@Suite("Equality of declarations")
struct EqualityTests {
  /// Changes a member of one part of a system.
  struct Change<Part>: Sendable {
    var member: String
    var apply: @Sendable (inout Part) -> Void

    init(_ member: String, _ apply: @escaping @Sendable (inout Part) -> Void) {
      self.member = member
      self.apply = apply
    }
  }

  private let somewhere = HandoffContracts.SourceLocation(file: "somewhere.json", line: 7)
  /// Where a part was written and what its builder noted: not what it says.
  private let unsaid = [
    "declaredAt", "builderProblems", "attachedContracts", "attachedAgents", "referencedAgents",
    "seenElements",
  ]

  @Test func `every member of an agent counts`() {
    check(
      Agent(name: "a"),
      [
        Change("name") { $0.name = "b" }, Change("kind") { $0.kind = .human },
        Change("task") { $0.task = "t" }, Change("accepts") { $0.accepts = .contract("c") },
        Change("produces") { $0.produces = "c" }, Change("finishes") { $0.finishes = .yes },
        Change("selection") { $0.selection = .choice }, Change("join") { $0.join = Agent.Join() },
        Change("onInvalid") { $0.onInvalid = .reject }, Change("observes") { $0.observes = true },
        Change("tools") { $0.tools = ["t"] }, Change("reads") { $0.reads = ["s"] },
        Change("writes") { $0.writes = ["s"] }, Change("contextTokens") { $0.contextTokens = 1 },
        Change("seconds") { $0.seconds = JSONNumber(1) }, Change("limit") { $0.limit = 1 },
        Change("limitResets") { $0.limitResets = true },
        Change("limitIsImplied") { $0.limitIsImplied = true },
        Change("preserves") { $0.preserves = .everything }, Change("adds") { $0.adds = [(.root, 1)] },
        Change("copies") { $0.copies = [(.root, .root)] }, Change("command") { $0.command = ["c"] },
        Change("env") { $0.env = [("A", "1")] }, Change("cwd") { $0.cwd = "c" },
        Change("isNondeterministic") { $0.isNondeterministic = true },
        Change("extensions") { $0.extensions = ["x-a": 1] },
      ]
    ) { $0.declaredAt = somewhere }
  }

  @Test func `every member of a handoff counts`() {
    check(
      // With details, so that their members are seen.
      Handoff(from: "a", to: "b", parallel: "g"),
      [
        Change("from") { $0.from = "c" }, Change("to") { $0.to = "c" },
        Change("trigger") { $0.trigger = .limit }, Change("when") { $0.when = true },
        Change("pattern") { $0.pattern = .peer }, Change("returns") { $0.returns = false },
        Change("result") { $0.result = .schema(true) }, Change("payload") { $0.payload = .schema(true) },
        Change("condition") { $0.condition = "c" }, Change("each") { $0.each = .root },
        Change("changes") { $0.changes = .tool }, Change("limit") { $0.limit = 1 },
        Change("limitIsImplied") { $0.limitIsImplied = true }, Change("carries") { $0.carries = [] },
        Change("parallel") { $0.parallel = "p" }, Change("evidence") { $0.evidence = .observed },
        Change("tolerates") { $0.tolerates = [Tolerance(operation: "too-long", because: "b")] },
        Change("extensions") { $0.extensions = ["x-a": 1] },
        Change("origin") { $0.origin = HandoffContracts.SourceLocation(file: "a.py", line: 1) },
      ]
    ) { $0.declaredAt = somewhere }
  }

  @Test func `every member of a contract, a failure and a store counts`() {
    check(
      Contract(name: "c", output: true),
      [
        Change("name") { $0.name = "d" }, Change("version") { $0.version = "1.0.0" },
        Change("description") { $0.description = "d" }, Change("output") { $0.output = false },
        Change("failures") { $0.failures = [FailureOutput(kind: "f")] },
        Change("failureTag") { $0.failureTag = nil }, Change("extensions") { $0.extensions = ["x-a": 1] },
      ]
    ) { $0.declaredAt = somewhere }
    check(
      FailureOutput(kind: "f"),
      [
        Change("kind") { $0.kind = "g" }, Change("description") { $0.description = "d" },
        Change("schema") { $0.schema = true }, Change("detectedBy") { $0.detectedBy = .monitor },
        Change("extensions") { $0.extensions = ["x-a": 1] },
      ]
    ) { $0.declaredAt = somewhere }
    check(
      Store(name: "s", layer: .active),
      [
        Change("name") { $0.name = "t" }, Change("layer") { $0.layer = .longTerm },
        Change("merge") { $0.merge = .last }, Change("extensions") { $0.extensions = ["x-a": 1] },
      ]
    ) { $0.declaredAt = somewhere }
  }

  @Test func `every member of a join counts`() {
    check(
      Agent.Join(),
      [
        Change("wait") { $0.wait = .count(1) }, Change("receives") { $0.receives = .list },
        Change("branches") { $0.branches = ["a->b"] }, Change("extensions") { $0.extensions = ["x-a": 1] },
      ])
  }

  @Test func `names are compared by code point`() {
    #expect(Agent.InvalidAnswer.failure("\u{e9}") != .failure("e\u{301}"))
    #expect(Agent.Join(of: ["\u{e9}->a"]) != Agent.Join(of: ["e\u{301}->a"]))
  }

  /// The stored members of a part, with those that it keeps in a box.
  private func members(of part: Any) -> [String] {
    Mirror(reflecting: part).children.flatMap { child -> [String] in
      guard child.label == "box" else { return child.label.map { [$0] } ?? [] }
      let box = Mirror(reflecting: child.value).children.first?.value
      return box.flatMap { Mirror(reflecting: $0).children.first?.value }.map { members(of: $0) } ?? []
    }
  }

  /// Makes each change by itself and expects another declaration; `Mirror` says whether a member was forgotten.
  private func check<Part: Equatable>(
    _ part: Part, _ changes: [Change<Part>], move: (inout Part) -> Void = { _ in }
  ) {
    var moved = part
    move(&moved)
    #expect(moved == part)
    for change in changes {
      var changed = part
      change.apply(&changed)
      #expect(changed != part, "\(Part.self).\(change.member)")
    }
    let members = self.members(of: part).filter { !unsaid.contains($0) }
    #expect(changes.map(\.member).sorted() == members.sorted())
  }
}
