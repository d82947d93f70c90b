/// What of a schema node is to be broken.
struct MutationAim: Sendable, Hashable {
  /// The name that the constraint is about, for those that are about names.
  var name: String?
  /// A second name, such as the member that needs the first one.
  var other: String?

  /// The value as a whole.
  static let whole = MutationAim()
}
