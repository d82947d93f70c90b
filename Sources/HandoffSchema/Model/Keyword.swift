/// The keywords that mean something, in the dialects that are read.
enum Keyword: String, CaseIterable, Sendable {
  case reference = "$ref"
  case dynamicReference = "$dynamicRef"
  case recursiveReference = "$recursiveRef"
  case definitions = "$defs"
  case oldDefinitions = "definitions"

  case identifier = "$id"
  case oldIdentifier = "id"
  case anchor = "$anchor"
  case dynamicAnchor = "$dynamicAnchor"

  case allOf, anyOf, oneOf, not
  case condition = "if"
  case then
  case otherwise = "else"
  case properties, patternProperties, additionalProperties, propertyNames, dependentSchemas, dependencies
  case items, prefixItems, additionalItems, contains
  case unevaluatedItems, unevaluatedProperties

  case type
  case enumeration = "enum"
  case constant = "const"
  case multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum
  case minLength, maxLength, pattern
  case minItems, maxItems, uniqueItems, minContains, maxContains
  case minProperties, maxProperties, required, dependentRequired

  case format, contentEncoding, contentMediaType, contentSchema
  case title, description
  case defaultValue = "default"
  case examples, deprecated
}

extension Keyword {
  /// What stands at a keyword: which of its values are schemas.
  enum Shape: Sendable {
    case plain, schema, schemaArray, schemaMap, schemaOrArray
  }

  // Hashing a name the general way took a third of the time of reading a small schema, so names are found by
  // their length and outer bytes.
  private static let byHash: [[Keyword]] = {
    var table = [[Keyword]](repeating: [], count: 256)
    for keyword in allCases { table[hash(keyword.rawValue)].append(keyword) }
    return table
  }()

  private static func hash(_ name: String) -> Int {
    guard let first = name.utf8.first, let last = name.utf8.last else { return 0 }
    return (Int(first) &* 7 &+ Int(last) &* 29 &+ name.utf8.count &* 13) & 255
  }

  /// The keyword of a name, or `nil` for a name that means nothing.
  static func named(_ name: String) -> Keyword? {
    byHash[hash(name)].first { $0.rawValue.hasSameCodePoints(as: name) }
  }

  var shape: Shape {
    switch self {
    case .not, .condition, .then, .otherwise, .additionalProperties, .propertyNames, .additionalItems,
      .contains, .unevaluatedItems, .unevaluatedProperties, .contentSchema:
      .schema
    case .allOf, .anyOf, .oneOf, .prefixItems: .schemaArray
    case .definitions, .oldDefinitions, .properties, .patternProperties, .dependentSchemas, .dependencies:
      .schemaMap
    case .items: .schemaOrArray
    default: .plain
    }
  }

  /// The vocabulary of 2020-12 that defines the keyword.
  var vocabulary: Vocabularies {
    switch self {
    case .reference, .dynamicReference, .recursiveReference, .definitions, .oldDefinitions, .identifier,
      .oldIdentifier, .anchor, .dynamicAnchor:
      .core
    case .allOf, .anyOf, .oneOf, .not, .condition, .then, .otherwise, .properties, .patternProperties,
      .additionalProperties, .propertyNames, .dependentSchemas, .dependencies, .items, .prefixItems,
      .additionalItems, .contains:
      .applicator
    case .unevaluatedItems, .unevaluatedProperties: .unevaluated
    case .type, .enumeration, .constant, .multipleOf, .minimum, .maximum, .exclusiveMinimum,
      .exclusiveMaximum, .minLength, .maxLength, .pattern, .minItems, .maxItems, .uniqueItems,
      .minContains, .maxContains, .minProperties, .maxProperties, .required, .dependentRequired:
      .validation
    case .format: .format
    case .contentEncoding, .contentMediaType, .contentSchema: .content
    case .title, .description, .defaultValue, .examples, .deprecated: .metadata
    }
  }

  /// What a keyword speaks of, and with which others it is read.
  enum Group: Sendable {
    /// The names of schemas, and what only holds others.
    case name, definitions
    /// Values of every type.
    case value
    case numeric, string, array, object, logic, annotation
  }

  var group: Group {
    switch self {
    case .identifier, .oldIdentifier, .anchor, .dynamicAnchor: .name
    case .definitions, .oldDefinitions: .definitions
    case .type, .enumeration, .constant: .value
    case .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: .numeric
    case .minLength, .maxLength, .pattern, .format, .contentEncoding, .contentMediaType, .contentSchema:
      .string
    case .items, .prefixItems, .additionalItems, .contains, .minContains, .maxContains, .minItems, .maxItems,
      .uniqueItems, .unevaluatedItems:
      .array
    case .properties, .patternProperties, .additionalProperties, .propertyNames, .required, .minProperties,
      .maxProperties, .dependentRequired, .dependentSchemas, .dependencies, .unevaluatedProperties:
      .object
    case .allOf, .anyOf, .oneOf, .not, .condition, .then, .otherwise, .reference, .dynamicReference,
      .recursiveReference:
      .logic
    case .title, .description, .defaultValue, .examples, .deprecated: .annotation
    }
  }

  /// The dialects that know the keyword.
  var dialects: ClosedRange<SchemaOptions.Dialect> {
    switch self {
    case .constant, .contains, .propertyNames, .examples: .draft6 ... .draft2020
    case .condition, .then, .otherwise, .contentEncoding, .contentMediaType: .draft7 ... .draft2020
    case .minContains, .maxContains, .dependentRequired, .dependentSchemas, .unevaluatedItems,
      .unevaluatedProperties, .contentSchema, .deprecated:
      .draft2019 ... .draft2020
    case .identifier: .draft6 ... .draft2020
    case .oldIdentifier: .draft4 ... .draft4
    case .anchor: .draft2019 ... .draft2020
    case .recursiveReference: .draft2019 ... .draft2019
    case .prefixItems, .dynamicReference, .dynamicAnchor: .draft2020 ... .draft2020
    case .additionalItems: .draft4 ... .draft2019
    default: .draft4 ... .draft2020
    }
  }
}

extension SchemaOptions.Dialect: Comparable {
  private var order: Int {
    switch self {
    case .draft4: 4
    case .draft6: 6
    case .draft7: 7
    case .draft2019: 2019
    case .draft2020: 2020
    }
  }

  /// Orders by age, the oldest first.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}
