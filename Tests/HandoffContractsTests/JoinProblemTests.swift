import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffContracts

/// How many branches a join has, and that counting them stays cheap.
@Suite("Problems of joins")
struct JoinProblemTests {
  private func system(_ join: Agent.Join, _ handoffs: [Handoff]) -> AgentSystem {
    var joined = Agent(name: "j")
    joined.join = join
    return AgentSystem(
      name: "s", entry: ["a"], agents: [Agent(name: "a"), Agent(name: "b"), joined], handoffs: handoffs)
  }

  @Test(arguments: [
    // Several from one sender are one branch; failures, the join itself and the undeclared bring none.
    ([Handoff(from: "a", to: "j"), Handoff(from: "a", to: "j")], 1),
    ([Handoff(from: "a", to: "j"), Handoff(from: "b", to: "j")], 2),
    ([Handoff(from: "a", to: "j"), Handoff(from: "b", to: "j", trigger: .anyFailure)], 1),
    ([Handoff(from: "a", to: "j"), Handoff(from: "j", to: "j")], 1),
    ([Handoff(from: "a", to: "j"), Handoff(from: "nobody", to: "j")], 1),
    ([Handoff(from: "a", to: "b")], 0),
  ])
  func `a join can wait for as many branches as there are`(handoffs: [Handoff], branches: Int) {
    #expect(system(Agent.Join(.all), handoffs).problems == [])
    if branches > 0 { #expect(system(Agent.Join(.count(branches)), handoffs).problems == []) }
    #expect(
      system(Agent.Join(.count(branches + 1)), handoffs).problems.map(\.reason) == [
        .tooFewBranches(wanted: branches + 1, found: branches)
      ])
  }

  @Test func `named branches of one sender are one too`() {
    let handoffs = [Handoff(from: "a", to: "j"), Handoff(from: "a", to: "j")]
    let names = ["a->j", "a->j#2"]
    #expect(system(Agent.Join(.count(1), receives: .list, of: names), handoffs).problems == [])
    #expect(
      system(Agent.Join(.count(2), receives: .list, of: names), handoffs).problems.map(\.reason) == [
        .tooFewBranches(wanted: 2, found: 1)
      ])
    #expect(
      system(Agent.Join(.all, receives: .bySender, of: names), handoffs).problems.map(\.reason) == [
        .sharedSender("a", first: "a->j")
      ])
  }

  @Test func `nothing is said about the number where branches may be unknown`() {
    let unknown = Handoff(from: "a", to: "somewhere", evidence: .unknown)
    #expect(system(Agent.Join(.count(2)), [Handoff(from: "a", to: "j"), unknown]).problems == [])
  }

  @Test(arguments: [
    Handoff(from: "b", to: "j", evidence: .unknown), Handoff(from: "nobody", to: "j"),
  ])
  func `a named branch that can never arrive does not count`(handoff: Handoff) {
    let join = Agent.Join(.count(2), of: ["a->j", "\(handoff.from)->j"])
    #expect(
      system(join, [Handoff(from: "a", to: "j"), handoff]).problems.map(\.reason) == [
        .tooFewBranches(wanted: 2, found: 1)
      ])
  }

  @Test func `a branch is what one sender brings, and a failure of that sender brings it too`() {
    let handoffs = [
      Handoff(from: "b", to: "j", trigger: .limit), Handoff(from: "a", to: "j"), Handoff(from: "j", to: "j"),
      Handoff(from: "b", to: "j"), Handoff(from: "a", to: "j", evidence: .unknown),
      Handoff(from: "a", to: "j", trigger: .anyFailure), Handoff(from: "a", to: "j"),
    ]
    func branches(_ names: [String]) -> [SenderBranch] {
      let system = system(Agent.Join(of: names), handoffs)
      return SystemIndex(system).branches(ofJoinAt: AgentIndex(2), in: system)
    }
    func branch(_ sender: Int, _ awaited: [Int], _ further: [Int]) -> SenderBranch {
      SenderBranch(
        sender: AgentIndex(sender), awaited: awaited.map { HandoffIndex($0) },
        further: further.map { HandoffIndex($0) })
    }
    #expect(branches([]) == [branch(0, [1, 6], [5]), branch(1, [3], [0])])
    #expect(
      branches(["b->j#2", "a->j#4", "j->j", "a->j#2", "nothing", "a->j#3", "b->j#2"]) == [
        branch(1, [3], [0]), branch(0, [6, 5], []),
      ])
  }

  @Test func `ten thousand branches and a thousand limits are judged at once`() {
    let senders = (0..<10_000).map { "a\($0)" }
    var one = Agent(name: "named")
    one.join = Agent.Join(.count(10_000), receives: .bySender, of: senders.map { "\($0)->named" })
    var other = Agent(name: "counted")
    other.join = Agent.Join(.count(10_001))
    var handoffs = senders.flatMap { [Handoff(from: $0, to: "named"), Handoff(from: $0, to: "counted")] }
    for index in 0..<1000 { handoffs[index].limit = index }
    let system = AgentSystem(
      name: "s", entry: ["a0"], agents: senders.map { Agent(name: $0) } + [one, other], handoffs: handoffs)
    var problems: [DeclarationProblem] = []
    let time = ThreadClock().measure { problems = system.problems }
    #expect(
      problems.map(\.reason) == [
        .tooFewBranches(wanted: 10_001, found: 10_000),
        .wrongValue(found: "0", allowed: "an integer from 1"),
      ])
    #expect(time < .seconds(5))
  }

  @Test func `ten thousand branches that do not exist are told at once`() {
    let join = Agent.Join(of: (0..<10_000).map { "nobody\($0)->j" })
    var problems: [DeclarationProblem] = []
    let time = ThreadClock().measure {
      problems = system(join, [Handoff(from: "a", to: "j")]).problems
    }
    #expect(problems.count == 10_000)
    #expect(time < .seconds(5))
  }
}
