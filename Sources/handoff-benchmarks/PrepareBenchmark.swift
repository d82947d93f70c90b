import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Prepares the campaign of a handoff whose contract has many members and prints milliseconds.
struct PrepareBenchmark {
  private var members = 500

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--members": members = Int(rest.popFirst() ?? "") ?? members
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  func run() throws {
    let kinds: [JSONValue] = [
      ["type": "string", "minLength": 1, "maxLength": 40],
      ["type": "integer", "minimum": 0, "maximum": 100],
      ["enum": ["low", "normal", "high"]],
      ["type": "array", "items": ["type": "string"], "maxItems": 5],
      ["type": "boolean"],
    ]
    let properties = (0..<members).map { number in
      JSONObject.Member(key: "member\(number)", value: kinds[number % kinds.count])
    }
    let required = (0..<members).filter { $0 % 2 == 0 }.map { JSONValue.string("member\($0)") }
    var system = HelpdeskSystem.system
    system.contracts[0].output = [
      "type": "object", "properties": .object(JSONObject(properties)), "required": .array(required),
      "additionalProperties": false,
    ]
    let time = try medianNanoseconds {
      _ = try HandoffCampaign(system, handoff: HelpdeskSystem.handoff).caseCount(readsText: true)
    }
    print("{\"members\":\(members),\"milliseconds\":\((time / 1e4).rounded() / 100)}")
  }
}
