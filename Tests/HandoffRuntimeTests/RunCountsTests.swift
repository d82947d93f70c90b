import HandoffContracts
import HandoffRuntime
import Testing

@Suite("Counts of a run")
struct RunCountsTests {
  @Test func `handoffs and visits are counted one by one`() {
    var counts = RunCounts()
    counts.take(HandoffIndex(2))
    counts.take(HandoffIndex(2))
    counts.take(HandoffIndex(0))
    counts.visit(AgentIndex(1))
    #expect(counts.handoffs == [HandoffIndex(2): 2, HandoffIndex(0): 1])
    #expect(counts.visits == [AgentIndex(1): 1])
    #expect(counts.taken == 3)
  }

  @Test func `counting ends at the greatest number`() {
    var counts = RunCounts(handoffs: [HandoffIndex(0): .max], visits: [AgentIndex(0): .max])
    counts.take(HandoffIndex(0))
    counts.visit(AgentIndex(0))
    #expect(counts == RunCounts(handoffs: [HandoffIndex(0): .max], visits: [AgentIndex(0): .max]))
    counts.take(HandoffIndex(1))
    #expect(counts.taken == .max)
  }
}
