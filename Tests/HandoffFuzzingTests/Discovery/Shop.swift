import HandoffContracts
import HandoffSchema
import HandoffTraffic
import Testing

@testable import HandoffFuzzing

/// A shop: an agent that takes orders hands them to one that ships them.
enum Shop {
  static let order: JSONValue = [
    "type": "object", "required": ["orderId", "priority", "seat", "customer", "items"],
    "additionalProperties": false,
    "properties": [
      "orderId": ["type": "string", "pattern": "^O-[0-9]{4}$"],
      "priority": ["enum": ["low", "normal", "high"]],
      "seat": ["type": "integer", "minimum": 1, "maximum": 60],
      "notes": ["type": "string", "maxLength": 200],
      "tags": [
        "type": "array", "items": ["type": "string", "minLength": 1], "maxItems": 4, "uniqueItems": true,
      ],
      "customer": [
        "type": "object", "required": ["name", "vip"], "additionalProperties": false,
        "properties": [
          "name": ["type": "string", "minLength": 1, "maxLength": 40], "vip": ["type": "boolean"],
        ],
      ],
      "items": [
        "type": "array", "minItems": 1, "maxItems": 5,
        "items": [
          "type": "object", "required": ["sku", "quantity"], "additionalProperties": false,
          "properties": [
            "sku": ["type": "string", "minLength": 2, "maxLength": 12],
            "quantity": ["type": "integer", "minimum": 1, "maximum": 99],
          ],
        ],
      ],
    ],
  ]

  static let system: AgentSystem = {
    var taker = Agent(name: "taker")
    taker.produces = "order"
    var shipper = Agent(name: "shipper")
    shipper.accepts = .contract("order")
    shipper.produces = "shipment"
    shipper.finishes = .yes
    let reason: JSONValue = [
      "type": "object", "required": ["reason"], "properties": ["reason": ["type": "string"]],
    ]
    return AgentSystem(
      name: "shop", entry: ["taker"],
      contracts: [
        Contract(
          name: "order", output: order,
          failures: [FailureOutput(kind: "no_stock", schema: reason), FailureOutput(kind: "timed_out")]),
        Contract(
          name: "shipment",
          output: [
            "type": "object", "required": ["boxes"],
            "properties": ["boxes": ["type": "integer", "minimum": 1, "maximum": 400]],
          ],
          failures: [FailureOutput(kind: "cannot_ship")]),
      ],
      agents: [taker, shipper], handoffs: [Handoff(from: "taker", to: "shipper")])
  }()

  static let schema: Schema? = try? Schema(order)

  /// Accepts what keeps the contract and refuses the rest, as a sound consumer does.
  static func strict(_ content: HandoffCase.Content) -> ConsumerAnswer {
    guard case .payload(let payload) = content else { return .rejected("not JSON") }
    if let violation = schema?.violations(in: payload).first { return .rejected("\(violation)") }
    return .accepted(answer: ["boxes": 1], understood: Understanding(payload))
  }

  /// A consumer that changes the payload before it looks at it, and remembers nothing of what it was.
  static func changing(_ change: @escaping (inout JSONObject) -> Void) -> (HandoffCase.Content) ->
    ConsumerAnswer
  {
    { content in
      guard case .payload(.object(var members)) = content else { return strict(content) }
      change(&members)
      let answer = strict(.payload(.object(members)))
      guard case .accepted(let given, _) = answer else { return answer }
      return .accepted(answer: given, understood: nil)
    }
  }
}

/// A consumer that can be started afresh, as a program can.
final class FreshConsumer: HandoffConsumer {
  typealias Body = (HandoffCase.Content) -> ConsumerAnswer

  private let make: () -> Body
  private var body: Body
  private(set) var starts = 1

  init(_ make: @escaping () -> Body) {
    self.make = make
    body = make()
  }

  let readsText = true
  let isRenewable = true

  func renew() async {
    starts += 1
    body = make()
  }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    let answer = body(handoffCase.content)
    // A program that ended knows nothing any more.
    if answer.endsConsumer { await renew() }
    return answer
  }
}

extension CampaignSubject {
  /// What the shop's one handoff carries.
  static func ofShop() throws -> CampaignSubject {
    var traffic = Traffic(Shop.system)
    let passages = traffic.structure.passages(of: Shop.system)
    return try CampaignSubject(#require(passages.first), in: &traffic)
  }
}
