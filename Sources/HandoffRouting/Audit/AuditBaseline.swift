public import HandoffContracts
public import HandoffSchema

/// The findings of an earlier audit, which are put up with for now.
///
/// A finding is known again by its content: the rule, the agents and handoffs that it names, and the class of its
/// witness. So lines may move and messages may be worded better.
public struct AuditBaseline: Sendable, Hashable {
  /// What one finding is known by.
  public struct Entry: Sendable, Hashable {
    /// The rule's id.
    public var rule: String
    /// The agents that the finding names.
    public var agents: [String]
    /// The handoffs that it names.
    public var handoffs: [String]
    /// The class of its witness: `path`, or the types in its payload such as `{"text": string}`; absent without one.
    public var witness: String?

    /// What a finding is known by.
    public init(_ finding: Finding) {
      rule = finding.rule
      agents = finding.agents
      handoffs = finding.handoffs
      witness = finding.witness.map { $0.payload.map { WitnessClass.name(of: $0) } ?? "path" }
    }

    init(rule: String, agents: [String], handoffs: [String], witness: String?) {
      self.rule = rule
      self.agents = agents
      self.handoffs = handoffs
      self.witness = witness
    }
  }

  /// In the order of the findings; several findings may be known by the same.
  public var entries: [Entry]

  /// The baseline that knows these findings.
  public init(_ findings: [Finding]) {
    entries = findings.map { Entry($0) }
  }
}

// MARK: - Comparing

extension AuditBaseline {
  /// The findings that the baseline does not know, how many it knows, and the entries that match none.
  ///
  /// - Complexity: O(*n*) on average in the number of findings and entries.
  func compare(_ findings: [Finding]) -> (new: [Finding], known: Int, gone: [Entry]) {
    var left: [JSONValue: Int] = [:]
    for entry in entries { left[entry.key, default: 0] += 1 }
    var new: [Finding] = []
    for finding in findings {
      let key = Entry(finding).key
      if let count = left[key], count > 0 { left[key] = count - 1 } else { new.append(finding) }
    }
    var gone: [Entry] = []
    for entry in entries {
      let key = entry.key
      guard let count = left[key], count > 0 else { continue }
      left[key] = count - 1
      gone.append(entry)
    }
    return (new, findings.count - new.count, gone)
  }
}

// MARK: - Writing and reading

extension AuditBaseline {
  /// Why a document is no baseline.
  public struct ReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where in the document.
    public var pointer: JSONPointer
    /// What is expected there.
    public var expected: String

    /// One line with both.
    public var description: String { "\(pointer): expected \(expected)" }
  }

  /// The baseline as a document.
  public var json: JSONValue { ["handoffBaseline": 1, "findings": .array(entries.map(\.json))] }

  /// Reads a baseline.
  ///
  /// - Throws: ``ReadingError`` for the first part that a baseline does not have.
  public init(json: JSONValue) throws(ReadingError) {
    guard json["handoffBaseline"] == 1 else {
      throw ReadingError(pointer: .root, expected: #"{"handoffBaseline": 1, "findings": […]}"#)
    }
    guard case .array(let findings)? = json["findings"] else {
      throw ReadingError(pointer: JSONPointer(tokens: ["findings"]), expected: "an array")
    }
    entries = []
    entries.reserveCapacity(findings.count)
    for (position, finding) in findings.enumerated() {
      guard case .string(let rule)? = finding["rule"], let agents = Self.names(finding["agents"]),
        let handoffs = Self.names(finding["handoffs"])
      else {
        throw ReadingError(
          pointer: JSONPointer(tokens: ["findings", String(position)]),
          expected: #"{"rule", "agents": […], "handoffs": […], "witness"?}"#)
      }
      entries.append(
        Entry(rule: rule, agents: agents, handoffs: handoffs, witness: finding["witness"]?.stringValue))
    }
  }

  private static func names(_ value: JSONValue?) -> [String]? {
    guard case .array(let elements)? = value else { return nil }
    let names = elements.compactMap(\.stringValue)
    return names.count == elements.count ? names : nil
  }
}

extension AuditBaseline.Entry {
  /// What it is told from others by, in whatever order the manifest has what it names; text is compared by code points.
  fileprivate var key: JSONValue {
    func sorted(_ names: [String]) -> [String] { names.map { ExactString($0) }.sorted().map(\.string) }
    return Self(rule: rule, agents: sorted(agents), handoffs: sorted(handoffs), witness: witness).json
  }

  /// The entry as it is written.
  public var json: JSONValue {
    var members: JSONObject = [
      "rule": .string(rule), "agents": .array(agents.map(JSONValue.string)),
      "handoffs": .array(handoffs.map(JSONValue.string)),
    ]
    if let witness { members["witness"] = .string(witness) }
    return .object(members)
  }
}
