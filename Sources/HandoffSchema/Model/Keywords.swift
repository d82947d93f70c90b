/// Keywords for numbers.
package struct NumericKeywords: Sendable {
  package var multipleOf: JSONNumber?
  package var minimum: JSONNumber?
  package var maximum: JSONNumber?
  package var exclusiveMinimum: JSONNumber?
  package var exclusiveMaximum: JSONNumber?
  package init() {}
}

/// Keywords for strings; lengths count code points.
package struct StringKeywords: Sendable {
  package var minLength: Int?
  package var maxLength: Int?
  package var pattern: Pattern?
  package var format: String?
  /// True where `format` asserts.
  package var formatAsserts = false
  package var contentEncoding: String?
  package var contentMediaType: String?
  package var contentSchema: SchemaGraph.NodeID?
  package init() {}
}

/// Keywords for arrays.
package struct ArrayKeywords: Sendable {
  package var prefixItems: [SchemaGraph.NodeID] = []
  /// The schema of every element after `prefixItems`.
  package var items: SchemaGraph.NodeID?
  package var contains: SchemaGraph.NodeID?
  package var minContains: Int?
  package var maxContains: Int?
  package var minItems: Int?
  package var maxItems: Int?
  package var uniqueItems = false
  package var unevaluatedItems: SchemaGraph.NodeID?
  package init() {}
}

/// Keywords for objects, each list in the order of the document.
package struct ObjectKeywords: Sendable {
  package var properties: [(key: String, schema: SchemaGraph.NodeID)] = []
  package var patternProperties: [(pattern: Pattern, schema: SchemaGraph.NodeID)] = []
  package var additionalProperties: SchemaGraph.NodeID?
  package var propertyNames: SchemaGraph.NodeID?
  package var required: [String] = []
  package var minProperties: Int?
  package var maxProperties: Int?
  package var dependentRequired: [(key: String, required: [String])] = []
  package var dependentSchemas: [(key: String, schema: SchemaGraph.NodeID)] = []
  package var unevaluatedProperties: SchemaGraph.NodeID?
  package init() {}
}

/// Keywords that apply other schemas to the same value.
package struct LogicKeywords: Sendable {
  package var allOf: [SchemaGraph.NodeID] = []
  package var anyOf: [SchemaGraph.NodeID] = []
  package var oneOf: [SchemaGraph.NodeID] = []
  package var not: SchemaGraph.NodeID?
  package var condition: Condition?
  /// The target of `$ref`.
  package var reference: SchemaGraph.NodeID?
  package var dynamicReference: DynamicReference?
  package init() {}

  /// `if` with `then` and `else`; kept only where `if` stands.
  package struct Condition: Sendable {
    package var condition: SchemaGraph.NodeID
    package var then: SchemaGraph.NodeID?
    package var otherwise: SchemaGraph.NodeID?
    package init(condition: SchemaGraph.NodeID) { self.condition = condition }
  }

  /// A `$dynamicRef` (or 2019-09's `$recursiveRef`) that depends on how it was reached; those that do not
  /// are plain references.
  package struct DynamicReference: Sendable {
    /// The node that it means where no outer resource overrides it.
    package var initial: SchemaGraph.NodeID
    /// The anchor that outer resources may redefine.
    package var anchor: String
    /// The overriding node of each resource (by base URI) that defines the anchor, in document order; the
    /// outermost resource on the dynamic scope wins.
    package var overrides: [(base: String, schema: SchemaGraph.NodeID)]
    package init(
      initial: SchemaGraph.NodeID, anchor: String, overrides: [(base: String, schema: SchemaGraph.NodeID)]
    ) {
      self.initial = initial
      self.anchor = anchor
      self.overrides = overrides
    }
  }
}

/// Keywords that inform and never refuse.
package struct AnnotationKeywords: Sendable {
  package var title: String?
  package var description: String?
  package var defaultValue: JSONValue?
  package var examples: [JSONValue] = []
  package var isDeprecated = false
  package init() {}
}
