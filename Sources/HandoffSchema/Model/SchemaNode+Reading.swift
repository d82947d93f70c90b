extension SchemaNode {
  /// The types that `type`, `enum` and `const` leave.
  package var effectiveTypes: TypeSet {
    if let always { return always ? .all : [] }
    guard let values = constant.map({ [$0] }) ?? enumeration else { return types }
    var found: TypeSet = []
    for value in values {
      switch value {
      case .null: found.insert(.null)
      case .bool: found.insert(.boolean)
      case .number: found.insert(.number)
      case .string: found.insert(.string)
      case .array: found.insert(.array)
      case .object: found.insert(.object)
      }
    }
    return types.intersection(found)
  }

  /// True where nothing is said but what ``logic`` says.
  private var hasOnlyLogic: Bool {
    always == nil && types == .all && enumeration == nil && constant == nil && numeric == nil && string == nil
      && array == nil && object == nil && logic != nil
  }

  /// The target of a plain reference that stands alone, or `nil`.
  package var onlyReference: NodeID? {
    guard hasOnlyLogic, let logic, let target = logic.reference, logic.dynamicReference == nil,
      logic.allOf.isEmpty, logic.anyOf.isEmpty, logic.oneOf.isEmpty, logic.not == nil, logic.condition == nil
    else { return nil }
    return target
  }

  /// The condition of a schema that consists of `if`, `then` and `else` alone, or `nil`.
  package var onlyCondition: LogicKeywords.Condition? {
    guard hasOnlyLogic, let logic, let condition = logic.condition, logic.dynamicReference == nil,
      logic.reference == nil, logic.allOf.isEmpty, logic.anyOf.isEmpty, logic.oneOf.isEmpty, logic.not == nil
    else { return nil }
    return condition
  }
}
