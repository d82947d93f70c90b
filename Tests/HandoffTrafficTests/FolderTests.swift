import Foundation
import HandoffTestSupport
import Testing

/// A folder is a floor of its own: what it uses lies below it.
@Suite("Folders")
struct FolderTests {
  @Test(arguments: [
    "HandoffContracts", "HandoffTraffic", "HandoffRouting", "HandoffRuntime", "HandoffChecking",
  ])
  func `no two folders of a module use each other`(module: String) throws {
    let folders = try Self.folders(of: module)
    #expect(folders.count > 1)
    let declared = folders.mapValues(Self.declaredNames)
    var uses: [String: Set<String>] = [:]
    for (user, texts) in folders {
      // A nested type may have the name of another folder's.
      let words = texts.reduce(into: Set()) { $0.formUnion(Self.words(of: $1)) }
        .subtracting(Self.nestedNames(in: texts))
      for (used, names) in declared where used != user && !words.isDisjoint(with: names) {
        uses[user, default: []].insert(used)
      }
    }
    let circles = folders.keys.filter { Self.reachable(from: $0, uses).contains($0) }.sorted()
    #expect(circles == [], "\(circles.map { "\($0) uses \(uses[$0, default: []].sorted())" })")
  }

  /// The texts of each folder's files.
  private static func folders(of module: String) throws -> [String: [String]] {
    let root = Fixtures.repository.appendingPathComponent("Sources/\(module)")
    let manager = FileManager.default
    var result: [String: [String]] = [:]
    for folder in try manager.contentsOfDirectory(atPath: root.path) where !folder.hasSuffix(".swift") {
      let files = try manager.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      result[folder] = try files.map {
        try String(
          contentsOf: root.appendingPathComponent(folder).appendingPathComponent($0), encoding: .utf8)
      }
    }
    return result
  }

  /// The types that are declared at the top of files, by their names.
  private static func declaredNames(in texts: [String]) -> Set<String> {
    let pattern = /(?m)^(?:public |package |internal )?(?:final )?(?:struct|enum|class|protocol) (\w+)/
    return Set(texts.flatMap { $0.matches(of: pattern).map { String($0.1) } })
  }

  private static func nestedNames(in texts: [String]) -> Set<String> {
    let pattern = /(?m)^ +(?:[a-z]+ )*(?:struct|enum|class) (\w+)/
    return Set(texts.flatMap { $0.matches(of: pattern).map { String($0.1) } })
  }

  /// The words of a text, comments and literals left out.
  private static func words(of text: String) -> Set<String> {
    let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      .map { $0.replacing(/"[^"]*"/, with: "") }
    return Set(code.flatMap { $0.matches(of: /\b[A-Z]\w+/).map { String($0.0) } })
  }

  private static func reachable(from folder: String, _ uses: [String: Set<String>]) -> Set<String> {
    var seen: Set<String> = []
    var waiting = Array(uses[folder, default: []])
    while let next = waiting.popLast() {
      if seen.insert(next).inserted { waiting += uses[next, default: []] }
    }
    return seen
  }
}
