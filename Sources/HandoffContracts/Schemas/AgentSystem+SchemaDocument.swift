package import HandoffSchema

extension AgentSystem {
  /// The members of the manifest's root that references may lead into.
  var referableMembers: JSONObject {
    // The mark of a manifest, so that each schema is read as one of its own.
    var members: JSONObject = [:]
    members[ManifestReader.mark.description] = .number(JSONNumber(ManifestReader.format))
    if !contracts.isEmpty {
      members["contracts"] = .object(
        JSONObject(contracts.map { JSONObject.Member(key: $0.name, value: $0.manifest) }))
    }
    if !definitions.isEmpty { members["$defs"] = .object(definitions) }
    return members
  }

  /// Where a schema stands in the manifest.
  ///
  /// The payload of a failure is put together of several places and
  /// stands at a place of its own, `/failurePayload`.
  func pointer(to place: SchemaPlace) -> JSONPointer {
    switch place {
    case .input: JSONPointer(tokens: ["input"])
    case .output(let contract): JSONPointer(tokens: ["contracts", contracts[contract].name, "output"])
    case .failure: JSONPointer(tokens: ["failurePayload"])
    case .accepts(let agent): JSONPointer(tokens: ["agents", agents[agent].name, "accepts"])
    case .guard(let handoff): JSONPointer(tokens: ["handoffs", String(handoff), "when"])
    case .payload(let handoff): JSONPointer(tokens: ["handoffs", String(handoff), "payload"])
    case .result(let handoff): JSONPointer(tokens: ["handoffs", String(handoff), "result"])
    case .definition(let index): JSONPointer(tokens: ["$defs", definitions[index].key])
    }
  }

  /// Where a schema is written in the manifest; that of a failure stands in its contract.
  func writtenPointer(to place: SchemaPlace) -> JSONPointer {
    guard case .failure(let contract, let failure) = place else { return pointer(to: place) }
    let declared = contracts[contract]
    return JSONPointer(tokens: [
      "contracts", declared.name, "failures", declared.failures[failure].kind, "schema",
    ])
  }
}

extension Contract {
  /// The schema of a failure's whole payload: an object whose tag names the kind, and the failure's own schema;
  /// the latter alone where failures are not tagged.
  package func payloadSchema(ofFailure index: Int) -> JSONValue {
    let failure = failures[index]
    guard let failureTag else {
      // Untagged: the failure's own schema says it all.
      let place = JSONPointer(tokens: ["contracts", name, "failures", failure.kind, "schema"])
      return failure.schema == nil ? true : ["$ref": .string(place.fragment)]
    }
    var schema: JSONObject = [
      "type": "object", "properties": .object([failureTag: ["const": .string(failure.kind)]]),
      "required": [.string(failureTag)],
    ]
    if failure.schema != nil {
      let place = JSONPointer(tokens: ["contracts", name, "failures", failure.kind, "schema"])
      schema["$ref"] = .string(place.fragment)
    }
    return .object(schema)
  }
}

extension JSONObject {
  /// The object with a value put at a path; names on the way that are missing become objects, also where the
  /// whole manifest has an array (`handoffs`).
  func adding(_ value: JSONValue, at path: [String]) -> JSONObject {
    guard let first = path.first, self[first] == nil || path.count == 1 else {
      // The place is there already: contracts and definitions are part of the shared members.
      return self
    }
    var inner = value
    for token in path.dropFirst().reversed() { inner = .object([token: inner]) }
    var copy = self
    copy[first] = inner
    return copy
  }
}

extension JSONPointer {
  /// The pointer as a URI fragment (RFC 6901 section 6), with its number sign.
  package var fragment: String {
    var bytes = [UInt8(ascii: "#")]
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in description.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "$"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
