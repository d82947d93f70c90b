import HandoffContracts
import HandoffSchema

/// A framework's own events, one object a line: one file each, found through ``EventDialects``.
///
/// What a line means depends on those before it, so that there is one reader for each file.
protocol EventDialect: SendableMetatype {
  /// The name under which it is counted and documented.
  static var name: String { get }

  /// Whether an object begins a file of this dialect.
  static func recognises(_ object: JSONObject) -> Bool

  /// Whether an object ends a run, so that what follows belongs to another one.
  func isEnd(_ object: JSONObject) -> Bool

  /// Whether an object begins a run.
  func isBeginning(_ object: JSONObject) -> Bool

  init()

  /// Reads one event.
  ///
  /// - Parameters:
  ///   - object: The event.
  ///   - facts: Gets what it says.
  /// - Returns: Whether the event is one of this dialect.
  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool

  /// Says what is left to say at the end of a file.
  mutating func finish(into facts: inout EventFacts)
}

extension EventDialect {
  func isEnd(_ object: JSONObject) -> Bool { false }

  func isBeginning(_ object: JSONObject) -> Bool { false }
}

/// The dialects of events.
enum EventDialects {
  static let all: [any EventDialect.Type] = [
    LangGraphEvents.self, StrandsEvents.self, StrandsState.self, AgentFrameworkEvents.self,
    AutoGenMessages.self, ADKEvents.self,
    CrewAIEvents.self, LlamaIndexEvents.self, A2AMessages.self, MCPMessages.self, PydanticMessages.self,
  ]
}

/// What events say, with a clock that counts them.
struct EventFacts {
  /// The number of the event; two ticks each, so that something may lie between two events.
  private(set) var clock: UInt64 = 0
  private(set) var facts: [(run: String?, fact: TraceFact)] = []
  private(set) var location: SourceLocation?

  /// Goes on to the next event.
  mutating func advance(to location: SourceLocation?) {
    clock += 2
    self.location = location
  }

  /// Takes out what was said so far.
  mutating func take() -> [(run: String?, fact: TraceFact)] {
    defer { facts = [] }
    return facts
  }

  /// Says something that happened at one moment, or from an earlier one until now.
  mutating func add(
    _ content: TraceFact.Content, run: String? = nil, span: String = "", parent: String = "",
    from start: UInt64? = nil,
    until end: UInt64? = nil
  ) {
    let end = end ?? clock
    facts.append(
      (
        run,
        TraceFact(
          start: start ?? end, end: end, span: span, parent: parent, content: content, location: location,
          session: nil)
      ))
  }
}
