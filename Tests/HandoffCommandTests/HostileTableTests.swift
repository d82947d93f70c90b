import Foundation
import HandoffChecking
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

/// The program on small inputs that once took too long, or too much memory.
///
/// The bounds are about ten times what an optimised build may take: the program runs unoptimised here. The benchmark
/// `hostile` holds the figures themselves.
@Suite("Hostile inputs of the program", .serialized)
struct HostileTableTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The arguments, the files of the folder among them.
    var arguments: [String]
    var files: [String: JSONValue]
    /// Of the processor.
    var seconds: Int
    var status: Int32
    /// What the output or the errors say.
    var says: String

    init(
      _ name: String, _ arguments: [String], _ files: [String: JSONValue], within seconds: Int,
      status: Int32, says: String
    ) {
      testDescription = name
      self.arguments = arguments
      self.files = files
      self.seconds = seconds
      self.status = status
      self.says = says
    }
  }

  private static func chain(_ count: Int) -> JSONValue {
    HostileInput.system(definitions: HostileInput.chainOfDefinitions(count))
  }

  private static let doubling = HostileInput.doublingDefinitions(levels: 20)

  private static let doublingSystem = HostileInput.system(
    output: ["$ref": "#/$defs/d0"], definitions: doubling)

  private static let consumer = ["--consumer", "a->b=python3 accept.py"]

  /// The quick ones where somebody only types `swift test`.
  private static let rows =
    ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"
    ? allRows : allRows.filter { $0.seconds <= 10 }

  private static let allRows = [
    Row(
      "a union in a circle", ["validate", "s.json", "p.json"],
      ["s.json": HostileInput.circularUnion, "p.json": HostileInput.nestedArrays(depth: 400)], within: 10,
      status: 1, says: "expected an array, found 1 (a number)"),
    Row(
      "payloads that double, compared", ["compare", "s.json", "p.json"],
      ["s.json": ["$ref": "#/$defs/d0", "$defs": .object(doubling)], "p.json": ["type": "integer"]],
      within: 20, status: 2, says: "undecided"),
    Row(
      "payloads that double, audited", ["audit", "s.json"], ["s.json": doublingSystem], within: 20, status: 0,
      says: "2 agents, 1 handoff, 1 contract"),
    Row(
      "payloads that double, checked", ["check", "s.json"] + consumer, ["s.json": doublingSystem], within: 20,
      status: 2, says: "takes more than 100000 steps to build a payload"),
    Row(
      "a chain of definitions", ["audit", "s.json"], ["s.json": chain(500)], within: 2, status: 0,
      says: "2 agents, 1 handoff, 1 contract"),
    Row(
      "a chain of too many definitions", ["audit", "s.json"], ["s.json": chain(2_000)], within: 2, status: 2,
      says: "/$defs/d1399: not a schema that can be used"),
    Row(
      "thousands of handoffs between the same two", ["check", "s.json"],
      [
        "s.json": HostileInput.system(
          handoffs: Array(repeating: ["from": "a", "to": "b"] as JSONValue, count: 3_000))
      ], within: 30, status: 2, says: "0 of 3,000 handoffs run"),
    Row(
      "texts of thousands of letters", ["check", "s.json", "--cases", "1"] + consumer,
      ["s.json": HostileInput.system(output: HostileInput.manyLetters)], within: 20, status: 0,
      says: "1 of 1 handoff run, 1 case"),
    Row(
      "more different numbers than there are", ["check", "s.json"] + consumer,
      ["s.json": HostileInput.system(output: HostileInput.tooManyDifferent)], within: 5, status: 2,
      says: "contract-unsatisfiable"),
    Row(
      "a payload without an end", ["check", "s.json"] + consumer,
      [
        "s.json": HostileInput.system(
          output: ["$ref": "#/$defs/t"], definitions: HostileInput.endlessDefinition)
      ], within: 5, status: 2, says: "contract-unsatisfiable"),
    Row(
      "hundreds of patterns", ["check", "s.json"] + consumer,
      ["s.json": HostileInput.system(output: HostileInput.manyPatterns(200))], within: 20, status: 2,
      says: "the automaton needs more than"),
    Row(
      "ten thousand constants, audited", ["audit", "s.json"],
      ["s.json": HostileInput.system(output: HostileInput.manyConstants(10_000))], within: 10, status: 0,
      says: "2 agents, 1 handoff, 1 contract"),
    Row(
      "thousands of constants, checked", ["check", "s.json"] + consumer,
      ["s.json": HostileInput.system(output: HostileInput.manyConstants(2_000))], within: 20, status: 1,
      says: "silent-acceptance"),
    Row(
      "thousands of ranges as guards", ["audit", "s.json"],
      ["s.json": HostileInput.system(handoffs: HostileInput.rangeGuards(3_000), selection: "firstMatch")],
      within: 15, status: 0, says: "2 agents, 3,000 handoffs"),
    Row(
      "handoffs that each list thousands of failures", ["audit", "s.json"],
      ["s.json": HostileInput.failureLists(2_000)], within: 10, status: 1, says: "2 agents, 21 handoffs"),
  ]

  @Test(arguments: rows)
  func `what once took too long does not`(row: Row) throws {
    let folder = try TemporaryFolder()
    for (name, content) in row.files { _ = try folder.add(name, content.text()) }
    _ = try folder.add(
      "accept.py",
      """
      import sys
      for _ in sys.stdin:
          print('{"accepted": null}', flush=True)
      """)
    let found = try BuiltTool.run(row.arguments, in: folder.path(""), processorSeconds: row.seconds)
    #expect(found.status == row.status, "\(found.output.suffix(500))\(found.errors)")
    #expect((found.output + found.errors).contains(row.says), "\(found.output.suffix(2_000))\(found.errors)")
  }
}
