import HandoffSchema

extension SchemaNode {
  /// Calls `body` for every schema below this one that a valid value may have to match, here or deeper; what
  /// stands under `not` is left out, and an `if` counts, because its `then` needs it.
  func forEachChild(_ body: (NodeID) -> Void) {
    forEachInPlaceChild(body)
    if let array {
      array.prefixItems.forEach(body)
      for child in [array.items, array.contains, array.unevaluatedItems] { child.map(body) }
    }
    if let object {
      for member in object.properties { body(member.schema) }
      for member in object.patternProperties { body(member.schema) }
      for child in [object.additionalProperties, object.unevaluatedProperties] { child.map(body) }
    }
  }

  /// Calls `body` for every schema that applies to the same value as this one.
  func forEachInPlaceChild(_ body: (NodeID) -> Void) {
    if let object {
      for dependent in object.dependentSchemas { body(dependent.schema) }
    }
    guard let logic else { return }
    logic.allOf.forEach(body)
    logic.anyOf.forEach(body)
    logic.oneOf.forEach(body)
    if let condition = logic.condition {
      body(condition.condition)
      condition.then.map(body)
      condition.otherwise.map(body)
    }
    logic.reference.map(body)
    if let dynamic = logic.dynamicReference {
      body(dynamic.initial)
      for override in dynamic.overrides { body(override.schema) }
    }
  }

  /// The node that a dynamic reference is taken to mean.
  ///
  /// It is the one in the outermost document where there is one. What really applies depends on the way there, so the result is checked with the validator.
  func assumedTarget(of dynamic: LogicKeywords.DynamicReference) -> NodeID {
    dynamic.overrides.first?.schema ?? dynamic.initial
  }

  /// The keyword of the node that is hardest to build for, so that it may be met only by trying.
  var checkedKeyword: String? {
    if let logic {
      if logic.not != nil { return "not" }
      if !logic.oneOf.isEmpty { return "oneOf" }
      if logic.condition != nil { return "if" }
      if let dynamic = logic.dynamicReference { return dynamic.keyword }
      if !logic.anyOf.isEmpty { return "anyOf" }
    }
    if let array {
      if array.unevaluatedItems != nil { return "unevaluatedItems" }
      if array.maxContains != nil { return "maxContains" }
      if array.contains != nil { return "contains" }
      if array.uniqueItems { return "uniqueItems" }
    }
    if let object {
      if object.unevaluatedProperties != nil { return "unevaluatedProperties" }
      if !object.dependentSchemas.isEmpty { return "dependentSchemas" }
    }
    if let string {
      if string.pattern != nil { return "pattern" }
      if string.format != nil { return "format" }
    }
    return nil
  }
}
