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
        words.append(Derivation.step(token))
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
    case "required", "dependentRequired", "dependencies": return "may leave out \(violation.allowed)"
    case "false", "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
      return "may send \(value.map(shown) ?? violation.found)"
    case "contains", "minContains", "maxContains":
      guard case .array(let items)? = value, !items.isEmpty else { return "allows an empty array" }
      return "allows an array of which \(violation.found) match"
    case "oneOf":
      // It says which alternatives accept the value, where several do.
      return
        "allows \(violation.found == value?.brief ? value.map(shown) ?? violation.found : violation.found)"
    case "uniqueItems", "minItems", "maxItems", "minProperties", "maxProperties":
      return "allows \(violation.found)"
    default:
      if isAboutName(violation) { return "allows \(violation.found)" }
      return "allows \(value.map(shown) ?? violation.found)"
    }
  }

  private static func accepted(_ violation: Violation) -> String {
    var words: String
    switch violation.keyword {
    case "required", "dependentRequired", "dependencies": words = "requires \(violation.allowed)"
    case "false", "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems":
      words = "allows \(violation.allowed)"
    case "contains", "minContains", "maxContains", "minItems", "maxItems", "minProperties", "maxProperties":
      words = "asks for \(violation.allowed)"
    default:
      words =
        isAboutName(violation)
        ? "allows as a member name only \(violation.allowed)" : "only \(violation.allowed)"
    }
    // One branch of several is told about; the reader has to know that there are others.
    if let hint = violation.hint, hint.includes("alternatives of") { words += " (\(hint))" }
    return words
  }

  private static func isAboutName(_ violation: Violation) -> Bool {
    violation.found.hasPrefix("the member name")
  }

  /// The value itself where it is short.
  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .array, .object:
      let text = value.text()
      return text.utf8.count <= 60 ? text : value.brief
    default: return value.literal
    }
  }
}
