import HandoffChecking
import HandoffReports
import HandoffRuntime
import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Answers requests, a line for a line, until the input ends.
///
/// A line that is no request gets an answer that says so; only the end of the input ends the server.
struct ValidationServer {
  private var judges: ServedJudges

  init(judges: ServedJudges) {
    self.judges = judges
  }

  /// Serves standard input.
  ///
  /// - Throws: ``FileError`` where a stream breaks.
  mutating func run(in surroundings: Surroundings) throws(FileError) {
    var lines = LineReader(STDIN_FILENO, label: InputFile.standardInputName)
    while let line = try lines.next() {
      try surroundings.output.write(JSONValue.object(answer(line)).text(.compact) + "\n")
      // Whoever asked waits for it.
      try surroundings.output.flush()
    }
  }

  /// The answer to one line.
  mutating func answer(_ line: LineReader.Line) -> JSONObject {
    guard case .text(let bytes) = line else {
      return error("a request of more than \(LineChunkReader.lineLimit >> 20) MB; send less")
    }
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      return self.error("the request is not JSON: \(error.message), at column \(error.column)")
    }
    let value = document.value
    let id = value.objectValue?["id"]
    if let repeated = document.repeatedMembers.first {
      let member = TerminalText.quoted("\(repeated.instance)")
      return self.error("the request names the member \(member) twice", id)
    }
    do {
      let request = try ServedRequest(value)
      return identified(id, try judges.judge(request.subject).classify(request.payload).answer)
    } catch let malformed as ServedRequest.Malformed {
      return error(malformed.description, id)
    } catch let failure as CommandError {
      return error(failure.lines.joined(separator: "\n"), id)
    } catch {
      return self.error("\(error)", id)
    }
  }

  private func error(_ text: String, _ id: JSONValue? = nil) -> JSONObject {
    identified(id, ["error": .string(text)])
  }

  private func identified(_ id: JSONValue?, _ answer: JSONObject) -> JSONObject {
    guard let id else { return answer }
    return JSONObject([.init(key: "id", value: id)] + Array(answer))
  }
}
