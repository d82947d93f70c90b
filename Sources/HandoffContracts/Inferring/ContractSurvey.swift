public import HandoffSchema

/// What recorded payloads of one agent have in common: its output, and each of its failures.
public struct ContractSurvey: Sendable {
  private var output = PayloadSurvey()
  private var failures: [(kind: String, survey: PayloadSurvey)] = []
  private var indices: [ExactString: Int] = [:]

  /// A survey of nothing yet.
  public init() {}

  /// How many payloads were looked at.
  public var count: Int { failures.reduce(output.count) { $0 + $1.survey.count } }

  /// Looks at an output, or at a failure that names itself by the usual tag.
  ///
  /// - Complexity: O(*n*) on average in the size of the payload.
  public mutating func add(_ payload: JSONValue) {
    if let kind = payload[Contract.defaultFailureTag]?.stringValue, !kind.isEmpty {
      add(payload, failure: kind)
    } else {
      output.add(payload)
    }
  }

  /// Looks at a failure of a kind; the payload is absent where nobody recorded it.
  ///
  /// - Complexity: O(*n*) on average in the size of the payload.
  public mutating func add(_ payload: JSONValue?, failure kind: String) {
    let index = indices[ExactString(kind)] ?? failures.count
    if index == failures.count {
      indices[ExactString(kind)] = index
      failures.append((kind, PayloadSurvey()))
    }
    if let payload { failures[index].survey.add(payload) }
  }

  /// A contract that everything keeps which was seen: a draft to edit.
  ///
  /// - Complexity: O(*n*) in the size of the contract.
  public func contract(_ name: String) -> Contract {
    let seen = Counted.text(count, "payload")
    let drafts = failures.map { kind, survey -> FailureOutput in
      guard survey.count > 0 else { return FailureOutput(kind: kind) }
      return FailureOutput(kind: kind, schema: tagged(survey.schema(), kind))
    }
    return Contract(
      name: name, version: "0.1.0", description: "Drafted from \(seen).",
      output: output.count > 0 ? output.schema() : true, failures: drafts)
  }

  /// The schema of a failure with its tag said exactly.
  private func tagged(_ schema: JSONValue, _ kind: String) -> JSONValue {
    guard var object = schema.objectValue, var properties = object["properties"]?.objectValue,
      properties[Contract.defaultFailureTag] != nil
    else { return schema }
    properties[Contract.defaultFailureTag] = ["const": .string(kind)]
    object["properties"] = .object(properties)
    return .object(object)
  }
}
