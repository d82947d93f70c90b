import HandoffContracts
import HandoffFuzzing
import HandoffRuntime
import HandoffSchema

/// The payloads of recorded lines, by who sent them.
struct RecordSurvey {
  /// Why no contract can be drafted.
  struct Failure: Error {
    var message: String
  }

  private struct Sender {
    /// `nil` for lines that are payloads themselves.
    var name: String?
    var survey = ContractSurvey()
  }

  private let wanted: String?
  private var senders: [Sender] = []
  private var indices: [ExactString?: Int] = [:]
  private var refused: String?
  private var withoutPayload = 0
  private var redacted = 0
  private var violations = 0
  private var texts = 0

  /// Takes the lines of one sender, or of the only one there is.
  init(sender: String?) { wanted = sender }

  /// Looks at a line.
  mutating func read(_ bytes: [UInt8], _ file: String, line: Int) {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: bytes).value
    } catch {
      return refuse(error.message, file, line: line, column: error.column)
    }
    if value["trace"] != nil, value["from"] != nil {
      do throws(HandoffRecord.Malformed) {
        add(try HandoffRecord(value))
      } catch {
        refuse(error.description, file, line: line)
      }
    } else if let addressed = AddressedContent(json: value) {
      guard case .payload(let payload) = addressed.content else { return texts += 1 }
      // The first arrow ends the sender's name.
      let sender = addressed.handoff.firstRange(of: "->").map { String(addressed.handoff[..<$0.lowerBound]) }
      survey(of: sender ?? addressed.handoff) { $0.add(payload) }
    } else {
      survey(of: nil) { $0.add(value) }
    }
  }

  /// Remembers the first line that cannot be used.
  mutating func refuse(_ why: String, _ file: String, line: Int, column: Int = 1) {
    refused = refused ?? "\(file):\(line):\(column): \(why)"
  }

  private mutating func add(_ record: HandoffRecord) {
    if record.isRedacted { return redacted += 1 }
    // What broke the contract of its time says nothing of what was promised.
    if record.verdict == .violation { return violations += 1 }
    if case .failure(let kind) = record.reason {
      return survey(of: record.from) { $0.add(record.payload, failure: kind) }
    }
    guard let payload = record.payload else { return withoutPayload += 1 }
    survey(of: record.from) { $0.add(payload) }
  }

  private mutating func survey(of sender: String?, _ change: (inout ContractSurvey) -> Void) {
    let key = sender.map { ExactString($0) }
    let index = indices[key] ?? senders.count
    if index == senders.count {
      indices[key] = index
      senders.append(Sender(name: sender))
    }
    change(&senders[index].survey)
  }

  /// What was left out, with how often.
  var omissions: [String] {
    [
      (redacted, "whose payload is redacted in part"), (violations, "whose payload broke its contract"),
      (withoutPayload, "without a payload"), (texts, "whose payload is no JSON"),
    ].filter { $0.0 > 0 }.map { "\(Counted.text($0.0, "record")) \($0.1)" }
  }

  /// The contract of the sender that is meant.
  ///
  /// - Throws: ``Failure`` where a line cannot be used, or nobody can tell who is meant.
  func contract() throws(Failure) -> Contract {
    if let refused { throw Failure(message: refused) }
    let names = senders.compactMap(\.name)
    let list = names.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
    if let wanted {
      guard let index = indices[ExactString(wanted)] else {
        let near = NearestName.of(wanted, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw Failure(message: "--agent: nothing was sent by \"\(wanted)\"\(near); senders: \(list)")
      }
      return senders[index].survey.contract(wanted)
    }
    guard let only = senders.first else {
      throw Failure(message: "there is no payload to look at" + (omissions.first.map { ": \($0)" } ?? ""))
    }
    guard senders.count == 1 else {
      throw Failure(message: "several agents sent payloads; say which is meant with --agent: \(list)")
    }
    return only.survey.contract(only.name ?? "output")
  }
}
