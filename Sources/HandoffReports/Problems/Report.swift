public import HandoffContracts
import HandoffSchema

/// What a command found, independent of how it is written: every format writes this.
public struct Report: Sendable, Hashable {
  /// One stop of a path that shows a problem.
  public struct Step: Sendable, Hashable {
    /// What happens there.
    public var text: String
    /// Where it is declared.
    public var location: SourceLocation?
  }

  /// One problem.
  public struct Item: Sendable, Hashable {
    /// The permanent id of the rule, or of the class of the failure.
    public var rule: String
    /// How much it matters.
    public var severity: Severity
    /// What is wrong, in a sentence.
    public var message: String
    /// What belongs to it, as labelled lines: payload, remedy, how to replay it.
    public var details: [Detail] = []
    /// Where to look.
    public var location: SourceLocation?
    /// The agents and handoffs that it is about.
    public var subjects: [String] = []
    /// The way that shows it, in order.
    public var steps: [Step] = []
    /// The name of the unit that it belongs to.
    public var unit: String
    /// Tells it apart from others, whatever the order and the lines of the file; unique in a report.
    public internal(set) var fingerprint = ""
  }

  /// A labelled line of a problem.
  public struct Detail: Sendable, Hashable {
    /// Such as `remedy`.
    public var label: String
    /// What there is to say.
    public var text: String
  }

  /// Something that was looked at, whether or not a problem was found.
  public struct Unit: Sendable, Hashable {
    /// What became of it.
    public enum State: Sendable, Hashable {
      case done
      /// It was not looked at, for a reason.
      case skipped(String)
      /// It was looked at and could not be decided, for a reason.
      case undecided(String)
    }

    /// A rule's id, or a handoff's name.
    public var name: String
    /// What became of it.
    public var state: State = .done
  }

  /// What is known of a rule or a class of failures.
  public struct RuleText: Sendable, Hashable {
    /// The permanent id.
    public var id: String
    /// How much it matters where nothing else is said.
    public var severity: Severity
    /// What it reports, in a sentence.
    public var summary: String
    /// Why it matters.
    public var help: String
  }

  /// The command, such as `audit`.
  public var command: String
  /// The name of the system.
  public var system: String
  /// The file that was read, where a problem says no better.
  public var file: String
  /// What was looked at, in order.
  public var units: [Unit]
  /// The rules that may have been applied, in order.
  public var rules: [RuleText]
  /// The problems in order.
  public private(set) var items: [Item]
  /// From which severity on a problem fails the command.
  public var threshold: Severity
  /// One line that sums up.
  public var summary: String
  /// False where the command could not look at everything.
  public var complete: Bool

  /// Puts a report together; problems get their fingerprints.
  ///
  /// - Complexity: O(*n*) in the size of the problems.
  public init(
    command: String, system: String, file: String, units: [Unit], rules: [RuleText], items: [Item],
    threshold: Severity, summary: String, complete: Bool
  ) {
    self.command = command
    self.system = system
    self.file = file
    self.units = units
    self.rules = rules
    self.threshold = threshold
    self.summary = summary
    self.complete = complete
    self.items = items
    var seen: [String: Int] = [:]
    for place in items.indices {
      let parts = [command, items[place].rule, items[place].unit] + items[place].subjects
      let digest = StableHash(parts.flatMap { Array($0.utf8) + [0] }).digits
      let count = seen[digest, default: 0]
      seen[digest] = count + 1
      self.items[place].fingerprint = count == 0 ? digest : "\(digest)-\(count + 1)"
    }
  }
}

extension Report.Item {
  /// The message with its details, a line each.
  func text(separator: String = "\n") -> String {
    ([message] + details.map { "\($0.label): \($0.text)" }).map { TerminalText.line($0) }
      .joined(separator: separator)
  }
}
