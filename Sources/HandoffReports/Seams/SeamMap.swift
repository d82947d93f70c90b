public import HandoffChecking
public import HandoffContracts
public import HandoffFuzzing
import HandoffSchema

/// Every handoff of a system in one table: who sends by row, who receives by column, in the order in which work gets to
/// them.
///
/// A handoff that may fail shows where: its border is what the contracts say, its quarters are the failure modes.
public struct SeamMap: Sendable, Hashable {
  /// A row and a column.
  public struct Agent: Sendable, Hashable {
    /// What stands at the row and the column.
    public enum Kind: Sendable, Hashable {
      case agent, human
      /// A name that handoffs use and nobody declares.
      case undeclared
    }

    /// Its name.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// Where its declared failures end.
    public var end: End
  }

  /// Where the declared failures of an agent end.
  public struct End: Sendable, Hashable {
    /// The worst end that is known.
    public enum Kind: Sendable, Hashable {
      /// It declares no failure.
      case silent
      /// There is nothing to ask: a human, or a name that nobody declares.
      case none
      case human, finish, unknown
      /// In an error, or where no finish and no human can be reached.
      case nowhere
    }

    /// The worst end.
    public var kind: Kind
    /// How many failures end at a human or a finish.
    public var sound: Int
    /// How many there are.
    public var count: Int
  }

  /// What the contracts of both sides say of a handoff.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    case compatible, incompatible, undecided
    /// It was seen, and nobody declares it.
    case observed
  }

  /// What became of one failure mode on a handoff.
  public struct Quarter: Sendable, Hashable {
    /// What became of it.
    public enum State: String, Sendable, Hashable, CaseIterable {
      case caught, escaped
      /// The consumer was run, but nothing was broken this way.
      case onlyValid = "only valid tried"
      /// No consumer was run.
      case untried = "not tried"
      /// Nothing that travels here can be broken this way.
      case notApplicable = "not applicable"
    }

    /// The failure mode.
    public var mode: FailureMode
    /// What became of it.
    public var state: State
    /// How many ways of breaking the payload there are, and what became of them.
    public var share: CampaignCoverage.ModeShare
    /// The ids of the findings about the handoff that belong to the mode.
    public var rules: [String]
  }

  /// A failure of the consumer, for whoever opens the handoff.
  public struct Failure: Sendable, Hashable {
    /// The failure.
    public var campaign: CampaignFailure
    /// The failure mode that it belongs to.
    public var mode: FailureMode
    /// The command that runs it again.
    public var replay: String
  }

  /// One handoff, or the way back of one.
  public struct Seam: Sendable, Hashable {
    /// `A->B` or `A<-B`.
    public var name: String
    /// The row.
    public var from: Int
    /// The column.
    public var to: Int
    /// What it answers, where that is not the output, and its limit; may be empty.
    public var label = ""
    /// What it is taken on.
    public var kind: GraphModel.Edge.Kind = .output
    /// It brings a result back to the caller.
    public var isReturn = false
    /// What the contracts say.
    public var standing: Standing = .compatible
    /// One for each failure mode, in the order of the modes; empty for what nobody declares.
    public var quarters: [Quarter] = []
    /// The failures of the consumer.
    public var failures: [Failure] = []
    /// The findings that name it.
    public var findings: [Finding] = []
    /// What was tried; absent where no check was made.
    public var check: CheckReport.HandoffResult?
    /// How often it was taken in recorded runs; absent where none were read.
    public var taken: Int?
  }

  /// The system's name.
  public var system: String
  /// In the order of the stages; agents that hand work round in a loop stand together.
  public var agents: [Agent]
  /// In declaration order, a return behind its handoff, then those that nobody declares.
  public var seams: [Seam]
  /// The rows of each loop that a payload can take, ascending.
  public var loops: [[Int]]
}

extension SeamMap {
  /// How many handoffs and ways back there are of what matters first.
  public var summary: String {
    let declared = seams.count { $0.standing != .observed }
    let broken = seams.count { $0.standing == .incompatible }
    let escaped = seams.reduce(0) { $0 + $1.quarters.count { $0.state == .escaped } }
    let observed = seams.count - declared
    var parts = [Counted.text(declared, "handoff")]
    if broken > 0 { parts.append(Counted.text(broken, "broken contract")) }
    if escaped > 0 { parts.append(Counted.text(escaped, "escaped mode")) }
    if observed > 0 { parts.append("\(Counted.number(observed)) undeclared") }
    if broken == 0, escaped == 0, observed == 0 {
      let isTried = seams.contains { $0.check.map { $0.notRun == nil } ?? false }
      parts.append(isTried ? "none escaped" : "none tried")
    }
    return parts.joined(separator: " · ")
  }

  /// The seams of each square of the table, by row and column, in the order of their first seam.
  var squares: [Square] {
    var positions: [Square.Key: Int] = [:]
    var squares: [Square] = []
    for (position, seam) in seams.enumerated() {
      let key = Square.Key(row: seam.from, column: seam.to)
      if let known = positions[key] {
        squares[known].seams.append(position)
      } else {
        positions[key] = squares.count
        squares.append(Square(key: key, seams: [position]))
      }
    }
    return squares
  }

  /// Where a row and a column cross, with everything that stands there.
  struct Square {
    struct Key: Hashable {
      var row: Int
      var column: Int
    }

    var key: Key
    /// Positions in ``SeamMap/seams``.
    var seams: [Int]
  }

  /// What a square shows of several seams: the worst of each.
  func face(of square: Square) -> (standing: Standing, states: [Quarter.State]) {
    let inside = square.seams.map { seams[$0] }
    let standing = inside.map(\.standing).max { $0.gravity < $1.gravity } ?? .compatible
    let states = FailureMode.allCases.indices.map { mode in
      inside.compactMap { mode < $0.quarters.count ? $0.quarters[mode].state : nil }
        .max { $0.gravity < $1.gravity } ?? .notApplicable
    }
    return (standing, states)
  }
}

extension SeamMap.Standing {
  /// What is shown where several meet.
  fileprivate var gravity: Int {
    switch self {
    case .compatible: 0
    case .undecided: 1
    case .observed: 2
    case .incompatible: 3
    }
  }
}

extension SeamMap.Quarter.State {
  fileprivate var gravity: Int {
    switch self {
    case .notApplicable: 0
    case .caught: 1
    case .untried: 2
    case .onlyValid: 3
    case .escaped: 4
    }
  }
}
