import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import HandoffTraces

/// Traces as lines of text, for comparison.
enum TracedText {
  /// Reads a file as `verify` does: line by line, or as one document.
  static func runs(_ file: URL, _ system: AgentSystem?) throws -> (runs: [TracedRun], tally: TraceTally) {
    runs(Array(try Data(contentsOf: file)), name: file.lastPathComponent, system)
  }

  static func runs(_ bytes: [UInt8], name: String, _ system: AgentSystem?) -> (
    runs: [TracedRun], tally: TraceTally
  ) {
    var reader = TraceReader(system)
    reader.begin(file: name)
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    if lines.allSatisfy({ TornDocument.isWhole(Array($0)) }) {
      for (number, line) in lines.enumerated() {
        guard let value = try? JSONDocument(parsing: Array(line)).value else { continue }
        reader.read(value, at: SourceLocation(file: name, line: number + 1))
      }
    } else {
      for value in TornDocument.values(bytes).values {
        reader.read(value, at: SourceLocation(file: name, line: 1))
      }
    }
    return (reader.finish(), reader.tally)
  }

  /// One line for each handoff, failure and remark.
  static func lines(_ runs: [TracedRun]) -> [String] {
    runs.flatMap { run in
      run.handoffs.map { handoff in
        let payload = handoff.payload.map { " \($0.text(.compact))" } ?? ""
        let failure = handoff.failure.map { " failure \($0)" } ?? ""
        return
          "\(handoff.step) \(handoff.from)->\(handoff.to) \(handoff.mode.rawValue) \(handoff.evidence.rawValue)\(payload)\(failure)"
      } + run.failures.map { "ends: \($0.agent) \($0.failure)" } + run.remarks.map { "remark: \($0.kind)" }
    }
  }
}
