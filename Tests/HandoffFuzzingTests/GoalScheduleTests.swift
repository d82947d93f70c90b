import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Goal schedule")
struct GoalScheduleTests {
  /// One member with many constraints beside three with few.
  private func targets() throws -> [MutationTarget] {
    MutationTarget.all(
      in: GenerationPlan(
        try Schema([
          "type": "object",
          "properties": [
            "code": ["type": "string", "pattern": "^[A-Z]+$", "minLength": 2, "maxLength": 9],
            "ok": ["type": "boolean"], "seat": ["type": "integer"], "tags": ["type": "array"],
          ],
        ])))
  }

  /// The index of the case that is the valid or the broken payload of a number.
  private func valid(_ number: Int) -> Int { number / 2 * 4 + number % 2 }
  private func broken(_ number: Int) -> Int { number / 2 * 4 + 2 + number % 2 }

  private func node(_ goal: CaseGoal) -> Int? {
    if case .broken(let target) = goal { target.node } else { nil }
  }

  @Test func `two valid payloads take turns with two broken ones`() throws {
    let schedule = GoalSchedule(failures: [], rest: try targets().map(CaseGoal.broken))
    for index in 0..<50 {
      #expect(schedule.entries(at: valid(index)) == [.init(goal: .valid, ordinal: index)])
    }
    let empty = GoalSchedule(failures: [], rest: [])
    #expect((0..<5).map { empty.entries(at: $0) } == (0..<5).map { [.init(goal: .valid, ordinal: $0)] })
  }

  @Test func `each goal comes once before any comes again, and failures come first`() throws {
    let rest = try targets().map(CaseGoal.broken)
    let schedule = GoalSchedule(failures: [.failure(0), .failure(1)], rest: rest)
    let first = (0..<rest.count + 2).compactMap { schedule.entries(at: broken($0)).first }
    #expect(first.prefix(2).map(\.goal) == [.failure(0), .failure(1)])
    #expect(Set(first.map(\.goal)) == Set(rest + [.failure(0), .failure(1)]))
    #expect(first.allSatisfy { $0.ordinal == 0 })
  }

  @Test func `every node is as likely as any other, whether the campaign is short or long`() throws {
    let rest = try targets().map(CaseGoal.broken)
    let schedule = GoalSchedule(failures: [], rest: rest)
    let nodes = Set(rest.compactMap(node)).count
    #expect(nodes == 5)
    func shares(_ cases: Range<Int>) -> [Int] {
      let found = cases.compactMap { schedule.entries(at: broken($0)).first.flatMap { node($0.goal) } }
      return Dictionary(grouping: found, by: \.self).values.map(\.count).sorted()
    }
    let operators = Set(rest.compactMap(\.operation)).count
    #expect(shares(0..<operators).count == nodes)
    #expect(shares(rest.count..<rest.count + 40 * nodes) == [40, 40, 40, 40, 40])
  }

  @Test func `each operator comes once before any comes again`() throws {
    let rest = try targets().map(CaseGoal.broken) + MutationOperator.ofTexts.map(CaseGoal.text)
    let schedule = GoalSchedule(failures: [], rest: rest)
    let operators = Set(rest.compactMap(\.operation))
    let first = (0..<operators.count).compactMap { schedule.entries(at: broken($0)).first?.goal.operation }
    #expect(first.count == operators.count)
    #expect(Set(first) == operators)
  }

  @Test func `another goal of the operator stands in for one that cannot be built`() throws {
    let schedule = GoalSchedule(failures: [], rest: try targets().map(CaseGoal.broken))
    let entries = try #require(
      (0..<30).map { schedule.entries(at: broken($0)) }.first { $0[0].goal.operation == .wrongType })
    #expect(entries.count > 2)
    #expect(entries.dropLast().allSatisfy { $0.goal.operation == .wrongType })
  }

  @Test func `what breaks elements comes a second time, after all goals have come once`() throws {
    let rest = try targets().map(CaseGoal.broken)
    let schedule = GoalSchedule(failures: [], rest: rest, again: [rest[3]])
    #expect(
      schedule.entries(at: broken(rest.count)).first == GoalSchedule.Entry(goal: rest[3], ordinal: 1))
    let entries = (0..<3000).compactMap { schedule.entries(at: broken($0)).first }
    #expect(Set(entries).count == entries.count)
    let within = (0..<schedule.caseCount).compactMap { schedule.entries(at: $0).first }
    #expect(within.contains(GoalSchedule.Entry(goal: rest[3], ordinal: 1)))
  }

  @Test func `boundaries come after the simplest payload and one with everything`() throws {
    let plan = GenerationPlan(try Schema(["type": "integer", "minimum": 1, "maximum": 9]))
    let covering = Obligation.all(in: plan).map(CaseGoal.covering)
    let schedule = GoalSchedule(
      covering: covering, failures: [], rest: MutationTarget.all(in: plan).map(CaseGoal.broken))
    let found = (0..<6).compactMap { schedule.entries(at: valid($0)).first?.goal }
    #expect(found == [.valid, .valid] + covering + [.valid, .valid])
    let within = Set((0..<schedule.caseCount).compactMap { schedule.entries(at: $0).first?.goal })
    #expect(within.isSuperset(of: schedule.all))
  }

  @Test func `no case of a goal comes twice`() throws {
    let schedule = GoalSchedule(failures: [], rest: try targets().map(CaseGoal.broken))
    let entries = (0..<3000).compactMap { schedule.entries(at: broken($0)).first }
    #expect(Set(entries).count == entries.count)
  }
}
