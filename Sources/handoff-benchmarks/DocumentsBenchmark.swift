import Foundation
import HandoffSchema

/// Validates small everyday documents that are already parsed and prints nanoseconds a document.
struct DocumentsBenchmark {
  private var folder = "Fixtures/benchmarks"
  private var rounds = 1000

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--folder": folder = rest.popFirst() ?? ""
      case "--rounds": rounds = rest.popFirst().flatMap { Int($0) } ?? rounds
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  func run() throws {
    let suffix = ".schema.json"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    var logarithms: [Double] = []
    for name in names {
      let schema = try Schema(document("\(name)\(suffix)").value)
      let document = try document("\(name).json")
      guard schema.isValid(document) else { throw BenchmarkError(message: "\(name).json is not valid") }
      let nanoseconds = time(schema, document)
      logarithms.append(log(nanoseconds))
      print("{\"document\":\"\(name)\",\"bytes\":\(document.bytes.count),\"validateNs\":\(Int(nanoseconds))}")
    }
    let mean = exp(logarithms.reduce(0, +) / Double(max(logarithms.count, 1)))
    print("{\"documents\":\(names.count),\"geometricMeanNs\":\(Int(mean))}")
  }

  private func document(_ name: String) throws -> JSONDocument {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
    return try JSONDocument(parsing: [UInt8](Data(contentsOf: url)))
  }

  private func time(_ schema: Schema, _ document: JSONDocument) -> Double {
    var valid = 0
    let total = medianNanoseconds {
      for _ in 0..<rounds where schema.isValid(document) { valid += 1 }
    }
    precondition(valid == 5 * rounds, "Each round accepts the document.")
    return total / Double(rounds)
  }
}
