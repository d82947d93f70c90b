public import HandoffContracts
public import HandoffRuntime
public import HandoffSchema

/// One handoff that a trace tells of: the form into which every dialect is brought.
public struct TracedHandoff: Sendable, Hashable {
  /// How control moves.
  public enum Mode: String, Sendable, Hashable {
    /// The receiver goes on; control does not come back by itself.
    case pass = "pass_control"
    /// The receiver answers its caller.
    case call = "return_to_caller"
    /// The answer to a call.
    case giveBack = "return"
  }

  /// How it is known.
  public enum Evidence: String, Sendable, Hashable {
    /// The trace says so.
    case observed
    /// It follows from how spans are nested and ordered; nothing recorded says so.
    case inferred
  }

  /// The run: a trace, a conversation, or the file where the dialect names neither.
  public var run: String
  /// Its number within the run, from 1.
  public var step: Int
  /// Who handed off.
  public var from: String
  /// Who got the work.
  public var to: String
  /// How control moves.
  public var mode: Mode
  /// What travelled; `nil` where nobody recorded it.
  public var payload: JSONValue?
  /// The failure that the sender answered with.
  public var failure: String?
  /// How it is known.
  public var evidence: Evidence
  /// The identifiers of the spans that tell of it.
  public var spans: [String]
  /// Where it stands in a file.
  public var location: SourceLocation?

  /// The handoff as a record for the verifier.
  public var record: HandoffRecord {
    var record = HandoffRecord(
      trace: run, from: from, to: to,
      reason: failure.map { .failure($0) } ?? .output, payload: payload, span: spans.first)
    if mode == .giveBack { record.reason = .giveBack }
    record.failure = failure
    record.mode = mode.rawValue
    record.isForeign = true
    // Whom to hand over to is no payload that anybody promised.
    record.isUnjudged =
      payload?.objectValue.map { $0.allSatisfy { TransferNames.receivers.contains($0.key) } && !$0.isEmpty }
      ?? false
    record.isInferred = evidence == .inferred
    return record
  }

  /// The handoff as `verify --format json` lists it.
  public var json: JSONValue {
    var object: JSONObject = [
      "run": .string(run), "step": JSONValue(integerLiteral: step), "from": .string(from),
      "to": .string(to), "mode": .string(mode.rawValue),
    ]
    if let payload { object["payload"] = payload }
    if let failure { object["failure"] = .string(failure) }
    object["evidence"] = .string(evidence.rawValue)
    if !spans.isEmpty { object["spans"] = .array(spans.map(JSONValue.string)) }
    return .object(object)
  }
}
