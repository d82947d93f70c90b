import Foundation
import HandoffSchema

/// Decides each pair of a file once, on one thread, and prints nanoseconds a pair, parsing excluded.
struct CompareBenchmark {
  private var path = ""
  private var skippedTags: Set<String> = []
  private var shownSlowest = 0

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--pairs": path = rest.popFirst() ?? ""
      case "--skip": skippedTags.formUnion((rest.popFirst() ?? "").split(separator: ",").map(String.init))
      case "--slowest": shownSlowest = rest.popFirst().flatMap { Int($0) } ?? 5
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  private struct Pair {
    var id: String
    var producer: JSONValue
    var consumer: JSONValue
    var expected: Bool?
  }

  private struct Measured {
    var id: String
    /// Both schemas compiled, and the verdict.
    var total: Double
    /// The verdict alone.
    var verdict: Double
    /// `nil` where it is undecided or a schema is refused.
    var isIncluded: Bool?
  }

  func run() throws {
    let pairs = try read()
    // Nothing is warmed up beyond the first pairs: a tool that compares two schemas is not, either.
    for pair in pairs.prefix(20) { _ = try measure(pair) }
    let measured = try pairs.map(measure)
    let undecided = measured.count { $0.isIncluded == nil }
    let known = zip(pairs, measured).filter { $0.0.expected != nil && $0.1.isIncluded != nil }
    let wrong = known.count { $0.0.expected != $0.1.isIncluded }
    print(
      """
      {"pairs":\(pairs.count),"decided":\(pairs.count - undecided),"undecided":\(undecided),\
      "unexpected":\(wrong),\(figures(measured.map(\.total))),\
      "withoutLoading":{\(figures(measured.map(\.verdict)))}}
      """)
    for slow in measured.sorted(by: { $0.total > $1.total }).prefix(shownSlowest) {
      let id = JSONValue.string(slow.id).text()
      print("{\"id\":\(id),\"totalNs\":\(Int(slow.total)),\"verdictNs\":\(Int(slow.verdict))}")
    }
  }

  private func read() throws -> [Pair] {
    let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    return try data.withUnsafeBufferPointer { data in
      try JSONLines(data).compactMap { line in
        let row = try JSONDocument(parsing: Array(line.text)).value
        guard let producer = row["producer"], let consumer = row["consumer"] else {
          throw BenchmarkError(message: "a line has no \"producer\" or no \"consumer\"")
        }
        let tags = row["tags"]?.arrayValue?.compactMap(\.stringValue) ?? []
        if !skippedTags.isDisjoint(with: tags) { return nil }
        return Pair(
          id: row["id"]?.stringValue ?? "", producer: producer, consumer: consumer,
          expected: row["expected"]?.boolValue)
      }
    }
  }

  private func measure(_ pair: Pair) throws -> Measured {
    let start = ContinuousClock.now
    guard let producer = try? Schema(pair.producer), let consumer = try? Schema(pair.consumer) else {
      return Measured(id: pair.id, total: (ContinuousClock.now - start) / .nanoseconds(1), verdict: 0)
    }
    let loaded = ContinuousClock.now
    let verdict = producer.isIncluded(in: consumer)
    let end = ContinuousClock.now
    let isIncluded: Bool? =
      switch verdict.outcome {
      case .included: true
      case .notIncluded: false
      case .undecided: nil
      }
    return Measured(
      id: pair.id, total: (end - start) / .nanoseconds(1), verdict: (end - loaded) / .nanoseconds(1),
      isIncluded: isIncluded)
  }

  private func figures(_ times: [Double]) -> String {
    let sorted = times.sorted()
    func rank(_ share: Double) -> Int {
      Int(sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
    }
    return """
      "medianNs":\(rank(0.5)),"p90Ns":\(rank(0.9)),"p99Ns":\(rank(0.99)),"maxNs":\(rank(1)),\
      "totalNs":\(Int(sorted.reduce(0, +)))
      """
  }
}
