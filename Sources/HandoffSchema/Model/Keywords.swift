/// One thing that keywords say of values; what schemas that are applied say is not among them.
///
/// Two schema locations say the same only where all of it is the same (``SchemaTwins``), so no keyword that refuses values
/// may be left out.
enum KeywordFact: Hashable {
  case number(JSONNumber?), text(ExactString?), count(Int?), names([ExactString])
}

/// Keywords for numbers.
package struct NumericKeywords: Sendable {
  package var multipleOf: JSONNumber? { didSet { exact.multipleOf = multipleOf?.decimal } }
  package var minimum: JSONNumber? { didSet { exact.minimum = minimum?.decimal } }
  package var maximum: JSONNumber? { didSet { exact.maximum = maximum?.decimal } }
  package var exclusiveMinimum: JSONNumber? { didSet { exact.exclusiveMinimum = exclusiveMinimum?.decimal } }
  package var exclusiveMaximum: JSONNumber? { didSet { exact.exclusiveMaximum = exclusiveMaximum?.decimal } }
  /// The same in exact form, so that no value costs a reading of its keywords' literals.
  package private(set) var exact = Exact()
  package init() {}

  var facts: [KeywordFact] {
    [multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum].map { .number($0) }
  }

  /// The exact values of the keywords.
  package struct Exact: Sendable {
    package var multipleOf: Decimal?
    package var minimum: Decimal?
    package var maximum: Decimal?
    package var exclusiveMinimum: Decimal?
    package var exclusiveMaximum: Decimal?
  }
}

/// Keywords for strings; lengths count code points.
package struct StringKeywords: Sendable {
  package var minLength: Int?
  package var maxLength: Int?
  package var pattern: Pattern?
  /// Why `pattern` is not known to be matched or not, where it is beyond automata; ``pattern`` is then absent.
  package var unreadPattern: PatternError?
  package var format: String?
  /// True where `format` asserts.
  package var formatAsserts = false
  package var contentEncoding: String?
  package var contentMediaType: String?
  package var contentSchema: SchemaGraph.NodeID?
  package init() {}

  var facts: [KeywordFact] {
    [
      .count(minLength), .count(maxLength), .text(pattern.map { ExactString($0.source) }),
      .text(unreadPattern.map { ExactString($0.pattern) }),
      .text(formatAsserts ? format.map { ExactString($0) } : nil),
    ]
  }
}

/// Keywords for arrays.
package struct ArrayKeywords: Sendable {
  package var prefixItems: [SchemaGraph.NodeID] = []
  /// The schema of every element after `prefixItems`.
  package var items: SchemaGraph.NodeID?
  package var contains: SchemaGraph.NodeID?
  /// True where an element that `contains` matches counts as evaluated (since 2020-12).
  package var containsEvaluates = true
  package var minContains: Int?
  package var maxContains: Int?
  package var minItems: Int?
  package var maxItems: Int?
  package var uniqueItems = false
  package var unevaluatedItems: SchemaGraph.NodeID?
  package init() {}

  var facts: [KeywordFact] {
    [minContains, maxContains, minItems, maxItems, uniqueItems ? 1 : 0].map { .count($0) }
  }
}

/// Keywords for objects, each list in the order of the document.
package struct ObjectKeywords: Sendable {
  package var properties: [(key: String, schema: SchemaGraph.NodeID)] = []
  package var patternProperties: [(pattern: Pattern, schema: SchemaGraph.NodeID)] = []
  /// The patterns of `patternProperties` of which nobody can tell what names match them; what can be told in spite of
  /// it stands in ``LogicKeywords/allOf``.
  package var unreadNames: [PatternError] = []
  package var additionalProperties: SchemaGraph.NodeID?
  package var propertyNames: SchemaGraph.NodeID?
  package var required: [String] = []
  package var minProperties: Int?
  package var maxProperties: Int?
  package var dependentRequired: [(key: String, required: [String])] = []
  /// The keyword that `dependentRequired` was read from; `dependencies` up to draft-07.
  package var dependentRequiredKeyword = "dependentRequired"
  package var dependentSchemas: [(key: String, schema: SchemaGraph.NodeID)] = []
  package var unevaluatedProperties: SchemaGraph.NodeID?
  /// Each name's place in `properties`; kept only where there are enough of them to profit from it.
  package private(set) var propertyIndex: [ExactString: Int]?
  package init() {}

  var facts: [KeywordFact] {
    [
      .count(minProperties), .count(maxProperties), .names(unreadNames.map { ExactString($0.pattern) }),
      .names(required.map { ExactString($0) }.sorted()),
    ]
      + dependentRequired.map { entry in
        .names([ExactString(entry.key)] + entry.required.map { ExactString($0) })
      }
  }

  /// Brings `propertyIndex` in line with `properties`.
  package mutating func indexProperties() {
    propertyIndex = nil
    guard properties.count > 8 else { return }
    var index: [ExactString: Int] = [:]
    index.reserveCapacity(properties.count)
    for (place, property) in properties.enumerated() { index[ExactString(property.key)] = place }
    propertyIndex = index
  }

  /// The schema that `properties` states for a name, or `nil`.
  ///
  /// - Complexity: O(1) on average, after ``indexProperties()``.
  package func schema(of key: String) -> SchemaGraph.NodeID? {
    if let propertyIndex { return propertyIndex[ExactString(key)].map { properties[$0].schema } }
    return properties.first { $0.key.hasSameCodePoints(as: key) }?.schema
  }
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
  /// The keyword that `reference` was read from: `$ref`, or a `$dynamicRef` that has only one target.
  package var referenceKeyword = "$ref"
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
    /// The anchor that outer resources may redefine; empty for 2019-09's `$recursiveAnchor`.
    package var anchor: String
    /// The keyword as written: `$dynamicRef` or `$recursiveRef`.
    package var keyword = "$dynamicRef"
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
