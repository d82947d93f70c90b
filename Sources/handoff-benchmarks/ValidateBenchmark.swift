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
    let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: linesPath)))
    try data.withUnsafeBufferPointer { data in
      let lines = Array(JSONLines(data))
      var tape = JSONTape()
      let parse = try medianNanoseconds {
        for line in lines { try tape.parse(line.text) { _ in } }
      }
      let perRecord = 1 / Double(lines.count)
      print(
        """
        {"records":\(lines.count),"bytes":\(data.count),\
        "parseNs":\(Int(parse * perRecord))}
        """)
    }
  }
}
