extension Counterexample.Explanation {
  /// Says in words where a refusal comes from; the producer is given where it is a single schema.
  init(of violation: Violation, in payload: JSONValue, producer: Schema?) {
    let value = payload[violation.instance]
    self.init(
      path: Self.words(violation, payload),
      producer: Self.sent(violation, value),
      consumer: Self.accepted(violation),
      producerLocation: producer.flatMap { ProducerTrail($0).location(of: violation.instance, in: payload) },
      consumerLocation: violation.absoluteKeywordLocation)
  }

  /// The way to the place: names of members, and for elements whether all or just one is meant.
  private static func words(_ violation: Violation, _ payload: JSONValue) -> [String] {
    let single = Set(placesInPrefix(violation.keywordLocation))
    var value: JSONValue? = payload
    var words: [String] = []
    for token in violation.instance.tokens {
      if case .array(let items)? = value {
        words.append(single.contains(token) ? "item \(token)" : "every item")
        let index = JSONPointer.arrayIndex(token) ?? items.endIndex
        value = items.indices.contains(index) ? items[index] : nil
      } else {
        words.append(token)
        value = value?[token]
      }
    }
    return words
  }

  /// The places that `prefixItems` names on the way to a keyword.
  private static func placesInPrefix(_ location: JSONPointer) -> [String] {
    zip(location.tokens, location.tokens.dropFirst()).filter { $0.0 == "prefixItems" }.map(\.1)
  }

  private static func sent(_ violation: Violation, _ value: JSONValue?) -> String {
    switch violation.keyword {
    case "required", "dependentRequired", "dependencies": return "does not promise it"
    case "false", "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
      return "may send \(value?.literal ?? violation.found)"
    default:
      switch value {
      case nil, .array?, .object?: return "allows \(violation.found)"
      case let value?: return "allows \(value.literal)"
      }
    }
  }

  private static func accepted(_ violation: Violation) -> String {
    switch violation.keyword {
    case "required", "dependentRequired", "dependencies": "requires \(violation.allowed)"
    case "false", "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
      "allows \(violation.allowed)"
    default: "only \(violation.allowed)"
    }
  }
}
