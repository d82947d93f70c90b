/// One schema location with its keywords in typed form; an absent keyword is `nil` or empty.
///
/// Keywords that apply to one type only are grouped, so that a node without them stays small.
package struct SchemaNode: Sendable {
  package typealias NodeID = SchemaGraph.NodeID

  /// Where the schema stands in its document, and under which base URI.
  package var location: SchemaLocation
  /// True for a part of what stands for ``ObjectKeywords/unreadNames``: it means nothing by itself, so that one of two
  /// schemas is no answer to the other's.
  package var isOpenPart = false
  /// `true` or `false` for a boolean schema; all other members are then absent.
  package var always: Bool?

  /// The types allowed by `type`.
  package var types: TypeSet = .all
  /// True in draft-04, where a number with a fraction or an exponent is no integer even if it is whole (core, 3.5).
  package var takesOnlySpeltIntegers = false
  /// The values of `enum`, in order.
  package var enumeration: [JSONValue]?
  /// The same values for looking up; kept only where there are many.
  @Boxed package var enumerationIndex: Set<JSONValue>?
  /// The value of `const`.
  @Boxed package var constant: JSONValue?

  @Boxed package var numeric: NumericKeywords?
  @Boxed package var string: StringKeywords?
  @Boxed package var array: ArrayKeywords?
  @Boxed package var object: ObjectKeywords?
  @Boxed package var logic: LogicKeywords?
  /// Keywords that state no constraint.
  @Boxed package var annotations: AnnotationKeywords?

  /// Longer enumerations have an index.
  package static let enumerationIndexedFrom = 8

  package init(location: SchemaLocation) {
    self.location = location
  }
}

/// The place of a schema.
package struct SchemaLocation: Sendable, Hashable {
  /// The absolute URI of the resource, without fragment; empty where the document has none.
  package var base: String
  /// The pointer from the resource's root.
  package var pointer: JSONPointer
  /// The pointer from the document's root: equal to `pointer` unless an `$id` stands in between.
  package var documentPointer: JSONPointer

  package init(base: String, pointer: JSONPointer, documentPointer: JSONPointer) {
    self.base = base
    self.pointer = pointer
    self.documentPointer = documentPointer
  }
}
