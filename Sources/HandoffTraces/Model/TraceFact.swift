import HandoffContracts
import HandoffSchema

/// What a dialect says of one span or event; ``RunAssembly`` makes handoffs of the facts of a run.
struct TraceFact: Sendable {
  /// When it began and ended: nanoseconds, or the number of the event.
  var start: UInt64
  var end: UInt64
  /// The span and the one around it; empty where the dialect has none.
  var span: String
  var parent: String
  var content: Content
  var location: SourceLocation?
  /// Other traces of one session belong to the same run.
  var session: String?

  indirect enum Content: Sendable {
    case visit(Visit)
    case transfer(Transfer)
    case call(Call)
    case said(Said)
    case delivery(Delivery)
    /// Whoever is at work sent something on, to whom is not recorded.
    case sent
    /// The run as a whole ended with a failure.
    case ended(failure: String, message: String?)
    /// Machinery; kept for what lies around and inside it.
    case other
  }

  /// One who takes part.
  enum Party: Sendable, Hashable {
    case agent(String)
    /// A person whom the trace does not name.
    case human
    /// Whoever calls the other side; the trace does not name it.
    case caller
    /// Whoever does the work around this span.
    case owner
    /// Whoever begins to work next.
    case next
  }

  /// Somebody at work.
  struct Visit: Sendable {
    enum Kind: Sendable { case agent, node, container }
    var agent: String
    var kind: Kind = .agent
    /// The number of the round that a graph was in.
    var step: Int?
    /// What it made, where that is what travels on.
    var output: JSONValue?
    /// What it had got.
    var input: JSONValue?
    var failure: String?
    /// What it says of its failure.
    var message: String?
    /// Whether agents inside are itself under another name.
    var absorbs = false
    /// Whether it is only real where an agent ran inside: otherwise a message was merely put by.
    var needsAgentInside = false
    /// Whether the framework put it there; it is an agent only where it is declared.
    var isMachinery = false
    /// Whether a person's answer started it.
    var isAnswer = false
    /// Whether it stopped to ask a person.
    var asks = false
    /// Whether it is whoever gets the first payload of a run, without a name of its own.
    var isEntry = false
    /// What tells an attempt from another piece of work: attempts share it.
    var task: String?
    /// Whether it sent something on.
    var hasSent = false
    /// What it tried again, with when.
    var retries: [UInt64] = []
    /// The type of what started it, and of what it sent; where both are known, they say who follows whom.
    var startedBy: String?
    var sent: String?
  }

  /// A handoff that the trace names.
  struct Transfer: Sendable {
    var from: Party = .owner
    var to: Party?
    var payload: JSONValue?
    var mode: TracedHandoff.Mode = .pass
    var failure: String?
    /// Why it did not come about.
    var error: String?
    var dropped: [String] = []
    /// Whether it only confirms one that was named before.
    var confirms = false
    var evidence: TracedHandoff.Evidence = .observed
  }

  /// A tool that ran.
  struct Call: Sendable {
    var name: String
    var arguments: JSONValue?
    var result: JSONValue?
    var failure: String?
    /// Whom it hands over to, where the framework marks that.
    var destination: String?
    /// Whether what runs inside takes over instead of answering.
    var passesControl = false
    /// Whether whoever it hands over to answers, even where nothing inside is recorded.
    var answers = false
    /// Whether agents that ran meanwhile ran inside, although they are not recorded so.
    var gathers = false
    /// The name of the type that it passes on, where its name tells that.
    var type: String?
  }

  /// What a model answered.
  struct Said: Sendable {
    struct Request: Sendable {
      var name: String
      var arguments: JSONValue?
    }
    var text: String?
    var requests: [Request] = []
    /// Who said it, where that is not whoever is around.
    var agent: String?
    /// Whether an answer without a tool that ran is one that was refused.
    var isTyped = false
    /// What travels on, where the message says so.
    var output: JSONValue?
  }

  /// A message on its way along an edge.
  struct Delivery: Sendable {
    var source: String
    var target: String?
    var isDropped = false
  }
}
