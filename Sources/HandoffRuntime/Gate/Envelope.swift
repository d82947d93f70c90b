public import HandoffContracts
public import HandoffSchema

/// What every handoff carries beside its payload: task, context, output format and failure instructions.
public struct Envelope: Sendable, Hashable {
  /// What the receiver is to do.
  public var task: String
  /// What it has to know for that.
  public var context: JSONValue
  /// The JSON Schema of the answer.
  public var outputFormat: JSONValue
  /// What it answers where it cannot do the task.
  public var failureInstructions: String

  /// Puts an envelope together.
  public init(task: String, context: JSONValue, outputFormat: JSONValue, failureInstructions: String) {
    self.task = task
    self.context = context
    self.outputFormat = outputFormat
    self.failureInstructions = failureInstructions
  }

  /// Puts an envelope together for an agent that answers by a contract.
  ///
  /// - Parameters:
  ///   - contract: Gives the output format and the failure instructions.
  ///   - task: What the receiver is to do.
  ///   - context: What it has to know for that.
  public init(answering contract: Contract, task: String, context: JSONValue) {
    self.init(
      task: task, context: context, outputFormat: contract.output,
      failureInstructions: Self.instructions(for: contract))
  }

  private static func instructions(for contract: Contract) -> String {
    guard !contract.failures.isEmpty else {
      return "No failure is declared: say in your answer that the task cannot be done."
    }
    let lines = contract.failures.map { failure -> String in
      let shape =
        contract.failureTag.map { tag in
          JSONValue.object([tag: .string(failure.kind)]).text(.compact)
        } ?? failure.schema?.text(.compact) ?? failure.kind
      let meaning = failure.description.map { ": \($0)" } ?? "."
      let more = contract.failureTag != nil && failure.schema != nil ? ", with what its schema asks for" : ""
      return "- \(shape)\(more)\(meaning)"
    }
    return (["If you cannot do the task, answer with one of these instead of a result."] + lines)
      .joined(separator: "\n")
  }

  /// The contract of an envelope, by which it can be checked like any other payload.
  public static let contract = Contract(
    name: "handoff.envelope", version: "1.0.0",
    description: "What every handoff carries beside its payload.",
    output: [
      "type": "object",
      "required": ["task", "context", "outputFormat", "failureInstructions"],
      "properties": [
        "task": ["type": "string", "minLength": 1], "context": true,
        "outputFormat": ["type": ["object", "boolean"]],
        "failureInstructions": ["type": "string", "minLength": 1],
      ],
      "additionalProperties": false,
    ])

  /// The envelope as a payload.
  public var value: JSONValue {
    [
      "task": .string(task), "context": context, "outputFormat": outputFormat,
      "failureInstructions": .string(failureInstructions),
    ]
  }

  /// Reads an envelope.
  ///
  /// - Returns: `nil` for a payload that breaks ``contract``.
  public init?(_ value: JSONValue) {
    guard let task = value["task"]?.stringValue, !task.isEmpty, let context = value["context"],
      let format = value["outputFormat"], let instructions = value["failureInstructions"]?.stringValue,
      !instructions.isEmpty, case .object(let members) = value, members.count == 4
    else { return nil }
    switch format {
    case .object, .bool: break
    default: return nil
    }
    self.init(task: task, context: context, outputFormat: format, failureInstructions: instructions)
  }

  /// The parts that a handoff does not say that it carries.
  public static func missingParts(of handoff: Handoff) -> [Handoff.EnvelopePart] {
    Handoff.EnvelopePart.allCases.filter { !(handoff.carries ?? []).contains($0) }
  }
}
