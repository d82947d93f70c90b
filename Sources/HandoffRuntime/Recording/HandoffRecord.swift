public import HandoffSchema

/// One handoff that happened, as `docs/recording.md` describes the lines of a recording.
public struct HandoffRecord: Sendable, Hashable {
  /// Why work moved.
  public enum Reason: Sendable, Hashable {
    case output, none, limit
    case failure(String)
    /// Control went back to a caller.
    case giveBack
  }

  /// What the payload was, held against the sender's contract.
  public enum Verdict: String, Sendable, Hashable {
    case output, failure, violation
    /// Nothing held it against anything.
    case unchecked
  }

  /// The run.
  public var trace: String
  /// The visit of the sender, and the one that it belongs to, where the caller's tracing names them.
  public var span: String?
  /// The span that `span` belongs to.
  public var parent: String?
  /// When it happened, RFC 3339.
  public var time: String?
  /// The agent that handed off.
  public var from: String
  /// The agent that got the work; `nil` where the run ended at `from`.
  public var to: String?
  /// Why.
  public var reason: Reason
  /// The name of the handoff, where several lead from one agent to the other.
  public var handoff: String?
  /// What travelled; absent where it is not recorded.
  public var payload: JSONValue?
  /// Whether parts of `payload` were replaced by ``RecordingOptions/redaction``.
  public var isRedacted = false
  /// The SHA-256 of the payload's canonical form (RFC 8785); absent where it is not recorded.
  public var hash: String?
  /// What the payload was.
  public var verdict: Verdict?
  /// Whether it comes from a trace whose words for reasons and failures are not those of the declaration.
  package var isForeign = false
  /// Whether it follows from the order of other things only; nobody recorded it.
  package var isInferred = false
  /// Whether the payload is none that a contract describes.
  package var isUnjudged = false
  /// How control moved, where the trace says that.
  package var mode: String?
  /// The failure with which control went back.
  package var failure: String?

  /// Describes a handoff, or the end of a run where `to` is `nil`.
  public init(
    trace: String, from: String, to: String?, reason: Reason = .output, handoff: String? = nil,
    payload: JSONValue? = nil, span: String? = nil, parent: String? = nil, time: String? = nil
  ) {
    self.trace = trace
    self.from = from
    self.to = to
    self.reason = reason
    self.handoff = handoff
    self.payload = payload
    self.span = span
    self.parent = parent
    self.time = time
  }

  /// The hash of a payload, as a recording has it.
  ///
  /// - Complexity: O(*n* log *n*) in the size of the payload.
  public static func hash(of payload: JSONValue) -> String { SHA256.digest(payload.text(.canonical).utf8) }
}

extension HandoffRecord {
  /// The record as one JSON object.
  public var json: JSONValue {
    var object: JSONObject = ["trace": .string(trace)]
    if let span { object["span"] = .string(span) }
    if let parent { object["parent"] = .string(parent) }
    if let time { object["time"] = .string(time) }
    object["from"] = .string(from)
    object["to"] = to.map(JSONValue.string) ?? .null
    object["on"] =
      switch reason {
      case .output: "output"
      case .none: "none"
      case .limit: "limit"
      case .giveBack: "return"
      case .failure(let kind): ["failure": .string(kind)]
      }
    if let handoff { object["handoff"] = .string(handoff) }
    if let verdict { object["verdict"] = .string(verdict.rawValue) }
    if let hash { object["hash"] = .string(hash) }
    if isRedacted { object["redacted"] = true }
    if let payload { object["payload"] = payload }
    return .object(object)
  }

  /// Why a value is no record.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    public var description: String
  }

  /// Reads a record; members that it does not know are ignored.
  ///
  /// - Throws: ``Malformed`` where a member is missing or is of another kind.
  public init(_ json: JSONValue) throws(Malformed) {
    guard case .object(let object) = json else { throw Malformed(description: "a record is an object") }
    try self.init(RecordMembers(object))
  }

  /// Reads a record of the members of its line.
  ///
  /// - Throws: ``Malformed`` where a member is missing or is of another kind.
  package init(_ members: RecordMembers) throws(Malformed) {
    func text(_ name: String, _ value: JSONValue?) throws(Malformed) -> String? {
      switch value {
      case nil, .null?: nil
      case .string(let text)?: text
      default: throw Malformed(description: "\"\(name)\" must be a string")
      }
    }
    guard let trace = try text("trace", members.trace) else {
      throw Malformed(description: "\"trace\" is missing")
    }
    guard let from = try text("from", members.from) else {
      throw Malformed(description: "\"from\" is missing")
    }
    self.init(trace: trace, from: from, to: try text("to", members.to))
    span = try text("span", members.span)
    parent = try text("parent", members.parent)
    time = try text("time", members.time)
    handoff = try text("handoff", members.handoff)
    hash = try text("hash", members.hash)
    if let word = try text("verdict", members.verdict) {
      guard let verdict = Verdict(rawValue: word) else {
        throw Malformed(
          description: "\"verdict\" must be \"output\", \"failure\", \"violation\" or \"unchecked\"")
      }
      self.verdict = verdict
    }
    isRedacted = members.redacted == true
    payload = members.payload
    switch members.on {
    case nil, .string("output")?: reason = .output
    case .string("none")?: reason = .none
    case .string("limit")?: reason = .limit
    case .string("return")?: reason = .giveBack
    case .object(let on)?:
      guard let kind = on["failure"]?.stringValue else {
        throw Malformed(description: "\"on\" must name the failure: {\"failure\": \"KIND\"}")
      }
      reason = .failure(kind)
    default:
      throw Malformed(
        description: "\"on\" must be \"output\", \"none\", \"limit\", \"return\" or {\"failure\": \"KIND\"}")
    }
  }
}
