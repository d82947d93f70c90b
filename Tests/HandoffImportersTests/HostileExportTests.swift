import HandoffImporters
import HandoffSchema
import Testing

/// Half files, files of another framework, values of the wrong type: an error that says what was found, never a crash.
@Suite struct HostileExportTests {
  @Test(arguments: Importers.all.map(\.name))
  func `every beginning of an export is read or refused with a reason`(_ name: String) throws {
    let importer = try #require(Importers.named(name))
    let bytes = Array(importer.example.utf8)
    for length in 0..<bytes.count {
      let source = ImportSource(name: "half.agent.md", bytes: Array(bytes[..<length]))
      do {
        _ = try importer.read([source])
      } catch {
        #expect(!error.message.isEmpty)
        #expect(error.source == "half.agent.md")
      }
    }
  }

  @Test(arguments: Importers.all.map(\.name))
  func `an export of another framework is refused, or read as what it is not without a crash`(_ name: String)
    throws
  {
    let importer = try #require(Importers.named(name))
    for other in Importers.all {
      _ = try? importer.read([ImportSource(name: "other", bytes: Array(other.example.utf8))])
    }
  }

  @Test(arguments: Importers.all.map(\.name).filter { !$0.contains("mermaid") && !$0.contains("dot") })
  func `a value of the wrong type is named by its pointer`(_ name: String) throws {
    let importer = try #require(Importers.named(name))
    guard importer.example.hasPrefix("{") else { return }
    let document = try JSONDocument(parsing: Array(importer.example.utf8))
    var refused = 0
    for wrong: JSONValue in [7, "text", nil, [], [:], true] {
      for pointer in document.value.pointers {
        guard let changed = document.value.replacing(pointer, with: wrong) else { continue }
        do {
          _ = try importer.read([ImportSource(name: "f", bytes: Array(changed.text().utf8))])
        } catch {
          refused += 1
          #expect(error.pointer != nil, "\(error)")
        }
      }
    }
    #expect(refused > 0)
  }

  @Test func `one file too many is an error`() throws {
    let importer = try #require(Importers.named("asl"))
    let source = ImportSource(name: "a.json", bytes: Array(importer.example.utf8))
    #expect(throws: ImportError.self) { try importer.read([source, source]) }
    #expect(throws: ImportError.self) { try importer.read([]) }
  }
}

extension JSONValue {
  /// The pointers to all values inside.
  fileprivate var pointers: [JSONPointer] {
    var found: [JSONPointer] = []
    var open: [(JSONPointer, JSONValue)] = [(JSONPointer(tokens: []), self)]
    while let (pointer, value) = open.popLast() {
      found.append(pointer)
      for (index, element) in (value.arrayValue ?? []).enumerated() {
        open.append((pointer.appending(index), element))
      }
      for member in value.objectValue?.members ?? [] {
        open.append((pointer.appending(member.key), member.value))
      }
    }
    return found
  }

  fileprivate func replacing(_ pointer: JSONPointer, with value: JSONValue) -> JSONValue? {
    guard let first = pointer.tokens.first else { return value }
    let rest = JSONPointer(tokens: Array(pointer.tokens.dropFirst()))
    if var elements = arrayValue, let index = Int(first), elements.indices.contains(index) {
      guard let inner = elements[index].replacing(rest, with: value) else { return nil }
      elements[index] = inner
      return .array(elements)
    }
    if var object = objectValue, let member = object[first], let inner = member.replacing(rest, with: value) {
      object[first] = inner
      return .object(object)
    }
    return nil
  }
}
