/// One thing that was tried on this machine, and what to do where it would not work.
package struct Examination: Sendable, Hashable {
  /// What was tried.
  package enum Topic: String, Sendable, Hashable, CaseIterable {
    /// Whether the manifest can be read.
    case manifest
    /// Whether there is the folder that a program runs in.
    case folder
    /// Whether there is the program.
    case program
    /// Whether the call of a program expects a shell to fill something in.
    case environment
    /// Whether a program that is started answers.
    case start
    /// Whether its answer is one.
    case answer
    /// Whether an agent answers at its address.
    case address
    /// Whether programs that are left are ended.
    case ending
    /// Whether failures can be kept.
    case memory
  }

  /// What came of it.
  package enum State: Sendable, Hashable {
    case works
    case fails(why: String, remedy: String)
    case notTried(because: String)
  }

  package var topic: Topic
  /// The agent, the handoff or the file that it is about.
  package var name: String
  package var state: State

  package init(_ topic: Topic, _ name: String, _ state: State) {
    self.topic = topic
    self.name = name
    self.state = state
  }
}
