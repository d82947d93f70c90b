package import HandoffFuzzing

/// A consumer that is a program, or several processes of one.
package protocol ProgramConsumer: HandoffConsumer, AnyObject {
  /// How many payloads are tried first that are known to have ended it: they say nothing about the others.
  var knownEnds: Int { get set }

  /// Lets the program end.
  func finish() async
}

extension ProcessConsumer: ProgramConsumer {}
