public import HandoffSchema

extension PayloadSurvey {
  /// How much of what was seen a draft promises.
  public enum Detail: Sendable, Hashable {
    /// Types and members.
    case types
    /// Bounds, choices and formats too, where enough was seen to say so.
    case everything
  }

  /// Fewer names are no map.
  private static let mapSize = 12

  /// Bounds and choices of fewer values are an accident.
  static let enough = 10

  /// A schema that everything keeps which was seen: a draft to edit.
  ///
  /// A member is required where every object has it; otherwise a `$comment` says how many do. Each value that was added is
  /// valid (a law).
  ///
  /// - Complexity: O(*n*) in the size of the schema.
  public func schema(_ detail: Detail = .everything) -> JSONValue {
    var schema: JSONObject = [:]
    // An integer is a number (JSON Schema 2020-12, validation, section 6.1.1).
    let names = types.map(\.name).filter { $0 != "integer" || count(of: "number") == 0 }
    if names.count == 1 { schema["type"] = .string(names[0]) }
    if names.count > 1 { schema["type"] = .array(names.map { .string($0) }) }
    if detail == .everything { addBounds(to: &schema) }
    if let items = items.first, items.count > 0 { schema["items"] = items.schema(detail) }
    if count(of: "object") > 0, !isCut { addMembers(to: &schema, detail) }
    if isCut { schema["$comment"] = .string("not looked into: deeper than \(Self.depthLimit) levels") }
    return .object(schema)
  }

  private func addMembers(to schema: inout JSONObject, _ detail: Detail) {
    let objects = count(of: "object")
    if detail == .everything, let values = mapped(objects), case .object(var value) = values.schema(detail) {
      let names = others.isEmpty ? "\(members.count)" : "more than \(Self.memberLimit)"
      value["$comment"] = .string("of \(names) names, so that the object is taken for a map")
      schema["additionalProperties"] = .object(value)
      return
    }
    var properties: JSONObject = [:]
    for (name, survey) in members {
      var member = survey.schema(detail)
      if survey.count < objects, case .object(var object) = member {
        object["$comment"] = .string("in \(survey.count) of \(objects)")
        member = .object(object)
      }
      properties[name] = member
    }
    schema["properties"] = .object(properties)
    schema["required"] = .array(members.filter { $0.survey.count == objects }.map { .string($0.name) })
    guard let others = others.first, case .object(var further) = others.schema(detail) else { return }
    further["$comment"] = .string("of the members beyond the first \(Self.memberLimit)")
    schema["additionalProperties"] = .object(further)
  }

  /// What the values of a map are; `nil` for an object whose names mean something.
  ///
  /// A map's names are many, each is in few objects, and its values are of one type.
  private func mapped(_ objects: Int) -> PayloadSurvey? {
    guard members.count >= Self.mapSize, members.allSatisfy({ $0.survey.count * 4 <= objects }),
      var values = members.first?.survey
    else { return nil }
    for member in members.dropFirst() { values.merge(member.survey) }
    if let others = others.first { values.merge(others) }
    return values.types.count == 1 ? values : nil
  }

  private func addBounds(to schema: inout JSONObject) {
    let strings = count(of: "string")
    if strings > 0, let format = formats.first {
      schema["format"] = .string(format.rawValue)
    } else if let texts, strings == count, strings >= Self.enough, strings >= 5 * texts.count {
      schema["enum"] = .array(texts.map { .string($0) })
      return
    }
    if strings >= Self.enough, let lengths {
      schema["minLength"] = .number(JSONNumber(lengths.lowerBound))
      schema["maxLength"] = .number(JSONNumber(lengths.upperBound))
    }
    if count(of: "integer") + count(of: "number") >= Self.enough, let numbers {
      schema["minimum"] = .number(numbers.lowerBound)
      schema["maximum"] = .number(numbers.upperBound)
    }
    if count(of: "array") >= Self.enough, let itemCounts {
      schema["minItems"] = .number(JSONNumber(itemCounts.lowerBound))
      schema["maxItems"] = .number(JSONNumber(itemCounts.upperBound))
    }
  }
}
