import Foundation
import Testing

/// The catalog of each library names what is public in it, and nothing else.
@Suite("Catalogs of the libraries")
struct CatalogTests {
  static let libraries = [
    "HandoffSchema", "HandoffContracts", "HandoffRouting", "HandoffFuzzing", "HandoffRuntime",
    "HandoffTesting",
    "HandoffChecking", "HandoffReports", "HandoffImporters", "HandoffTraces",
  ]

  @Test func `every library of the package has a catalog`() throws {
    let package = try String(contentsOf: Here.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let named = package.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
    #expect(named.sorted() == Self.libraries.sorted())
  }

  @Test(arguments: libraries)
  func `a catalog names each public type and function once`(library: String) throws {
    let folder = Here.root.appendingPathComponent("Sources/\(library)")
    let catalog = try String(
      contentsOf: folder.appendingPathComponent("\(library).docc/\(library).md"), encoding: .utf8)
    let named = catalog.matches(of: /(?m)^- ``(\w+)/).map { String($0.1) }
    #expect(named.sorted() == Set(named).sorted())
    #expect(Set(named) == (try Self.declared(in: folder)))
  }

  /// What is public at the top of files, by its names.
  private static func declared(in folder: URL) throws -> Set<String> {
    var names: Set<String> = []
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      where line.hasPrefix("public ") {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard
          let kind = words.firstIndex(where: {
            ["struct", "enum", "class", "protocol", "actor", "func", "typealias"].contains($0)
          }), kind + 1 < words.count
        else { continue }
        names.insert(String(words[kind + 1]))
      }
    }
    return names
  }
}
