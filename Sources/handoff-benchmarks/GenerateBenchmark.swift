import Foundation
import HandoffFuzzing
import HandoffSchema

/// Generates payloads of a schema on one thread and prints payloads a second.
struct GenerateBenchmark {
  private var schemaPath = ""
  private var count = 5_000

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--schema": schemaPath = rest.popFirst() ?? ""
      case "--count": count = Int(rest.popFirst() ?? "") ?? count
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  func run() throws {
    let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: schemaPath)))
    let generator = PayloadGenerator(try Schema(JSONDocument(parsing: text).value))
    var bytes = 0
    var missing = 0
    let time = medianNanoseconds {
      let made = generator.payloads(count: count, seed: 1)
      missing = made.shortfalls.count
      bytes = made.payloads.reduce(0) { $0 + $1.text().utf8.count }
    }
    print(
      """
      {"payloads":\(count - missing),"missing":\(missing),"bytes":\(bytes),\
      "perSecond":\(Int(Double(count) * 1e9 / time))}
      """)
  }
}
