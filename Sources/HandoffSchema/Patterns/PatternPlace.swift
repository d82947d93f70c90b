/// An assertion that is decided by the code points on both sides of a place.
package enum PatternPlace: Sendable, Hashable {
  case textStart, textEnd, wordBoundary, noWordBoundary
}
