import HandoffContracts
import HandoffTesting
import Testing
import XCTest

@testable import HandoffTesting

private let team = AgentSystem("team", entry: "researcher") {
  Agent("researcher") {
    Reads("archive")
    Writes("notes")
  }
  Agent("writer") {
    Reads("notes")
    Finishes()
  }
  Handoff("researcher", to: "writer")
  Store("archive", .longTerm)
  Store("notes", .shortTerm)
}

@Suite("Probes of stores")
struct StoreProbeTests {
  private typealias Client = KeyValueClient<String>

  /// What each agent really does; the second writes where it may only read.
  private static func work(_ probe: StoreProbe<String>) async throws {
    try await probe.client(for: "researcher").write("plan", "bees")
    let writer = probe.client(for: "writer")
    #expect(try await writer.read("plan") == "bees")
    await #expect(
      throws: StoreRefusal(
        agent: "writer", kind: .write, store: "notes", reason: .notDeclared(granted: ["researcher"]))
    ) { try await writer.write("plan", "wasps") }
    #expect(try await writer.read("plan") == "bees", "what is refused does not reach the store")
  }

  private static let record: [(String, StoreAccess.Kind, Bool)] = [
    ("researcher", .write, true), ("writer", .read, true), ("writer", .write, false), ("writer", .read, true),
  ]

  private static let failure = """
    "writer" writes the store "notes", and does not declare it (only "researcher" does); add "notes" to its "writes" \
    (in Swift Writes("notes")), or leave the access to somebody who may
      refused: 1 access to "plan"
      store: "researcher" read 0 times and wrote 1 time, "writer" read 2 times and wrote 0 times
    """

  @Test func `what the declaration grants goes through, the rest is refused, recorded and an issue`()
    async throws
  {
    let probe = StoreProbe(team, "notes", over: Client.inMemory())
    try await Self.work(probe)
    let recorded = probe.accesses
    #expect(recorded.map(\.agent) == Self.record.map(\.0))
    #expect(recorded.map(\.kind) == Self.record.map(\.1))
    #expect(recorded.map { $0.refusal == nil } == Self.record.map(\.2))
    #expect(recorded.allSatisfy { $0.store == "notes" && $0.key == "plan" })
    #expect(await Recorded.of { expectGranted(probe) }.failures == [Self.failure])
  }

  @Test func `a refusal that the agent kept to itself is an issue all the same, once for all keys`() async {
    let probe = StoreProbe(team, "archive", over: Client.inMemory())
    for key in ["a", "b", "a"] { _ = try? await probe.client(for: "writer").read(key) }
    let failures = await Recorded.of { expectGranted(probe) }.failures
    #expect(failures.count == 1)
    #expect(
      failures.first?.contains("refused: 3 accesses to \"a\", \"b\"\n  store: nobody else used it") == true)
  }

  @Test func `what is granted passes without a word, and a probe that nobody used warns`() async throws {
    let probe = StoreProbe(team, "notes", over: Client.inMemory())
    #expect(StoreCheck(store: probe.store, accesses: probe.accesses).run().warnings.count == 1)
    try await probe.client(for: "researcher").write("plan", nil)
    #expect(StoreCheck(store: probe.store, accesses: probe.accesses).run() == CheckOutcome())
    expectGranted(probe)
  }

  @Test func `names that nobody declares are refused with the nearest`() async {
    let probe = StoreProbe(team, "notes", over: Client.inMemory())
    await #expect(throws: StoreRefusal.self) { try await probe.client(for: "writter").read("k") }
    #expect("\(probe.accesses[0].refusal, default: "")".hasSuffix("did you mean \"writer\"?"))
    let other = StoreProbe(team, "note", over: Client.inMemory())
    _ = try? await other.client(for: "writer").read("k")
    #expect("\(other.accesses[0].refusal, default: "")".hasSuffix("did you mean \"notes\"?"))
  }

  @Test(
    .enabled(if: RedisServer.program != nil, "no redis-server is installed (Debian and Ubuntu: redis-server)")
  )
  func `a Redis server is a store like any other`() async throws {
    let server = try await RedisServer(#require(RedisServer.program))
    let redis = try RedisClient(socket: server.socket)
    let probe = StoreProbe(
      team, "notes",
      over: KeyValueClient {
        try await redis.value(of: $0)
      } write: {
        try await redis.set($0, to: $1)
      })
    try await Self.work(probe)
    #expect(try await redis.value(of: "plan") == "bees")
    #expect(await Recorded.of { expectGranted(probe) }.failures == [Self.failure])
    try await probe.client(for: "researcher").write("plan", nil)
    #expect(try await redis.value(of: "plan") == nil)
    // It ends with the value, which nothing else keeps alive.
    withExtendedLifetime(server) {}
  }
}

final class StoreProbeXCTests: XCTestCase {
  func testWhatIsGrantedPasses() async throws {
    let probe = StoreProbe(team, "notes", over: KeyValueClient<Int>.inMemory())
    try await probe.client(for: "researcher").write("count", 1)
    let count = try await probe.client(for: "writer").read("count")
    XCTAssertEqual(count, 1)
    assertGranted(probe)
  }
}
