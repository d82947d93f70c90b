public import HandoffContracts

/// In which order the agents of a system get work when all goes well, and what each failure holds up.
public struct SystemPlan: Sendable, Hashable {
  /// What an agent waits for.
  public struct Step: Sendable, Hashable {
    /// How many of its predecessors must have given something.
    public enum Wait: Sendable, Hashable {
      /// It starts the run.
      case nothing
      /// Whichever comes first starts it.
      case any
      /// So many of them.
      case count(Int)
    }

    /// The agent.
    public var agent: String
    /// The stage, from 1.
    public var stage: Int
    /// How many of `predecessors` it waits for.
    public var wait: Wait
    /// The handoffs that bring it work in a run in which all goes well.
    public var predecessors: [String]
    /// The handoffs that bring it work again, from a later stage.
    public var again: [String]
    /// How long it may take, where that is declared.
    public var seconds: Double?

    /// Makes a step.
    public init(
      agent: String, stage: Int, wait: Wait, predecessors: [String] = [], again: [String] = [],
      seconds: Double? = nil
    ) {
      self.agent = agent
      self.stage = stage
      self.wait = wait
      self.predecessors = predecessors
      self.again = again
      self.seconds = seconds
    }
  }

  /// The way through the stages that takes longest.
  public struct CriticalPath: Sendable, Hashable {
    /// The agents along it.
    public var agents: [String]
    /// How long they may take together.
    public var seconds: Double
    /// How long all agents of the stages may take one after the other.
    public var totalSeconds: Double
    /// The agents that do not say how long they may take, and count nothing.
    public var withoutSeconds: [String]

    /// How many times faster the run may be where agents of one stage work at the same time.
    public var speedUp: Double { seconds > 0 ? totalSeconds / seconds : 1 }

    /// Makes a path.
    public init(agents: [String], seconds: Double, totalSeconds: Double, withoutSeconds: [String] = []) {
      self.agents = agents
      self.seconds = seconds
      self.totalSeconds = totalSeconds
      self.withoutSeconds = withoutSeconds
    }
  }

  /// The system's name.
  public var system: String
  /// The agents that start the run.
  public var starts: [String]
  /// Agents that do not wait for each other, stage by stage; work may lead back from a later stage.
  public var stages: [[String]]
  /// The agents that hand work round in circles, a list for each circle.
  public var loops: [[String]]
  /// One for each agent of the stages, stage by stage.
  public var steps: [Step]
  /// Agents that get work only where something fails or a limit is reached.
  public var exceptional: [String]
  /// Agents that get no work at all.
  public var unreached: [String]
  /// The way that takes longest, or `nil` where no agent says how long it may take.
  public var criticalPath: CriticalPath?
  /// What becomes of each failure, and what it blocks.
  public var failures: [FailurePath]

  /// Makes a plan of a system.
  ///
  /// - Complexity: O(*agents* + *handoffs*), and what ``FailureMatrix`` takes.
  public init(_ system: AgentSystem) { self.init(system, failures: FailureMatrix(system)) }

  /// Makes a plan of a system whose failures were followed already.
  ///
  /// - Complexity: O(*agents* + *handoffs*).
  package init(_ system: AgentSystem, failures: FailureMatrix) {
    self.init(PlanBuilder(system), failures: failures.paths)
  }
}
