import Foundation
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Seam maps")
struct SeamMapTests {
  private static let checked = Samples().check.map

  private func seam(_ name: String, in map: SeamMap?) throws -> SeamMap.Seam {
    try #require(map?.seams.first { $0.name == name })
  }

  private func states(_ name: String, in map: SeamMap?) throws -> [SeamMap.Quarter.State] {
    try seam(name, in: map).quarters.map(\.state)
  }

  @Test func `agents stand in the order of their stages, those of a loop together`() throws {
    let map = try #require(Self.checked)
    #expect(
      map.agents.map(\.name) == [
        "intake", "researcher", "analyst", "writer", "reviewer", "publisher", "editor",
      ])
    #expect(map.loops == [[1, 2], [3, 4, 5]])
  }

  @Test func `each failure mode is caught, escaped, tried with valid payloads alone, or not there`() throws {
    #expect(try states("intake->researcher", in: Self.checked) == [.caught, .caught, .caught, .caught])
    #expect(try states("researcher->analyst", in: Self.checked) == [.caught, .caught, .caught, .onlyValid])
    // The check has a failure of the class that stands for a failure taken as a result.
    #expect(try states("writer->reviewer", in: Self.checked) == [.caught, .escaped, .caught, .escaped])
    #expect(
      try states("reviewer->writer", in: Self.checked) == [
        .caught, .notApplicable, .notApplicable, .notApplicable,
      ])
  }

  @Test func `what was not run was not tried, and a failure handoff is asked for failures alone`() throws {
    #expect(try states("reviewer->publisher", in: Self.checked) == [.untried, .untried, .untried, .untried])
    #expect(
      try states("researcher->editor", in: Self.checked) == [
        .notApplicable, .notApplicable, .notApplicable, .untried,
      ])
  }

  @Test func `the border is what the contracts say, whatever a consumer did`() throws {
    #expect(try seam("writer->reviewer", in: Self.checked).standing == .compatible)
    #expect(try seam("analyst->writer", in: Self.checked).standing == .incompatible)
    #expect(try states("analyst->writer", in: Self.checked)[0] == .escaped)
    // A human reads whatever arrives; an agent that does not say what it takes leaves it open.
    #expect(try seam("researcher->editor", in: Self.checked).standing == .compatible)
    #expect(try seam("reviewer<-publisher", in: Self.checked).standing == .undecided)
  }

  @Test func `the last column tells where failures end`() throws {
    let ends = try #require(Self.checked).agents.map { ($0.end.kind, $0.end.sound, $0.end.count) }
    #expect(ends[1] == (.nowhere, 1, 2))
    #expect(ends[2] == (.nowhere, 0, 1))
    #expect(ends[3] == (.human, 1, 1))
    #expect(ends[0].0 == .silent && ends[6].0 == .none)
  }

  @Test func `what only recorded runs know is observed, also towards a stranger`() throws {
    let map = Samples().verification.map
    #expect(try seam("publisher->intake", in: map).standing == .observed)
    let stranger = try seam("intake->stranger", in: map)
    #expect(stranger.standing == .observed && map?.agents[stranger.to].kind == .undeclared)
    #expect(try seam("intake->researcher", in: map).taken == 1)
  }

  @Test(arguments: ["check", "verify"])
  func `a map looks as it was looked at`(command: String) throws {
    let map = try #require(command == "check" ? Self.checked : Samples().verification.map)
    #expect(try GoldenFile("seams-\(command).svg").difference(from: map.svg, suite: "SeamMapTests") == nil)
    #expect(try GoldenFile("seams-\(command).txt").difference(from: map.text(), suite: "SeamMapTests") == nil)
  }

  @Test func `many agents are drawn small, and written as a list`() throws {
    let names = (0..<200).map { "a\($0)" }
    let handoffs = zip(names, names.dropFirst()).map { Handoff(from: $0, to: $1) }
    let system = AgentSystem(
      name: "chain", entry: ["a0"], agents: names.map { Agent(name: $0) }, handoffs: handoffs)
    let map = SeamMap(system, findings: [])
    #expect(map.svg.contains("scale(0.58)"))
    #expect(map.text().split(separator: "\n").count == 201)
  }

  private static let systems: UInt64 =
    ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole" ? 100 : 6

  /// Each handoff of which it is known where it leads stands once, at its sender and its receiver.
  ///
  /// 6 systems, 100 where `HANDOFF_LAWS` is `whole`.
  @Test func `every handoff and every return stands once, where its name says`() {
    for seed in 1...Self.systems {
      var random = RandomSystem(seed: seed)
      let system = random.system()
      let map = SeamMap(system, findings: RoutingAudit().audit(system).findings)
      let known = zip(system.handoffNames, system.handoffs).filter { $1.evidence != .unknown }
      let forward = map.seams.filter { !$0.isReturn }
      #expect(forward.map(\.name) == known.map(\.0))
      for (seam, handoff) in zip(forward, known.map(\.1)) {
        #expect(map.agents[seam.from].name.hasSameCodePoints(as: handoff.from))
        #expect(map.agents[seam.to].name.hasSameCodePoints(as: handoff.to))
        #expect(seam.quarters.map(\.mode) == (seam.standing == .observed ? [] : FailureMode.allCases))
      }
      let rows = map.agents.map { ExactString($0.name) }
      #expect(Set(rows).count == rows.count)
      #expect(Set(rows).isSuperset(of: system.agents.map { ExactString($0.name) }))
      for loop in map.loops { #expect(loop == Array((loop.first ?? 0)...(loop.last ?? 0))) }
    }
  }
}
