/// The caps of validation; meeting one makes the value invalid, with a violation that says so.
///
/// Every way of validating counts alike, or hands over to the collecting one when it meets a cap of its own,
/// so that all give the same verdict.
package enum EvaluationLimits {
  /// The deepest nesting of schema applications.
  ///
  /// Each step into a child value, each subschema applied in place and each reference counts one: eight for
  /// each level that a parsed text may have. Nothing recurses, so this bounds memory and not the call stack.
  package static let depth = 8 * JSONDocument.greatestDepthLimit
  /// The deepest nesting at which the road over tapes, which recurses, hands over to the collecting one.
  ///
  /// Its frames take up to 250 bytes of stack a level, those of a debug build up to 1,700.
  #if DEBUG
    package static let programDepth = 250
  #else
    package static let programDepth = 1_000
  #endif
  /// The longest chain of schemas that apply each other to one value; longer ones do not compile.
  package static let inPlaceDepth = 600
  /// The most violations that are listed; one more says that there are further ones.
  package static let violations = 10_000
  /// The most tokens that their pointers may have together, which counts where values nest deeply.
  package static let violationTokens = 1_000_000
  /// The number of schema applications that is always allowed.
  package static let steps = 1_000_000
  /// After so many applications what is decided is remembered: fewer are done again faster than looked up.
  package static let rememberedFrom = 20_000
  /// The number of applications allowed for each value within the instance, where that is more.
  package static let stepsPerValue = 1_000
}
