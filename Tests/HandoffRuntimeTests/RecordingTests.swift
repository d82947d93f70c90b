import Foundation
import HandoffContracts
import HandoffSchema
import Synchronization
import Testing

@testable import HandoffRuntime

@Suite("Recording")
struct RecordingTests {
  /// Keeps lines in memory.
  private final class Lines: RecordSink {
    let kept = Mutex<[String]>([])
    func append(_ line: [UInt8]) throws { kept.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
  }

  private static let system: AgentSystem = {
    var writer = Agent(name: "writer")
    writer.produces = "draft"
    return AgentSystem(
      name: "news", entry: ["writer"],
      contracts: [
        Contract(
          name: "draft", output: ["required": ["text"]], failures: [FailureOutput(kind: "too_thin")])
      ], agents: [writer, Agent(name: "editor", kind: .human)],
      handoffs: [Handoff(from: "writer", to: "editor")])
  }()

  private func recorded(
    _ record: HandoffRecord, _ options: RecordingOptions = RecordingOptions()
  ) throws -> JSONValue {
    let lines = Lines()
    try HandoffRecorder(Self.system, to: lines, options: options) { 1_764_273_600_123_456_789 }.record(record)
    let text = try #require(lines.kept.withLock { $0.first })
    #expect(text.hasSuffix("\n") && text.count { $0 == "\n" } == 1)
    return try JSONValue(parsing: String(text.dropLast()))
  }

  @Test func `a record has the time, the verdict and the payload`() throws {
    let record = HandoffRecord(trace: "t", from: "writer", to: "editor", payload: ["text": "a\nb"])
    #expect(
      try recorded(record) == [
        "trace": "t", "time": "2025-11-27T20:00:00.123456Z", "from": "writer", "to": "editor",
        "on": "output", "verdict": "output", "payload": ["text": "a\nb"],
      ])
  }

  private static let lines = [
    #"{"trace":"t","from":"a","to":"b","on":{"failure":"k"},"payload":{"x":[1,{"y":null}]},"verdict":"failure"}"#,
    #"{"tr\u0061ce":"t","from":"a","span":"s","parent":"p","time":"z","hash":"h","handoff":"n","redacted":true}"#,
    #"{"trace":1,"trace":"t","from":"a","to":null,"payload":1,"payload":2,"others":{"trace":"u","from":"v"}}"#,
    #"{"payload":[],"on":"return","to":"b","from":"a"}"#, #"{"from":"a","to":null,"trace":null}"#,
    #"{"trace":"t"}"#, #"{"trace":"t","from":{}}"#, #"{"trace":"t","from":"a","on":"maybe"}"#,
    #"{"trace":"t","from":"a","verdict":"good"}"#, #"{"trace":{},"from":"a"}"#, "[]", "{}", #""trace""#,
  ]

  @Test(arguments: lines)
  func `a line is read alike with and without the value that it is`(line: String) throws {
    let value = try JSONValue(parsing: line)
    var tape = JSONTape()
    let members = try line.utf8.withContiguousStorageIfAvailable { text in
      try tape.parse(text) { RecordMembers($0) }
    }?.flatMap { $0 }
    #expect((members == nil) == (value.objectValue == nil))
    #expect(members?.resembleRecord == value.objectValue.map { RecordMembers($0).resembleRecord })
    func reading(_ read: () throws(HandoffRecord.Malformed) -> HandoffRecord)
      -> Result<HandoffRecord, HandoffRecord.Malformed>
    {
      Result { () throws(HandoffRecord.Malformed) in try read() }
    }
    guard let members else { return }
    let found = reading { () throws(HandoffRecord.Malformed) in try HandoffRecord(members) }
    #expect(found == reading { () throws(HandoffRecord.Malformed) in try HandoffRecord(value) })
    if let record = try? found.get() {
      #expect(record.payload == value["payload"])
      #expect(record.trace == value["trace"]?.stringValue && record.span == value["span"]?.stringValue)
    }
  }

  @Test func `the verdict is that of the sender's contract`() throws {
    func verdict(_ payload: JSONValue, _ reason: HandoffRecord.Reason, from: String = "writer") throws
      -> JSONValue?
    {
      try recorded(
        HandoffRecord(trace: "t", from: from, to: "editor", reason: reason, payload: payload))["verdict"]
    }
    #expect(try verdict([:], .output) == "violation")
    #expect(try verdict(["failure": "too_thin"], .failure("too_thin")) == "failure")
    #expect(try verdict(["failure": "late"], .failure("late")) == "violation")
    #expect(try verdict([:], .output, from: "editor") == "unchecked")
  }

