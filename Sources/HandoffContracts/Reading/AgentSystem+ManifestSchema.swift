public import HandoffSchema

extension AgentSystem {
  /// The JSON Schema of manifests, made of the tables by which they are read.
  ///
  /// It says which members there are and what their values look like, for editors. What names mean together, and
  /// whether schemas compile, only reading a manifest tells.
  public static var schemaOfManifests: JSONValue {
    var members: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A manifest of agents and their handoffs",
    ]
    members.append(ValueShape.object(ManifestReader.systemMembers).json.objectValue ?? [:])
    return .object(members)
  }
}
