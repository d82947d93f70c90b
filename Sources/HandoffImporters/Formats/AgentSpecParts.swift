internal import HandoffContracts
internal import HandoffSchema

/// The components that a document of the Open Agent Specification refers to.
struct AgentSpecParts {
  private let contracts: [ExactString: Contract]
  private(set) var components: JSONObject = [:]

  init(_ system: AgentSystem) {
    contracts = Dictionary(
      system.contracts.map { (ExactString($0.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The members that every component has.
  static func component(_ type: String, id: String, name: String) -> JSONObject {
    [
      "component_type": .string(type), "id": .string(id), "name": .string(name), "description": .null,
      "metadata": [:], "inputs": [], "outputs": [],
    ]
  }

  /// Keeps a component, and refers to it.
  mutating func keep(_ component: JSONObject) -> JSONValue {
    let id = component["id"]?.stringValue ?? ""
    components[id] = .object(component)
    return ["$component_ref": .string(id)]
  }

  /// A reference to an agent, which is kept with its tools and outputs.
  mutating func reference(to agent: Agent, _ losses: inout LossList) -> JSONValue {
    let id = "agent:\(agent.name)"
    if components[id] == nil { components[id] = .object(self.agent(agent, &losses)) }
    return ["$component_ref": .string(id)]
  }

  /// An agent as a component.
  mutating func agent(_ agent: Agent, _ losses: inout LossList) -> JSONObject {
    var found = Self.component("Agent", id: "agent:\(agent.name)", name: agent.name)
    found["outputs"] = .array(outputs(of: agent, &losses))
    found["llm_config"] = model()
    found["system_prompt"] = .string(agent.task ?? "")
    if agent.tools.contains(where: \.isEmpty) {
      losses.lose(.tools, "a tool without a name cannot be said", agent: agent.name)
    }
    found["tools"] = .array(
      agent.tools.filter { !$0.isEmpty }.map { name in
        var tool = Self.component("ClientTool", id: "tool:\(agent.name):\(name)", name: name)
        tool["description"] = ""
        return .object(tool)
      })
    return found
  }

  private mutating func model() -> JSONValue {
    var model = Self.component("OpenAiCompatibleConfig", id: "model", name: "unspecified")
    model["inputs"] = nil
    model["outputs"] = nil
    model["model_id"] = "unspecified"
    model["url"] = "http://localhost"
    return keep(model)
  }

  /// The typed outputs of an agent: the members of an object that has all of them.
  func outputs(of agent: Agent, _ losses: inout LossList) -> [JSONValue] {
    guard let name = agent.produces, let contract = contracts[ExactString(name)] else { return [] }
    if !contract.failures.isEmpty {
      losses.lose(.failures, "the specification declares no failures", agent: agent.name)
    }
    guard let output = contract.output.objectValue, output["type"]?.stringValue == "object",
      let properties = output["properties"]?.objectValue
    else {
      losses.lose(.contracts, "only the members of an object can be typed outputs", agent: agent.name)
      return []
    }
    let known: Set<String> = ["type", "properties", "required", "title", "description"]
    let required = (output["required"]?.arrayValue ?? []).compactMap(\.stringValue)
    let isWhole = properties.keys.allSatisfy { key in required.contains { $0.hasSameCodePoints(as: key) } }
    if !isWhole || required.count != properties.members.count
      || output.keys.contains(where: { !known.contains($0) })
    {
      losses.lose(
        .contracts, "an output has all its members and says nothing more of the whole", agent: agent.name)
    }
    if properties.keys.contains("") {
      losses.lose(.contracts, "a member without a name cannot be said", agent: agent.name)
    }
    return properties.members.filter { !$0.key.isEmpty }.map { member in
      var schema = member.value.objectValue ?? [:]
      if Self.refers(member.value) {
        losses.lose(
          .contracts, "a member whose type refers to a definition is left untyped", agent: agent.name)
        schema = [:]
      }
      if member.value.boolValue != nil || schema["title"].map({ $0.stringValue != member.key }) ?? false {
        losses.lose(.contracts, "the title of a member is its name", agent: agent.name)
      }
      schema["title"] = .string(member.key)
      return .object(schema)
    }
  }

  /// Whether a schema has a reference; the depth is that of the file, which its parser bounds.
  private static func refers(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let elements): elements.contains(where: refers)
    case .object(let object):
      object.members.contains { $0.key == "$ref" && $0.value.stringValue != nil || refers($0.value) }
    default: false
    }
  }
}
