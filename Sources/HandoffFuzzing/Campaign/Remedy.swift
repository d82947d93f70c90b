import HandoffSchema

/// What to do about a cause, in the language of the consumer.
struct Remedy {
  let cause: FailureCause
  let content: HandoffCase.Content
  let mutation: Mutation?
  let answer: ConsumerAnswer
  let subject: CampaignSubject
  let language: ConsumerLanguage
  /// What the declaration is called, such as the manifest's name.
  let declaration: String

  /// The remedy line by line, code indented.
  func lines(_ confirmation: Confirmation) -> [String] {
    switch confirmation {
    case .dependsOnState:
      [
        "Let one payload leave nothing behind that the next one meets: no variable outside of the loop, no cache."
      ]
    case .flaky:
      [
        "Make it answer the same payload alike; where it is random by nature, say how often it may fail: --allow-rate 0.05."
      ]
    case .confirmed, .unconfirmed: classLines
    }
  }

  private var classLines: [String] {
    switch cause.failureClass {
    case .brokenProtocol: protocolLines
    case .silentAcceptance:
      ["Put the contract in front of the consumer, before anything else looks at the payload:"] + gate
        + lineFeedAtEnd + [
          "Where the receiver may take it, say so in its declaration: widen what it accepts."
        ]
    case .failureSwallowed:
      ["Ask for the failure before the payload is used:"] + failureCheck
        + [
          "Where the receiver is to take it, declare a handoff with \"on\": {\"failure\": …} that brings it there."
        ]
    case .crash: crashLines
    case .hang:
      [
        "Answer every payload within the time limit; one that cannot be worked on is refused or answered with a declared failure."
      ]
    case .overStrict:
      [
        "Let the receiver accept it, or let the sender promise less: narrow \(promise), so that it can never be sent."
      ]
    case .misinterpretation: ["Read the members by the names and with the values that \(promise) gives them."]
    case .invalidAnswer:
      [
        "Let the consumer answer what its own contract \"\(subject.contract ?? "")\" promises, or change that contract."
      ]
    case .undeclaredFailure:
      [
        "Declare the failure under \"failures\" of the contract \"\(subject.contract ?? "")\", or answer with a declared one."
      ]
    default: ["Answer what \"onInvalid\" says, or change \"onInvalid\"."]
    }
  }

  /// What a validator in Python lets through.
  private var lineFeedAtEnd: [String] {
    guard language == .python, case .string(let text)? = mutation?.became,
      text.utf8.last == UInt8(ascii: "\n")
    else {
      return []
    }
    return [
      "In Python $ also matches in front of a line feed at the end, in jsonschema too; the gate does not."
    ]
  }

  private var promise: String {
    subject.promisedBy.map { "the contract \"\($0)\"" } ?? "the contract"
  }

  private var crashLines: [String] {
    guard keepsContract else {
      return [
        "Check the payload before it is used; what breaks the contract is refused, not met with an exception:"
      ] + gate
    }
    let hint = CrashHint(content, answer, subject: subject, language: language).text.map { ": \($0)" } ?? ""
    let lines = [
      "The payload keeps the contract, so the consumer must be able to work on it\(hint).",
      "Or let the sender promise less: narrow \(promise), so that it can never be sent.",
    ]
    guard cause.scope == .everything else { return lines }
    return lines + [
      "And put the contract in front of the consumer, before anything else looks at the payload:"
    ] + gate
  }

  /// Whether the payload is what the sender promises, whatever was done to it.
  private var keepsContract: Bool {
    if case .payload(let payload) = content { subject.schema.isValid(payload) } else { false }
  }

  private var protocolLines: [String] {
    guard case .garbled(let mistake) = answer else { return [] }
    let remedy = mistake.remedy.prefix(1).uppercased() + mistake.remedy.dropFirst()
    switch language {
    case .python:
      return ["\(remedy):"] + pythonProtocol(mistake)
    case .javaScript:
      return [
        "\(remedy):", "  for await (const line of readline.createInterface({ input: process.stdin }))",
        "    process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + \"\\n\");",
      ]
    default: return ["\(remedy)."]
    }
  }

  private func pythonProtocol(_ mistake: ProtocolMistake) -> [String] {
    switch mistake.name {
    case "chatter":
      ["  print(\"INFO ...\", file=sys.stderr)", "  print(json.dumps(answer), flush=True)"]
    case "ends-early":
      ["  for line in sys.stdin:", "      print(json.dumps(answer), flush=True)"]
    case "not-utf8":
      ["  sys.stdout.reconfigure(encoding=\"utf-8\")  # once, or json.dumps without ensure_ascii=False"]
    case "not-an-answer" where mistake.what.contains("NaN"):
      ["  print(json.dumps(answer, allow_nan=False), flush=True)  # JSON has no NaN: answer null, or refuse"]
    case "not-an-answer":
      ["  print(json.dumps({\"accepted\": result}), flush=True)"]
    default: ["  print(json.dumps(answer), flush=True)"]
    }
  }

  /// The lines that hold the payload against the contract.
  private var gate: [String] {
    let name = subject.promisedBy ?? "NAME"
    switch language {
    case .python:
      return [
        "  gate = handoff_gate.Gate(\(Self.literal(declaration)))  # once; docs/agents-in-python.md tells of both modules",
        "  try: payload = gate.accept(\(Self.literal(name)), handoff_adapter.text_of(line))",
        "  except handoff_gate.Refused as why: print(json.dumps({\"rejected\": str(why)}), flush=True); continue",
      ]
    case .javaScript:
      return [
        "  const gate = new Gate(\(Self.literal(declaration)));  // once; docs/agents-in-python.md tells of handoff-gate.mjs",
        "  try { payload = await gate.accept(\(Self.literal(name)), textOf(line)); }",
        "  catch (why) { if (!(why instanceof Refused)) throw why; console.log(JSON.stringify({ rejected: why.message })); continue; }",
      ]
    case .swift:
      return [
        "  let value = try contract.accept(payload.bytes, as: Value.self)  // the contract \(Self.literal(name))"
      ]
    case .other:
      return [
        "  handoff validate --serve \(declaration)   # started once by the consumer; or a JSON Schema validator for your language",
        "  {\"contract\": \(Self.literal(name)), \"text\": \"…\"} is a line to it; refuse with {\"rejected\": \"WHY\"} what it does not accept",
      ]
    }
  }

  private var failureCheck: [String] {
    switch language {
    case .python:
      [
        "  if \"failure\" in payload: print(json.dumps({\"rejected\": payload[\"failure\"]}), flush=True); continue"
      ]
    case .javaScript: ["  if (\"failure\" in payload) return reject(payload.failure);"]
    case .swift: ["  if let kind = payload[\"failure\"]?.stringValue { throw HandoffRefusal(kind) }"]
    case .other: ["  refuse a payload whose failure tag names a failure"]
    }
  }

  /// A text as both Python and JavaScript write it.
  private static func literal(_ text: String) -> String { JSONValue.string(text).text() }
}
