import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Contract fixtures")
struct ContractFixturesTests {
  private func fixtures(_ index: Int = 0, of system: AgentSystem = SampleSystem.seats) throws
    -> ContractFixtures
  {
    try ContractFixtures(of: system.contracts[index], in: system.schemas())
  }

  @Test func `valid fixtures keep the contract, broken ones break it, failures are its failures`() throws {
    let schemas = SampleSystem.seats.schemas()
    let output = try #require(try schemas.output(of: "request"))
    let failure = try #require(try schemas.failure("no_flight", of: "request"))
    let found = try fixtures()
    for fixture in found.fixtures {
      guard case .payload(let payload) = fixture.content else {
        #expect(fixture.role == .invalid)
        continue
      }
      #expect(output.isValid(payload) == (fixture.role == .valid), "\(fixture.name)")
      #expect(failure.isValid(payload) == (fixture.role == .failures), "\(fixture.name)")
      #expect(try JSONValue(parsing: fixture.text) == payload)
      if fixture.role == .invalid { #expect(fixture.mutation != nil) }
    }
    #expect(found.missed == [])
    #expect(Set(found.fixtures.map(\.role)) == Set(ContractFixture.Role.allCases))
    #expect(found.fixtures.filter { $0.role == .failures }.map(\.kind) == ["no_flight"])
  }

  @Test func `every obligation of the valid side is shown by one of few payloads`() throws {
    let found = try fixtures()
    let valid = found.fixtures.filter { $0.role == .valid }
    let output = try #require(try SampleSystem.seats.schemas().output(of: "request"))
    let builder = CaseBuilder(output)
    // Locations count from the contract's own schema.
    let wanted = Obligation.all(in: builder.plan).map {
      $0.label(in: builder.plan.graph).replacing("/contracts/request/output/", with: "/")
        .replacing("/contracts/request/output:", with: "(root):")
    }
    #expect(Set(valid.flatMap(\.shows)) == Set(wanted + ["the simplest payload", "every optional part"]))
    #expect(valid.count < wanted.count + 2)
  }

  @Test func `names tell fixtures apart and are safe in every file system`() throws {
    let found = try fixtures()
    let files = found.fixtures.map(\.file)
    #expect(Set(files.map { $0.lowercased() }).count == files.count)
    let safe = files.allSatisfy { file in
      file.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(byte)
      }
    }
    #expect(safe)
  }

  @Test func `a new member changes no name and no payload that is not about it`() throws {
    var system = SampleSystem.seats
    let before = try fixtures()
    if case .object(var schema) = system.contracts[0].output,
      case .object(var properties) = schema["properties"]
    {
      properties["window"] = ["type": "boolean"]
      schema["properties"] = .object(properties)
      system.contracts[0].output = .object(schema)
    }
    let after = try fixtures(of: system)
    let kept = Set(after.fixtures.map(\.file))
    #expect(before.fixtures.filter { !kept.contains($0.file) }.map(\.file) == [])
    #expect(after.fixtures.contains { $0.shows.contains { $0.contains("window") } })
  }

  @Test func `the same contract gives the same fixtures`() throws {
    #expect(try fixtures() == fixtures())
  }

  @Test func `names keep what words say, and tell apart what they do not`() {
    var names = FixtureNames()
    #expect(names.name(for: "/properties/dueDate: too-long") == "properties-duedate-too-long")
    let second = names.name(for: "/properties/duedate: too-long")
    #expect(second.hasPrefix("properties-duedate-too-long-"))
    let umlaut = names.name(for: "für")
    #expect(umlaut.hasPrefix("fr-") && umlaut != names.name(for: "fär"))
  }
}
