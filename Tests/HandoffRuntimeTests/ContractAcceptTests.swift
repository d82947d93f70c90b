import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("The gate in one line")
struct ContractAcceptTests {
  private struct Seat: Codable, Equatable { var seat: Int }

  private static let contract = Contract("seat") {
    Output { Field("seat", .integer(1...60)) }
    Failure("full")
  }

  @Test func `an output of the contract comes through as the type`() throws {
    #expect(try Self.contract.accept(#"{"seat": 7}"#.utf8, as: Seat.self) == Seat(seat: 7))
    #expect(try Self.contract.accept(#"{"seat": 7}"#.utf8) == ["seat": 7])
  }

  private static let refused = [
    (#"{"seat": "7"}"#, "\"/seat\" must be an integer"), (#"{"seat": 0}"#, "at least 1"), ("{}", "seat"),
    (#"{"seat": 7"#, "Answer with one JSON value"), (#"{"failure": "full"}"#, "the sender failed: \"full\""),
  ]

  @Test(arguments: refused)
  func `everything else is refused, and says why`(text: String, why: String) throws {
    let error = #expect(throws: ContractRefusal.self) { try Self.contract.accept(text.utf8, as: Seat.self) }
    #expect(error?.description.contains(why) == true, "\(String(describing: error))")
  }

  @Test func `a type that does not take what the contract allows says so`() throws {
    struct Wrong: Decodable { var row: Int }
    let error = #expect(throws: ContractRefusal.self) {
      try Self.contract.accept(#"{"seat": 7}"#.utf8, as: Wrong.self)
    }
    #expect(
      error?.reason == .undecodable(type: "Wrong", #"at (root): no member "row""#))
  }
}
