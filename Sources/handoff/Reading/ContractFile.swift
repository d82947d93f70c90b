import HandoffContracts
import HandoffReports
import HandoffSchema

/// Reads what can be compared as a contract: a manifest, one of its contracts, a contract by itself, or a JSON
/// Schema that stands for a contract's output.
enum ContractFile {
  private static let expected = "a manifest, a contract (with \"output\") or a JSON Schema"

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
    let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let (file, fragment) = (parts[0], parts.count > 1 ? parts[1] : nil)
    let document = try DocumentFile.json(file, expected: expected)
    let isManifest = ManifestSchemas.isManifest(document.value)
    let folder = try SchemaFolder(of: file, root: schemaRoot, in: surroundings)
    let advice = SchemaAdvice(document, file: file, beside: folder)
    if let fragment {
      guard isManifest else {
        let label = TerminalText.line(name)
        throw CommandError(lines: [
          "\(label): only a manifest has contracts to choose from by #/contracts/NAME"
        ])
      }
      let system = try SystemFile.system(document, file: file, beside: folder)
      let contract = try contract(fragment, of: system, name)
      let place = JSONPointer(tokens: ["contracts", contract])
      advice.give(
        at: document.value[place]?.schemaPointersOfContract(at: place) ?? [], in: surroundings)
      return Content(system: system, contract: contract)
    }
    if isManifest {
      let system = try SystemFile.system(document, file: file, beside: folder)
      advice.give(at: document.value.schemaPointersOfManifest, in: surroundings)
      return Content(system: system, contract: nil)
    }
    let content = try single(document, InputFile.label(file), folder)
    let isContract = document.value["output"] != nil
    advice.give(at: isContract ? document.value.schemaPointersOfContract() : [.root], in: surroundings)
    return content
  }

  private static func contract(
    _ fragment: String, of system: AgentSystem, _ name: String
  ) throws(CommandError) -> String {
    guard let tokens = JSONPointer(parsing: fragment)?.tokens, tokens.count == 2, tokens[0] == "contracts",
      let contract = system.contract(named: tokens[1])
    else {
      let known = system.contracts.map { TerminalText.quoted($0.name) }.joined(separator: ", ")
      throw CommandError(lines: [
        "\(TerminalText.line(name)): no such contract; write #/contracts/NAME; the contracts are \(known)"
      ])
    }
    return contract.name
  }

  /// A contract or a schema, as the only contract of a system.
  private static func single(
    _ document: JSONDocument, _ label: String, _ folder: SchemaFolder
  ) throws(CommandError) -> Content {
    let name = baseName(label)
    let isContract = document.value["output"] != nil
    switch document.value {
    case .object, .bool: break
    default:
      throw CommandError(lines: [
        "\(TerminalText.line(label)):1:1: expected \(expected), found \(document.value.brief)"
      ])
    }
    let contract = isContract ? document.value : ["output": document.value]
    let manifest: JSONValue = [
      "handoffSystem": 1, "name": .string(name), "entry": .null, "agents": [:], "handoffs": [],
      "contracts": .object(JSONObject([.init(key: name, value: contract)])),
    ]
    do {
      let system = try AgentSystem(
        manifest: JSONDocument(parsing: Array(manifest.text().utf8)), file: label,
        schemaFiles: folder.reader)
      return Content(system: system, contract: name, isUnnamed: true)
    } catch let error as ManifestError {
      let above = isContract ? 2 : 3
      let lines = error.problems.prefix(20).map { problem in
        if let location = problem.location, !location.file.hasSameCodePoints(as: label) {
          return TerminalText.line("\(problem)", limit: 1_000)
        }
        let pointer = JSONPointer(tokens: Array(problem.pointer.tokens.dropFirst(above)))
        let place = document.location(of: pointer).map { ":\($0.line):\($0.column)" } ?? ""
        let inner = pointer.tokens.isEmpty ? "" : "\(pointer): "
        return TerminalText.line("\(label)\(place): \(inner)\(problem.reason)", limit: 1_000)
      }
      throw CommandError(lines: lines)
    } catch {
      throw CommandError(lines: ["\(TerminalText.line(label)): \(TerminalText.line("\(error)"))"])
    }
  }

  /// The name of a file without its folder and endings.
  private static func baseName(_ label: String) -> String {
    let file = label.split(separator: "/").last.map(String.init) ?? label
    return String(file.prefix { $0 != "." })
  }
}
