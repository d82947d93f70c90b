/// A set of payloads in terms of numbered schemas: those of a base that match some schemas and none of others.
package struct PayloadSet: Sendable, Hashable {
  /// The schema that all of them match; `nil` for every payload.
  package var base: SchemaNumber?
  /// In ascending order.
  package private(set) var within: [SchemaNumber] = []
  /// Those that match all schemas of an entry are left out; entries and their schemas are in ascending order.
  package private(set) var outside: [[SchemaNumber]] = []

  /// The payloads of a schema, or every payload.
  package init(base: SchemaNumber?) {
    self.base = base
  }

  /// Those that match one more schema.
  package func matching(_ schema: SchemaNumber?) -> PayloadSet {
    guard let schema, schema != base, !within.contains(schema) else { return self }
    var copy = self
    copy.within = (within + [schema]).sorted()
    return copy
  }

  /// Those that match further schemas.
  package func matching(_ schemas: [SchemaNumber]) -> PayloadSet {
    schemas.reduce(self) { $0.matching($1) }
  }

  /// Those that do not match all of some schemas at once.
  package func avoiding(_ schemas: [SchemaNumber]) -> PayloadSet {
    let entry = schemas.count == 1 ? schemas : Set(schemas).sorted()
    // From the end: entries often come in order.
    var position = outside.count
    while position > 0, entry.lexicographicallyPrecedes(outside[position - 1]) { position -= 1 }
    guard position == 0 || outside[position - 1] != entry else { return self }
    var copy = self
    copy.outside.insert(entry, at: position)
    return copy
  }

  /// Those of another set too.
  package func intersection(_ other: PayloadSet) -> PayloadSet {
    var result = self
    if result.base == nil { result.base = other.base } else { result = result.matching(other.base) }
    for schema in other.within { result = result.matching(schema) }
    for entry in other.outside { result = result.avoiding(entry) }
    return result
  }

  /// The set before anything was left out.
  package var whole: PayloadSet {
    var copy = self
    copy.outside = []
    return copy
  }

  /// A number that tells sets apart of which nothing is left out, and that few and low numbers make; `nil` for others.
  package var shortKey: UInt64? {
    guard outside.isEmpty, within.count <= 2 else { return nil }
    var key: UInt64 = 0
    // With as many bits for each number, whether it is there or not.
    func add(_ number: Int) -> Bool {
      key = key << 21 | UInt64(number)
      return number < 1 << 21
    }
    guard add(base.map { $0.rawValue + 1 } ?? 0), add(within.first.map { $0.rawValue + 1 } ?? 0),
      add(within.count > 1 ? within[1].rawValue + 1 : 0)
    else { return nil }
    return key
  }
}
