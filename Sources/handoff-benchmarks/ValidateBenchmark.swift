import Foundation
import HandoffSchema

/// Validates each line of a file on one thread and prints nanoseconds a record.
struct ValidateBenchmark {
  private var schemaPath = ""
  private var linesPath = ""
  private var collectsErrors = false

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--schema": schemaPath = rest.popFirst() ?? ""
      case "--lines": linesPath = rest.popFirst() ?? ""
      case "--errors": collectsErrors = true
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  func run() throws {
    let schemaText = [UInt8](try Data(contentsOf: URL(fileURLWithPath: schemaPath)))
    let schema = try Schema(JSONDocument(parsing: schemaText).value)
    let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: linesPath)))
    try data.withUnsafeBufferPointer { data in
      let lines = Array(JSONLines(data))
      var valid = 0
      // Side by side, so that another load on the machine touches all alike.
      let rounds = try (0..<5).map { _ in
        let parse = try nanoseconds { try Self.parse(lines) }
        let total = try nanoseconds { valid = try count(lines, accepting: schema) }
        return (parse: parse, total: total, validate: try nanosecondsOfValidation(lines, by: schema))
      }
      let perRecord = 1 / Double(max(lines.count, 1))
      func record(_ times: [Double]) -> Int { Int(median(times) * perRecord) }
      print(
        """
        {"records":\(lines.count),"valid":\(valid),"bytes":\(data.count),\
        "parseNs":\(record(rounds.map(\.parse))),"validateNs":\(record(rounds.map(\.validate))),\
        "totalNs":\(record(rounds.map(\.total)))}
        """)
    }
  }

  private static func parse(_ lines: [JSONLines.Line]) throws {
    var tape = JSONTape()
    for line in lines { try tape.parse(line.text) { _ in } }
  }

  /// Parses and validates each line; on request collects what is wrong with those that are refused.
  private func count(_ lines: [JSONLines.Line], accepting schema: Schema) throws -> Int {
    var tape = JSONTape()
    var valid = 0
    for line in lines {
      let isValid = try tape.parse(line.text) { tape in
        collectsErrors ? schema.violations(in: tape).isEmpty : schema.isValid(tape)
      }
      if isValid { valid += 1 }
    }
    return valid
  }

  /// What validation alone takes: of records that are parsed a few at a time, so that they are as near as just parsed.
  private func nanosecondsOfValidation(_ lines: [JSONLines.Line], by schema: Schema) throws -> Double {
    let batch = 64
    var total = 0.0
    var start = lines.startIndex
    while start < lines.endIndex {
      let end = min(start + batch, lines.endIndex)
      let documents = try lines[start..<end].map { try JSONDocument(parsing: Array($0.text)) }
      var valid = 0
      total += nanoseconds {
        for document in documents
        where collectsErrors ? schema.violations(in: document).isEmpty : schema.isValid(document) {
          valid += 1
        }
      }
      precondition(valid <= documents.count, "No record counts twice.")
      start = end
    }
    return total
  }
}
