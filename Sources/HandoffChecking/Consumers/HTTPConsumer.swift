package import HandoffFuzzing
import HandoffSchema

/// A consumer behind an HTTP address: each payload is the body of a request.
///
/// `docs/consumer-protocol.md` says what status and body mean.
package final class HTTPConsumer: ProgramConsumer {
  /// So many requests may stay without any answer before the address is given up.
  private static let triesWithoutAnswer = 3
  /// So many payloads may be waited for in vain; each costs the whole timeout.
  private static let hangs = 5
  /// What says that nobody serves payloads at the address, unless payloads were served there.
  private static let wrongAddress = [401, 403, 404, 405, 407]

  private let endpoint: HTTPEndpoint
  private let conduct: ProgramConduct
  private let failureTag: String?
  private let note: RunningNote?
  private var hasAnswered = false
  private var failedTries = 0
  private var hangCount = 0

  package let readsText = true
  package var knownEnds = 0
  package let lingered = 0
  package private(set) var surrender: String?

  /// Takes an address; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - endpoint: The address.
  ///   - conduct: How long to wait.
  ///   - failureTag: The member that names the kind in a failure payload of the consumer's contract.
  ///   - note: Names each case before it is handed over.
  package init(
    _ endpoint: HTTPEndpoint, _ conduct: ProgramConduct, failureTag: String?, note: RunningNote? = nil
  ) {
    self.endpoint = endpoint
    self.conduct = conduct
    self.failureTag = failureTag
    self.note = note
  }

  package func finish() async {}

  package func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    if let surrender { return .crashed(Crash(surrender)) }
    note?.write(ConsumerProtocol.line(for: handoffCase))
    switch reply(to: handoffCase) {
    case .success(let response): return answer(response)
    case .failure(.silent):
      guard !Task.isCancelled else { return .timedOut }
      hangCount += 1
      if hangCount >= Self.hangs {
        surrender = "\(endpoint): no answer in time for \(hangCount) payloads; each costs \(conduct.timeout)"
      }
      return .timedOut
    case .failure(.noConnection(let why)) where hasAnswered:
      guard !Task.isCancelled else { return .timedOut }
      // What comes now says nothing of payloads.
      surrender =
        "\(endpoint): the agent is gone, and was not started again within \(conduct.timeout): \(why)"
      return .crashed(Crash("it could not be reached any more: \(why)"))
    case .failure(let error):
      if !hasAnswered { failedTries += 1 }
      if !hasAnswered, failedTries >= Self.triesWithoutAnswer + knownEnds {
        surrender = "\(endpoint): \(error); is the agent running?"
      }
      return .crashed(Crash("\(error)"))
    }
  }

  private func reply(to handoffCase: HandoffCase) -> Result<HTTPResponse, HTTPExchange.Failure> {
    let exchange = HTTPExchange(
      endpoint: endpoint, timeout: hasAnswered ? conduct.timeout : conduct.firstTimeout)
    let (body, headers) = (Self.body(of: handoffCase.content), Self.headers(of: handoffCase))
    let deadline = ContinuousClock.now.advanced(by: conduct.timeout)
    while true {
      let reply = exchange.post(body, headers: headers)
      // Somebody may start an agent again that ended; that takes a moment.
      guard hasAnswered, case .failure(.noConnection) = reply, ContinuousClock.now < deadline,
        !Task.isCancelled
      else { return reply }
      SystemCall.pause(milliseconds: 50)
    }
  }

  private static func body(of content: HandoffCase.Content) -> [UInt8] {
    switch content {
    case .payload(let payload): Array(payload.text().utf8)
    case .text(let text): Array(text.utf8)
    }
  }

  private static func headers(of handoffCase: HandoffCase) -> [(name: String, value: String)] {
    [
      ("Content-Type", "application/json"), ("Accept", "application/json"),
      ("Handoff-Name", escaped(handoffCase.handoff)), ("Handoff-Case", "\(handoffCase.index)"),
    ]
  }

  /// The name with everything but plain ASCII written as `%XX`, so that it can stand in a header.
  static func escaped(_ name: String) -> String {
    name.utf8.reduce(into: "") { text, byte in
      if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
  }

  private func answer(_ response: HTTPResponse) -> ConsumerAnswer {
    if !hasAnswered, Self.wrongAddress.contains(response.status) {
      let why = "status \(response.status); does it take POST requests there, from anybody?"
      surrender = "\(endpoint): \(why)"
      return .crashed(Crash(why))
    }
    if !hasAnswered, (300..<400).contains(response.status), let location = response.location {
      let there = TerminalText.quoted(location)
      let why = "status \(response.status) points to \(there); name the address where payloads are taken"
      surrender = "\(endpoint): \(why)"
      return .crashed(Crash(why))
    }
    hasAnswered = true
    let said = try? ConsumerProtocol.answer(response.body, failureTag: failureTag)
    switch response.status {
    case 200..<300:
      if let said { return said }
      if response.body.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        return .accepted(answer: nil, understood: nil)
      }
      guard let value = try? JSONDocument(parsing: response.body).value else {
        return .garbled(.notAnAnswer(LineReading.shown(response.body), because: "not JSON"))
      }
      return .accepted(answer: value == .null ? nil : .some(value), understood: nil)
    case 400..<500:
      if let said, !said.isAcceptance { return said }
      return .rejected("status \(response.status)\(Self.words(response.body))")
    default: return .crashed(Crash("it answered with status \(response.status)\(Self.words(response.body))"))
    }
  }

  private static func words(_ body: [UInt8]) -> String {
    let text = TerminalText.line(String(decoding: body.prefix(2_048), as: UTF8.self), limit: 200)
    return text.isEmpty ? "" : ": \(text)"
  }
}

extension ConsumerAnswer {
  fileprivate var isAcceptance: Bool { if case .accepted = self { true } else { false } }
}
