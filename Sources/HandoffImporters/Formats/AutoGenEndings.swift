internal import HandoffContracts

/// What ends a team: limits on messages and turns, and the people it is left to.
struct AutoGenEndings {
  /// Whom a handoff leaves the team for.
  private(set) var people: [String] = []
  /// The most messages or turns; absent where nothing counts them.
  private(set) var limit: Int?
  /// Whose word ends the team.
  private(set) var last: [String] = []
  private var isWordBound = false

  /// Reads the termination condition and `max_turns` of a team's configuration.
  ///
  /// - Throws: ``ImportError`` where they are not what AutoGen writes.
  init(_ config: ExportValue) throws(ImportError) {
    var open = [config["termination_condition"]].compactMap { $0 }
    while let condition = open.popLast() {
      let provider = try condition.member("provider").string()
      let settings = condition["config"]
      if provider.hasSuffix("OrTerminationCondition") {
        open += try ExportValue.elements(of: settings?["conditions"])
      } else if provider.hasSuffix("HandoffTermination") {
        if let target = try settings?.member("target").name() { people.insert(target, at: 0) }
      } else if provider.hasSuffix("SourceMatchTermination") {
        for source in try ExportValue.elements(of: settings?["sources"]) { last.append(try source.name()) }
      } else if provider.hasSuffix("MaxMessageTermination") {
        if let most = try settings?.member("max_messages").count() { bound(most) }
      } else {
        // Whatever else ends it (a word, a token count, both of two conditions) is no bound on handoffs.
        isWordBound = true
      }
    }
    if let turns = try config["max_turns"]?.count() { bound(turns) }
  }

  private mutating func bound(_ most: Int) { limit = min(limit ?? most, most) }

  /// Writes the bounds of the whole run into a system.
  func apply(to draft: inout SystemDraft) {
    if let limit, limit > 0 { draft.limits = AgentSystem.RunLimit(handoffs: limit) }
    draft.lose(
      .limits,
      limit == nil
        ? "nothing in the export bounds the number of messages"
        : "the limit counts messages or turns, of which each handoff is one: an upper bound for handoffs")
    noteWords(in: &draft)
  }

  /// Notes that something else ends the team, or one inside it.
  func noteWords(in draft: inout SystemDraft) {
    if isWordBound {
      draft.lose(.ends, "what ends the team otherwise (a text, tokens, time) is no part of a manifest")
    }
  }
}
