import HandoffContracts
import HandoffTesting
import XCTest

// A start: two agents and the handoff between them. Put yours in their place.

let order = Contract("order", version: "1.0.0", description: "What the worker is to get.") {
  Output {
    Field("item", .string(length: 1...80))
    Field("amount", .integer(1...100))
  }
  .closed()
  Failure("unclear", "The request names nothing that can be ordered.")
}

let receipt = Contract("receipt", version: "1.0.0", description: "What the worker got.") {
  Output {
    Field("item", .string(length: 1...80))
    Field("amount", .integer(1...100))
  }
  .closed()
  Failure("sold_out", "There is not enough of it.")
}

let starter = AgentSystem("starter", entry: "planner") {
  Agent("planner") {
    Performs("Make one order of a request.")
    Accepts { Field("request", .string(length: 1...400)) }
    Produces(order)
    OnInvalid("unclear")
  }
  Agent("worker") {
    Performs("Carry the order out.")
    Accepts(order)
    Produces(receipt)
    Finishes()
    OnInvalid(.reject)
  }
  Human("person")
  Handoff("planner", to: "worker", .pipeline, carries: .everything)
  Handoff("planner", to: "person", on: .failure("unclear"))
  Handoff("worker", to: "person", on: .failure("sold_out"))
}

/// What the worker reads, and what it answers.
struct Order: Codable {
  var item: String
  var amount: Int
}

/// The receiver: replace the body by a call of your agent.
func carryOut(_ order: Order) throws -> Order {
  if order.item == "unicorn" { throw HandoffFailure("sold_out") }
  return order
}

final class StarterHandoffs: XCTestCase {
  func testTheWorkerSurvivesEverythingThePlannerMaySend() async {
    await assertHandoff(starter, from: "planner", to: "worker") { payload in
      // The contract stands in front of the agent, so that what breaks it is refused before anything looks at it.
      try Answer(carryOut(order.accept(payload.bytes, as: Order.self)))
    }
  }

  func testRoutingIsSound() {
    assertSound(starter, failingOn: .warning)
  }

  func testTheManifestSaysTheSame() {
    // The command line reads the manifest; HANDOFF_UPDATE=1 writes it anew from the declaration above.
    assertManifest(starter, "../../Templates/swift/system.json")
  }
}
