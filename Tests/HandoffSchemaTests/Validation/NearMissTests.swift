import HandoffSchema
import Testing

@Suite("Near misses")
struct NearMissTests {
  @Test(arguments: [
    ("prioritiy", "priority"), ("Priority", "priority"), ("due_date", "dueDate"), ("plna", "plan"),
    ("lan", "plan"), ("pl", nil), ("something", nil), ("", nil),
  ])
  func `the closest candidate is found, and none that is far`(written: String, meant: String?) {
    #expect(NearMiss.closest(to: written, in: ["topic", "plan", "priority", "dueDate"]) == meant)
  }

  @Test func `what is written is no candidate for itself`() {
    #expect(NearMiss.closest(to: "plan", in: ["plan", "plane"]) == "plane")
  }

  @Test func `only so many candidates are looked at, and no long texts`() {
    let many = (0..<5_000).map { "x\($0)yz" }
    #expect(NearMiss.closest(to: "plam", in: many + ["plan"]) == nil)
    #expect(
      NearMiss.closest(to: String(repeating: "a", count: 65), in: [String(repeating: "a", count: 64)]) == nil)
  }
}
