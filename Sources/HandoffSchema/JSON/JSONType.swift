/// One of the six types of a JSON value.
///
/// `integer` is no type of its own here: JSON Schema's `integer` is the subset of `number` without a
/// fractional part (see ``TypeSet``).
public enum JSONType: String, Sendable, Hashable, CaseIterable {
  case null, boolean, number, string, array, object
}
