/// A set of payloads in terms of numbered schemas: those of a base that match some schemas and none of others.
struct PayloadSet: Hashable {
  /// `nil` for every payload.
  var base: Int?
  /// In ascending order.
  private(set) var within: [Int] = []
  /// In ascending order.
  private(set) var outside: [Int] = []

  init(base: Int?) {
    self.base = base
  }

  /// Those that match one more schema.
  func matching(_ schema: Int?) -> PayloadSet {
    guard let schema, schema != base, !within.contains(schema) else { return self }
    var copy = self
    copy.within = (within + [schema]).sorted()
    return copy
  }

  /// The set before anything was left out.
  var whole: PayloadSet {
    var copy = self
    copy.outside = []
    return copy
  }

  /// Those that do not match a schema.
  func avoiding(_ schema: Int) -> PayloadSet {
    guard !outside.contains(schema) else { return self }
    var copy = self
    copy.outside = (outside + [schema]).sorted()
    return copy
  }
}
