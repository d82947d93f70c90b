extension Automaton {
  /// Draws a text by choices, for generators that shrink the choices they made.
  ///
  /// - Parameters:
  ///   - minLength: The least number of code points.
  ///   - maxLength: The greatest number of code points; the text ends as soon as it may where it would not fit.
  ///   - choose: Picks one of the given number (2 or more) of alternatives. 0 is the simplest: to stop, or the
  ///     most readable character. All zeros give a shortest text.
  /// - Returns: `nil` where no text has such a length.
  /// - Throws: ``AutomatonLimit`` where the lower bound times the number of states is out of reach.
  package func sample(
    minLength: Int = 0, maxLength: Int, choose: (Int) -> Int
  ) throws(AutomatonLimit) -> String? {
    try WordSampler(self, minLength: minLength)?.sample(maxLength: maxLength, choose: choose)
  }

  /// Draws a text at random.
  ///
  /// - Returns: `nil` where no text has such a length.
  /// - Throws: ``AutomatonLimit`` where the lower bound times the number of states is out of reach.
  package func sample(
    minLength: Int = 0, maxLength: Int, using generator: inout some RandomNumberGenerator
  ) throws(AutomatonLimit) -> String? {
    try sample(minLength: minLength, maxLength: maxLength) { Int.random(in: 0..<$0, using: &generator) }
  }
}
