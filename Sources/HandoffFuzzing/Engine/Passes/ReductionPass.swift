/// One way of making a failing case simpler, and one only.
///
/// A pass that found nothing finds nothing when it is run again on the same case.
protocol ReductionPass: Sendable {
  /// What the pass does.
  static var info: PassInfo { get }

  /// Takes whatever this pass finds simpler, until it finds nothing more.
  func run(on reduction: Reduction) async
}

/// What a pass does, in words.
struct PassInfo: Sendable, Hashable {
  /// The permanent name: words joined by hyphens.
  var id: String
  var summary: String
  /// A failure that needs it.
  var why: String
}