  @Test func `members are redacted wherever a pointer leads, and the verdict is of what travelled`() throws {
    let payload: JSONValue = ["text": "x", "people": [["name": "A", "age": 1], ["name": "B", "age": 2]]]
    let options = RecordingOptions(redacted: [
      JSONPointer(tokens: ["people", "*", "name"]), JSONPointer(tokens: ["text"]),
      JSONPointer(tokens: ["people", "1", "age"]), JSONPointer(tokens: ["none", "at", "all"]),
    ])
    let json = try recorded(
      HandoffRecord(trace: "t", from: "writer", to: "editor", payload: payload), options)
    let hidden = RecordingOptions.redaction
    #expect(
      json["payload"] == [
        "text": hidden, "people": [["name": hidden, "age": 1], ["name": hidden, "age": hidden]],
      ])
    #expect(json["verdict"] == "output")
  }

  @Test func `a hash stands in place of the payload, the same for the same payload`() throws {
    let options = RecordingOptions(payloads: .hashed)
    func hash(_ payload: JSONValue) throws -> JSONValue? {
      let json = try recorded(
        HandoffRecord(trace: "t", from: "writer", to: "editor", payload: payload), options)
      #expect(json["payload"] == nil)
      return json["hash"]
    }
    #expect(try hash(["text": "x", "more": 1]) == hash(["more": 1, "text": "x"]))
    #expect(try hash(["text": "x"]) != hash(["text": "y"]))
  }

  @Test func `the hash is SHA-256`() {
    #expect(
      SHA256.digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.digest("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
    (951_782_400_000_000_000, "2000-02-29T00:00:00.000000Z"),
    (1_709_251_199_999_999_999, "2024-02-29T23:59:59.999999Z"),
    (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000000Z"),
  ])
  func `times are written as RFC 3339 has them`(nanoseconds: Int64, text: String) {
    #expect(Timestamp.text(nanoseconds: nanoseconds) == text)
  }

  @Test func `a record is read back as it was written`() throws {
    for reason: HandoffRecord.Reason in [.output, .none, .limit, .giveBack, .failure("late")] {
      for target in ["b", nil] {
        var record = HandoffRecord(
          trace: "t\"1", from: "a", to: target, reason: reason, handoff: "a->b#2", payload: ["x": 1],
          span: "s", parent: "p", time: "now")
        record.verdict = .violation
        record.hash = "00"
        #expect(try HandoffRecord(record.json) == record)
      }
    }
  }

  @Test func `what is no record is refused with what is wrong`() {
    func refusal(_ json: JSONValue) -> String? {
      do throws(HandoffRecord.Malformed) {
        _ = try HandoffRecord(json)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(refusal([]) == "a record is an object")
    #expect(refusal(["from": "a"]) == "\"trace\" is missing")
    #expect(refusal(["trace": "t"]) == "\"from\" is missing")
    #expect(refusal(["trace": 1, "from": "a"]) == "\"trace\" must be a string")
    #expect(refusal(["trace": "t", "from": "a", "on": "success"])?.hasPrefix("\"on\" must be") == true)
  }
}

@Suite("Files of records")
struct RecordFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test func `many tasks write whole lines`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("runs.jsonl").path
    let file = try RecordFile(path)
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<200 {
            try? file.append(Array("{\"task\": \(task), \"number\": \(number)}\n".utf8))
          }
        }
      }
    }
    let lines = try lines(path)
    #expect(lines.count == 1_600 && Set(lines).count == 1_600)
    for line in lines { #expect(throws: Never.self) { try JSONValue(parsing: line) } }
  }

  @Test func `a line that a killed process left unfinished does not swallow the next one`() throws {
    try withFolder { folder in
      let path = folder + "/runs.jsonl"
      try Data("{\"a\": 1}\n{\"tra".utf8).write(to: URL(fileURLWithPath: path))
      try RecordFile(path).append(Array("{\"b\": 2}\n".utf8))
      #expect(try lines(path) == ["{\"a\": 1}", "{\"tra", "{\"b\": 2}"])
    }
  }

  @Test func `a file that has grown too long is put aside, and the oldest go`() throws {
    try withFolder { folder in
      let path = folder + "/runs.jsonl"
      let file = try RecordFile(path, limit: 20, kept: 2)
      for number in 0..<10 { try file.append(Array("{\"number\": \(number)}\n".utf8)) }
      #expect(try lines(path) == ["{\"number\": 9}"])
      #expect(try lines(path + ".1") == ["{\"number\": 8}"])
      #expect(try lines(path + ".2") == ["{\"number\": 7}"])
      #expect(!FileManager.default.fileExists(atPath: path + ".3"))
    }
  }

  @Test func `a file that cannot be opened is an error with its name`() {
    #expect {
      try RecordFile("/nowhere/at/all/runs.jsonl")
    } throws: { "\($0)".contains("/nowhere/at/all/runs.jsonl") }
  }
}
