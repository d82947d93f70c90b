public import HandoffContracts
public import HandoffSchema

/// The fixtures of the contracts of a system, as files.
public struct SystemFixtures: Sendable, Hashable {
  /// One contract with the folder of its fixtures.
  public struct Entry: Sendable, Hashable {
    /// The name of the folder.
    public var folder: String
    /// The fixtures.
    public var fixtures: ContractFixtures
  }

  /// A file, by its path below the folder of all fixtures.
  public struct File: Sendable, Hashable {
    /// The path, with slashes.
    public var path: String
    /// What stands in it.
    public var text: String
  }

  /// The name of the index, which tells what each file shows.
  public static let indexName = "index.json"

  /// The system's name.
  public var system: String
  /// The contracts, in declaration order.
  public var entries: [Entry]

  /// Makes the fixtures.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - contract: The name of the only contract that is meant; all of them where absent.
  /// - Throws: `SchemaError` where a schema of a contract cannot be compiled.
  public init(of system: AgentSystem, contract: String? = nil) throws(SchemaError) {
    self.system = system.name
    let schemas = system.schemas()
    var names = FixtureNames()
    entries = []
    for declared in system.contracts {
      if let contract, !declared.name.hasSameCodePoints(as: contract) { continue }
      let fixtures = try ContractFixtures(of: declared, in: schemas)
      entries.append(Entry(folder: names.name(for: declared.name), fixtures: fixtures))
    }
  }

  /// All files, the index last: where it stands, everything that it lists stands too.
  public var files: [File] {
    let fixtures = entries.flatMap { entry in
      entry.fixtures.fixtures.map { File(path: "\(entry.folder)/\($0.file)", text: $0.text) }
    }
    return fixtures + [File(path: Self.indexName, text: index.text(.pretty) + "\n")]
  }

  /// The paths that an index lists; none where it is no index.
  public static func paths(listedIn index: JSONValue) -> [String] {
    (index["contracts"]?.arrayValue ?? []).flatMap { contract -> [String] in
      guard let folder = contract["folder"]?.stringValue else { return [] }
      return ContractFixture.Role.allCases.flatMap { role in
        (contract[role.rawValue]?.arrayValue ?? []).compactMap { $0["file"]?.stringValue }
          .map { "\(folder)/\($0)" }
      }
    }
  }

  private var index: JSONValue {
    ["format": 1, "system": .string(system), "contracts": .array(entries.map(\.json))]
  }
}

extension SystemFixtures.Entry {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["contract": .string(fixtures.contract)]
    object["version"] = fixtures.version.map { .string($0) }
    object["folder"] = .string(folder)
    for role in ContractFixture.Role.allCases {
      object[role.rawValue] = .array(fixtures.fixtures.filter { $0.role == role }.map(\.json))
    }
    if !fixtures.missed.isEmpty {
      object["missed"] = .array(
        fixtures.missed.map { ["goal": .string($0.goal), "reason": .string($0.reason)] })
    }
    return .object(object)
  }
}

extension ContractFixture {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["file": .string(file)]
    switch role {
    case .valid: object["shows"] = .array(shows.map(JSONValue.string))
    case .invalid:
      if let mutation {
        object["operator"] = .string(mutation.operation.name)
        if case .payload = content { object["pointer"] = .string(mutation.pointer.description) }
      }
      if let violation {
        object["violation"] = [
          "pointer": .string(violation.instance.description), "keyword": .string(violation.keyword),
          "message": .string("\(violation)"),
        ]
      }
    case .failures: object["kind"] = kind.map { .string($0) }
    }
    return .object(object)
  }
}
