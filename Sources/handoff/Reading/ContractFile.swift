import HandoffChecking
import HandoffContracts
import HandoffSchema

/// Reads what can be compared as a contract: a manifest, one of its contracts, a contract by itself, or a JSON
/// Schema that stands for a contract's output.
enum ContractFile {
  fileprivate static let expected = "a manifest, a contract (with \"output\") or a JSON Schema"

  /// A system, and the name of the one contract that is meant; `nil` where all are.
  struct Content {
    var system: AgentSystem
    var contract: String?
    /// Whether the name was made up, because the file does not tell one.
    var isUnnamed = false
  }

  /// Reads a file; what is suspicious about its schemas is said on the standard error of the surroundings.
  static func read(
    _ name: String, schemaRoot: String?, in surroundings: Surroundings
  ) throws(CommandError) -> Content {
    let (file, fragment) = DocumentFile.split(name)
    let document = try DocumentFile.json(file, expected: expected)
    let isManifest = SchemaHosts.manifests.include(document.value)
    let folder = try SchemaFolder(of: file, root: schemaRoot, in: surroundings)
    func advise(at pointers: [JSONPointer]) {
      SchemaAdvice.give(at: pointers, of: document, file: file, beside: folder, in: surroundings)
    }
    if !fragment.isEmpty {
      guard isManifest else {
        let label = TerminalText.line(name)
        throw CommandError(lines: [
          "\(label): only a manifest has contracts to choose from by #/contracts/NAME"
        ])
      }
      let system = try SystemFile.system(document, file: file, beside: folder)
      let contract = try contract(fragment, of: system, in: document.value, name)
      advise(at: document.value.schemaPointers(ofContract: contract))
      return Content(system: system, contract: contract)
    }
    if isManifest {
      let system = try SystemFile.system(document, file: file, beside: folder)
      advise(at: document.value.schemaPointersOfManifest)
      return Content(system: system, contract: nil)
    }
    let single = try SingleContract(document, InputFile.label(file))
    let content = try single.content(folder)
    advise(at: single.schemaPointers)
    return content
  }

  private static func contract(
    _ fragment: String, of system: AgentSystem, in manifest: JSONValue, _ name: String
  ) throws(CommandError) -> String {
    guard let tokens = JSONPointer(parsing: fragment)?.tokens, tokens.count == 2, tokens[0] == "contracts",
      let contract = system.contract(named: tokens[1])
    else {
      let known = ManifestSchemas(manifest, file: name).contracts
      throw CommandError(lines: [
        "\(TerminalText.line(name)): no such contract; write #/contracts/NAME; \(known)"
      ])
    }
    return contract.name
  }
}

/// A contract or a schema by itself, as the only contract of a system.
private struct SingleContract {
  private let document: JSONDocument
  private let label: String
  /// The name of the file without its folder and endings.
  private let name: String
  private let isContract: Bool
  private let manifest: JSONValue

  init(_ document: JSONDocument, _ label: String) throws(CommandError) {
    switch document.value {
    case .object, .bool: break
    default:
      throw CommandError(lines: [
        "\(TerminalText.line(label)):1:1: expected \(ContractFile.expected), found \(document.value.brief)"
      ])
    }
    self.document = document
    self.label = label
    let file = label.split(separator: "/").last.map(String.init) ?? label
    name = String(file.prefix { $0 != "." })
    isContract = document.value["output"] != nil
    let contract = isContract ? document.value : ["output": document.value]
    manifest = [
      "handoffSystem": 1, "name": .string(name), "entry": .null, "agents": [:], "handoffs": [],
      "contracts": .object(JSONObject([.init(key: name, value: contract)])),
    ]
  }

  /// A pointer into the document, for one into the system.
  private func written(_ pointer: JSONPointer) -> JSONPointer {
    JSONPointer(tokens: Array(pointer.tokens.dropFirst(isContract ? 2 : 3)))
  }

  var schemaPointers: [JSONPointer] { manifest.schemaPointers(ofContract: name).map(written) }

  func content(_ folder: SchemaFolder) throws(CommandError) -> ContractFile.Content {
    do {
      let system = try AgentSystem(
        manifest: JSONDocument(parsing: Array(manifest.text().utf8)), file: label,
        schemaFiles: folder.reader)
      return ContractFile.Content(system: system, contract: name, isUnnamed: true)
    } catch let error as ManifestError {
      throw CommandError(lines: error.problems.prefix(20).map(line))
    } catch {
      throw CommandError(lines: ["\(TerminalText.line(label)): \(TerminalText.line("\(error)"))"])
    }
  }

  private func line(for problem: DeclarationProblem) -> String {
    if let location = problem.location, !location.file.hasSameCodePoints(as: label) {
      return TerminalText.line("\(problem)", limit: 1_000)
    }
    let pointer = written(problem.pointer)
    let place = document.location(of: pointer).map { ":\($0.line):\($0.column)" } ?? ""
    let inner = pointer.tokens.isEmpty ? "" : "\(pointer): "
    return TerminalText.line("\(label)\(place): \(inner)\(problem.reason)", limit: 1_000)
  }
}
