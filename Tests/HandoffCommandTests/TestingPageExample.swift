import HandoffContracts
import HandoffTesting
import Testing
import XCTest

// docs/testing.md shows what stands here; TestingPageTests compares them letter for letter.

let brief = Contract("brief", version: "1.0.0") {
  Output {
    Field("topic", .string(length: 1...80))
    Field("words", .integer(50...500))
    Field("tone", .oneOf("plain", "formal")).optional()
  }
  .closed()
  Failure("off_topic", "The request is none for a text.")
}

let text = Contract("text", version: "1.0.0") {
  Output { Field("title", .string(length: 1...)) }
  Failure("too_vague")
}

let deskSystem = AgentSystem("desk", entry: "planner") {
  Agent("planner") { Produces(brief) }
  Agent("author") {
    Accepts(brief)
    Produces(text)
    Finishes()
  }
  Human("editor")
  Handoff("planner", to: "author")
  Handoff("planner", to: "editor", on: .failure("off_topic"))
  Handoff("author", to: "editor", on: .failure("too_vague"))
}

struct Brief: Codable {
  var topic: String
  var words: Int
  var tone: String?
}

struct Title: Codable { var title: String }

func write(_ brief: Brief) throws -> Title {
  guard brief.topic != "?" else { throw HandoffFailure("too_vague") }
  return Title(title: "\(brief.topic), in \(brief.words) words")
}

@Suite(.disabled("shown in docs/testing.md, and run by TestingPageTests, which expects it to fail"))
struct AuthorHandoffs {
  @Test func `the author survives everything the planner may send`() async {
    await expectHandoff(deskSystem, from: "planner", to: "author") { payload in
      try Answer(write(payload.decode(Brief.self)))
    }
  }
}

struct GatedAuthorHandoffs {
  @Test func `the author survives everything the planner may send`() async {
    await expectHandoff(deskSystem, from: "planner", to: "author") { payload in
      let request = try brief.accept(payload.bytes, as: Brief.self)
      return try Answer(write(request))
    }
  }
}

final class AuthorHandoffsInXCTest: XCTestCase {
  func testTheAuthorSurvivesEverythingThePlannerMaySend() async {
    await assertHandoff(deskSystem, from: "planner", to: "author") { payload in
      let request = try brief.accept(payload.bytes, as: Brief.self)
      return try Answer(write(request))
    }
  }
}

@Suite(.cases(200), .perCase(.seconds(2)))
struct DeskTests {
  @Test func `routing is sound and every receiver takes what it may get`() {
    expectSound(deskSystem)
    expectCompatible(deskSystem)
  }

  @Test func `the type reads what the contract describes`() {
    expectDecodes(Brief.self, brief)
  }

  @Test func `the author keeps its contract`() async {
    await expectProducer(deskSystem, "author") { payload in
      try write(payload.decode(Brief.self))
    }
  }

  @Test func `what the planner returns works as input of the author`() async {
    await expectRoundTrip(deskSystem, from: "planner", to: "author", inputs: ["bees"]) { request in
      Brief(topic: request.value.stringValue ?? "", words: 200)
    } consuming: { payload in
      try Answer(write(payload.decode(Brief.self)))
    }
  }

  @Test(arguments: deskSystem.handoffs)
  func `each handoff is a test case with its name`(handoff: Handoff) async {
    guard handoff.to == "author" else { return }
    await expectHandoff(deskSystem, handoff) { payload in
      try Answer(write(brief.accept(payload.bytes, as: Brief.self)))
    }
  }
}

let deskWithNotes = AgentSystem("desk", entry: "planner") {
  Agent("planner") { Writes("notes") }
  Agent("author") {
    Reads("notes")
    Finishes()
  }
  Handoff("planner", to: "author")
  Store("notes", .shortTerm)
}

func plan(notes: KeyValueClient<String>) async throws {
  try await notes.write("topic", "bees")
}

func author(notes: KeyValueClient<String>) async throws -> Title {
  Title(title: try await notes.read("topic") ?? "untitled")
}

struct NotesTests {
  @Test func `each agent uses the notes as declared`() async throws {
    let notes = KeyValueClient<String>.inMemory()
    let probe = StoreProbe(deskWithNotes, "notes", over: notes)
    try await plan(notes: probe.client(for: "planner"))
    #expect(try await author(notes: probe.client(for: "author")).title == "bees")
    expectGranted(probe)
  }
}
