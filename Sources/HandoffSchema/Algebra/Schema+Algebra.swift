extension Schema {
  /// Says whether every payload of this schema is accepted by another.
  ///
  /// For many questions about the same schemas use one ``SchemaAlgebra``.
  public func isIncluded(
    in consumer: Schema, options: ComparisonOptions = ComparisonOptions()
  ) -> InclusionVerdict {
    var algebra = SchemaAlgebra(options: options)
    return algebra.inclusion(of: self, in: consumer)
  }

  /// Says whether both schemas accept the same payloads.
  public func isEquivalent(to other: Schema, options: ComparisonOptions = ComparisonOptions()) -> Equivalence
  {
    var algebra = SchemaAlgebra(options: options)
    return algebra.equivalence(of: self, and: other)
  }

  /// The payloads that both schemas accept.
  public func intersection(with other: Schema) -> SchemaExpression {
    .allOf([.schema(self), .schema(other)])
  }

  /// The payloads that the schema refuses.
  public var complement: SchemaExpression { .not(.schema(self)) }

  /// Says whether the schema accepts any payload, and shows a small one.
  public func emptiness(options: ComparisonOptions = ComparisonOptions()) -> Emptiness {
    var algebra = SchemaAlgebra(options: options)
    return algebra.emptiness(of: self)
  }

  /// A smallest payload of the schema, or `nil` where it has none or none was found within the options' caps.
  public func smallestPayload(options: ComparisonOptions = ComparisonOptions()) -> JSONValue? {
    emptiness(options: options).witness
  }
}

extension SchemaExpression {
  /// Says whether every payload of this set is in another.
  public func isIncluded(
    in consumer: SchemaExpression, options: ComparisonOptions = ComparisonOptions()
  ) -> InclusionVerdict {
    var algebra = SchemaAlgebra(options: options)
    return algebra.inclusion(of: self, in: consumer)
  }

  /// Says whether there is any payload in the set, and shows a small one.
  public func emptiness(options: ComparisonOptions = ComparisonOptions()) -> Emptiness {
    var algebra = SchemaAlgebra(options: options)
    return algebra.emptiness(of: self)
  }
}
