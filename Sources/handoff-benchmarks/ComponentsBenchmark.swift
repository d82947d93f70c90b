import Foundation
import HandoffRouting

/// Finds the strongly connected components of a graph of bare numbers and prints milliseconds.
///
/// The file holds pairs of 32-bit numbers, lowest byte first: from and to. So another program can look at the same arrays.
struct ComponentsBenchmark {
  private let path: String

  init(arguments: ArraySlice<String>) throws {
    guard arguments.count == 2, arguments.first == "--edges", let path = arguments.last else {
      throw BenchmarkError(message: "write --edges FILE, pairs of 32-bit numbers")
    }
    self.path = path
  }

  func run() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let numbers = data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - bytes.count % 8, by: 4).map {
        Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int32.self))
      }
    }
    guard let highest = numbers.max(), numbers.allSatisfy({ $0 >= 0 }) else {
      throw BenchmarkError(message: "\(path): no edges between vertices from 0 on")
    }
    let edges = stride(from: 0, to: numbers.count, by: 2).map {
      (from: Int(numbers[$0]), to: Int(numbers[$0 + 1]))
    }
    let graph = Adjacency(vertexCount: Int(highest) + 1, edges: edges)
    var components = 0
    let search = medianNanoseconds { components = StrongComponents(of: graph).count }
    print(
      """
      {"vertices":\(graph.vertexCount),"edges":\(edges.count),"components":\(components),\
      "componentsMs":\((search / 1e4).rounded() / 100)}
      """)
  }
}
