import Foundation
import HandoffFuzzing
import HandoffSchema

/// Generates payloads of a schema on one thread, written as bytes, built as values or with one constraint broken, and
/// prints payloads a second.
struct GenerateBenchmark {
  private var schemaPath = ""
  private var count = 5_000
  private var buildsValues = false
  private var breaks = false

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--schema": schemaPath = rest.popFirst() ?? ""
      case "--values": buildsValues = true
      case "--broken": breaks = true
      case "--count": count = Int(rest.popFirst() ?? "") ?? count
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  func run() throws {
    let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: schemaPath)))
    let schema = try Schema(JSONDocument(parsing: text).value)
    let preparation = medianNanoseconds { _ = PayloadStream(schema) }
    let generator = PayloadGenerator(schema)
    let stream = PayloadStream(generator)
    if breaks { return reportBroken(schema) }
    report(preparation) { bytes in
      if buildsValues {
        let made = generator.payloads(count: count, seed: 1)
        for payload in made.payloads { payload.write(into: &bytes) }
        return made.shortfalls.count
      }
      return (0..<count).count { index in
        do {
          try stream.write(seed: 1, index: index, into: &bytes)
          return false
        } catch {
          return true
        }
      }
    }
  }

  private func reportBroken(_ schema: Schema) {
    let preparation = medianNanoseconds { _ = BrokenPayloadStream(schema) }
    let broken = BrokenPayloads(schema)
    var stream = BrokenPayloadStream(schema)
    report(preparation) { bytes in
      var missing = 0
      for index in 0..<count {
        do {
          if buildsValues {
            try broken.payload(seed: 1, index: index).0.write(into: &bytes)
          } else {
            try stream.write(seed: 1, index: index, into: &bytes)
          }
        } catch {
          missing += 1
        }
      }
      return missing
    }
  }

  /// Prints one line about payloads that `write` appends, and that are forgotten after each round.
  private func report(_ preparation: Double, _ write: (inout [UInt8]) -> Int) {
    var bytes: [UInt8] = []
    var missing = 0
    let time = medianNanoseconds {
      bytes.removeAll(keepingCapacity: true)
      missing = write(&bytes)
    }
    print(
      """
      {"payloads":\(count - missing),"missing":\(missing),"bytes":\(bytes.count),\
      "perSecond":\(Int(Double(count) * 1e9 / time)),\
      "megabytesPerSecond":\((Double(bytes.count) * 1e4 / time).rounded() / 10),\
      "preparationMilliseconds":\((preparation / 1e4).rounded() / 100)}
      """)
  }
}
