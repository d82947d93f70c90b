/// Whether a schema accepts one payload of a set.
///
/// Many sets leave the same schemas out of the same whole: then the payload of the whole is tried on each schema once.
struct Trial: Hashable {
  /// Which payload of the set.
  enum Sample: Hashable {
    /// The one that shows that there is any.
    case known
    /// The small one.
    case small
  }

  enum Verdict {
    case yes, no
    /// The validator met one of its caps.
    case unknown

    init(_ accepts: Bool?) {
      self = accepts.map { $0 ? .yes : .no } ?? .unknown
    }
  }

  var sample: Sample
  /// The number that tells the set apart.
  var set: UInt64
  var schema: SchemaNumber
}
