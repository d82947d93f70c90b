package import HandoffFuzzing

/// A consumer that is a program, or several processes of one.
package protocol ProgramConsumer: HandoffConsumer, AnyObject {
  /// How many payloads are tried first that are known to have ended it: they say nothing about the others.
  var knownEnds: Int { get set }

  /// How often a program that has one case had to be killed behind its answer, after it was waited for.
  var lingered: Int { get async }

  /// Lets the program end.
  func finish() async
}

extension ProcessConsumer: ProgramConsumer {}
