/// One schema that another one applies: which, by what keyword, to what, and what counts as evaluated for it.
///
/// Whoever goes through the schemas below a location goes through these (``SchemaNode/applications(dynamic:)``), so that
/// a keyword is described once.
package struct SchemaApplication: Sendable {
  /// The keyword, in the words of 2020-12.
  let keyword: Keyword
  /// The schema that is applied.
  package let schema: SchemaGraph.NodeID
  /// What it is applied to.
  package let subject: Subject
  /// When `unevaluatedItems` and `unevaluatedProperties` take it into account.
  let telling: Telling

  /// What a schema is applied to.
  package enum Subject: Sendable {
    /// The same value.
    case value
    /// The same value, where it has a member.
    case valueWithMember(String)
    case element(Int)
    case elements(from: Int)
    case anyElement
    case unevaluatedElements
    case member(String)
    case members(Pattern)
    /// The members that `properties` and `patternProperties` beside it leave.
    case otherMembers
    case unevaluatedMembers
    case memberNames
    /// What a text holds; nothing is validated there.
    case content
  }

  /// When an application tells what was evaluated: the parts that it is applied to, or for the same value those that the
  /// schema there evaluates.
  ///
  /// JSON Schema 2020-12 core, sections 7.7.1.1 and 11: a schema that refuses tells nothing.
  enum Telling: Sendable, Hashable {
    case never
    /// Wherever the location as a whole accepts.
    case always
    /// Where the schema accepts, which the location does not ask for.
    case whereAccepted
    /// Where the schema of `if` accepts, and where it refuses.
    case whereConditionHolds, whereConditionFails
    /// Where the member stands that ``Subject/valueWithMember(_:)`` names.
    case wherePresent
  }

  init(
    _ keyword: Keyword, _ schema: SchemaGraph.NodeID, _ subject: Subject = .value, telling: Telling? = nil
  ) {
    self.keyword = keyword
    self.schema = schema
    self.subject = subject
    self.telling = telling ?? keyword.telling
  }

  /// True where the schema is applied to the same value.
  package var isInPlace: Bool {
    switch subject {
    case .value, .valueWithMember: true
    case .element, .elements, .anyElement, .unevaluatedElements, .member, .members, .otherMembers,
      .unevaluatedMembers, .memberNames, .content:
      false
    }
  }
}

extension Keyword {
  /// When what the keyword applies tells `unevaluatedItems` and `unevaluatedProperties` what was evaluated.
  var telling: SchemaApplication.Telling {
    switch self {
    case .properties, .patternProperties, .additionalProperties, .unevaluatedProperties, .prefixItems, .items,
      .unevaluatedItems, .allOf, .reference, .dynamicReference, .recursiveReference:
      .always
    case .anyOf, .oneOf, .condition, .contains: .whereAccepted
    case .then: .whereConditionHolds
    case .otherwise: .whereConditionFails
    case .dependentSchemas: .wherePresent
    // Names and texts have no parts, and what `not` accepts is refused.
    default: .never
    }
  }

  /// True where the keyword applies its schemas to members or elements.
  var describesParts: Bool {
    switch self {
    case .properties, .patternProperties, .additionalProperties, .unevaluatedProperties, .prefixItems, .items,
      .contains, .unevaluatedItems:
      true
    default: false
    }
  }
}
