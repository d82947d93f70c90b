import Foundation
import Testing

/// The caps of what reasons about routes are private; their rows on the page of limits are held against the sources.
@Suite("Limits of routes on the page of limits")
struct RoutingLimitsTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    /// File and name of each constant, in the order of the row's numbers.
    var constants: [(file: String, name: String)]
    var testDescription: String { text }
  }

  private static let rows = [
    Row(
      text: "guards that are taken together in one question about handoffs",
      constants: [("HandoffTraffic/Cargo/Selection.swift", "guardLimit")]),
    Row(
      text: "ways in which branches may be the first to arrive at a join",
      constants: [("HandoffTraffic/Joins/JoinBuilder.swift", "choiceLimit")]),
    Row(
      text: "steps on ways to joins, for all joins together",
      constants: [("HandoffRouting/Joins/JoinAnalysis.swift", "stepsLeft")]),
    Row(
      text: "payload sets that are followed from one agent at its limit to the next",
      constants: [("HandoffTraffic/Cargo/LimitArrivals.swift", "followedSets")]),
    Row(
      text: "times that a join at its limit is put together again",
      constants: [("HandoffTraffic/Cargo/LimitArrivals.swift", "joinRounds")]),
    Row(
      text: "pairs of an exhausted handoff's payloads and a handoff on the limit of one agent",
      constants: [("HandoffTraffic/Cargo/AgentSendings.swift", "standInLimit")]),
    Row(
      text: "pairs of guards of one agent that are compared for `routing-overlap`",
      constants: [
        ("HandoffRouting/Payloads/PayloadAnalysis.swift", "pairLimit"),
        ("HandoffRouting/Payloads/PayloadAnalysis.swift", "pairsLeft"),
      ]),
    Row(
      text: "pairs of a handoff on a failure and one on output that `failure-as-success` compares",
      constants: [("HandoffRouting/Payloads/PayloadAnalysis.swift", "confusionsLeft")]),
    Row(
      text: "members that an agent accepts and `field-unfilled` looks at",
      constants: [
        ("HandoffRouting/Payloads/PayloadAnalysis+Agents.swift", "memberLimit"),
        ("HandoffSchema/Combining/Locating/Schema+MemberPointers.swift", "memberPointerDepth"),
      ]),
    Row(
      text: "branches of a join of which every two are held against each other",
      constants: [("HandoffRouting/Joins/JoinAnalysis.swift", "pairwiseLimit")]),
    Row(
      text: "branches of a join that waits for fewer, of which it is decided how many go together",
      constants: [("HandoffRouting/Joins/JoinAnalysis.swift", "choiceLimit")]),
    Row(
      text: "pairs of handoffs of one group that lead to two branches of a join",
      constants: [("HandoffRouting/Joins/JoinAnalysis+Meeting.swift", "memberPairLimit")]),
    Row(
      text: "members of a group that those on the way to one branch are held against",
      constants: [("HandoffRouting/Joins/JoinAnalysis+Leaks.swift", "rivalLimit")]),
    Row(
      text: "pairs of sets of payloads that `join-conflict` compares for one member",
      constants: [("HandoffRouting/Joins/JoinAnalysis+Conflicts.swift", "pairLimit")]),
    Row(
      text: "members of one schema whose names `member-misspelt` compares",
      constants: [
        ("HandoffRouting/Payloads/MemberNameComparison.swift", "memberLimit"),
        ("HandoffSchema/Combining/Locating/Schema+MemberPointers.swift", "memberPointerDepth"),
      ]),
    Row(
      text: "contradictions that `contract-unsatisfiable` traces to their parts",
      constants: [
        ("HandoffRouting/Payloads/PayloadAnalysis.swift", "tracesLeft"),
        ("HandoffRouting/Payloads/ContradictionSearch.swift", "questionLimit"),
        ("HandoffRouting/Payloads/ContradictionSearch.swift", "depthLimit"),
      ]),
    Row(
      text: "members of one branch that `join-conflict` looks at",
      constants: [("HandoffRouting/Joins/JoinAnalysis+Conflicts.swift", "memberLimit")]),
    Row(
      text: "failures of all branches of a join that `handoff check` tries",
      constants: [("HandoffFuzzing/Campaign/CampaignSubject.swift", "joinFailureLimit")]),
  ]

  private static func text(of file: String) throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent(file), encoding: .utf8)
  }

  private static func numbers(in text: Substring) -> [Int] {
    String(text.filter { $0 != "," && $0 != "_" }).split { !$0.isNumber }.compactMap { Int($0) }
  }

  @Test(arguments: rows)
  func `the numbers are those of the code`(row: Row) throws {
    let line = try #require(
      try Self.text(of: "docs/limits.md").split(separator: "\n").first { $0.hasPrefix("| \(row.text) |") })
    let expected = try row.constants.map { constant in
      let lines = try Self.text(of: "Sources/\(constant.file)").split(separator: "\n")
      let line = try #require(
        lines.first { $0.contains(" \(constant.name) = ") && ($0.contains("let ") || $0.contains("var ")) })
      return try #require(Self.numbers(in: line).first)
    }
    #expect(Self.numbers(in: line.split(separator: "|")[1]) == expected)
  }
}
