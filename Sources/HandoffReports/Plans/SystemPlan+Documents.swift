import HandoffContracts
public import HandoffRouting
public import HandoffSchema

extension SystemPlan {
  /// The plan in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    func names(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
    var object: JSONObject = [
      "format": 1, "system": .string(system), "starts": names(starts),
      "stages": .array(stages.map(names)), "loops": .array(loops.map(names)),
      "steps": .array(steps.map(\.json)), "exceptional": names(exceptional), "unreached": names(unreached),
      "failures": .array(failures.map(\.json)),
    ]
    if let path = criticalPath {
      object["criticalPath"] = [
        "agents": names(path.agents), "seconds": Self.json(path.seconds),
        "totalSeconds": Self.json(path.totalSeconds), "speedUp": Self.json(path.speedUp),
        "withoutSeconds": names(path.withoutSeconds),
      ]
    }
    return .object(object)
  }

  /// The plan as Markdown tables.
  ///
  /// - Complexity: O(*n*) in the size of the plan.
  public var markdown: String {
    var parts = ["### Plan of \(MarkdownTable.escaped(system))"]
    var table = MarkdownTable(["Stage", "Agent", "Waits for", "Seconds"])
    for step in steps {
      table.add(["\(step.stage)", step.agent, step.waiting, step.seconds.map(Self.number) ?? ""])
    }
    parts.append(table.text)
    if !exceptional.isEmpty {
      parts.append(MarkdownTable.escaped("Only on a failure or a limit: \(Self.list(exceptional))."))
    }
    if !unreached.isEmpty { parts.append(MarkdownTable.escaped("Never: \(Self.list(unreached)).")) }
    if let criticalPath {
      parts.append(criticalPath.sentences.map(MarkdownTable.escaped).joined(separator: "\n"))
    }
    if !failures.isEmpty {
      var table = MarkdownTable(["If agent", "fails with", "these get nothing", "and the work ends at"])
      for path in failures { table.add([path.agent, path.failure, path.blocked(), path.outcome]) }
      parts.append(table.text)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  fileprivate static func json(_ seconds: Double) -> JSONValue {
    let rounded = (seconds * 1000).rounded() / 1000
    return JSONNumber(rounded).map(JSONValue.number) ?? .null
  }
}

extension SystemPlan.Step {
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "agent": .string(agent), "stage": JSONValue(integerLiteral: stage),
      "waitsFor": .array(predecessors.map(JSONValue.string)),
    ]
    if !again.isEmpty { object["again"] = .array(again.map(JSONValue.string)) }
    switch wait {
    case .nothing: object["wait"] = "none"
    case .any: object["wait"] = "any"
    case .count(let count): object["wait"] = JSONValue(integerLiteral: count)
    }
    if let seconds { object["seconds"] = SystemPlan.json(seconds) }
    return .object(object)
  }
}
