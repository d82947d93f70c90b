internal import HandoffSchema

/// The agent may end the run with its output.
public struct Finishes: AgentElement {
  private let finish: Agent.Finish

  /// Says so; `.implied` where only the framework does.
  public init(_ finish: Agent.Finish = .yes) {
    self.finish = finish
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.finishes = finish
  }
}

/// Which of several incoming branches an agent waits for.
public struct Join: AgentElement {
  private let join: Agent.Join

  /// Says which.
  public init(_ join: Agent.Join) {
    self.join = join
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.join = join
  }
}

/// How the next handoff is found: in an agent for that agent, in a system for all that do not say.
public struct Selects: AgentElement, SystemElement {
  private let selection: AgentSystem.Selection

  /// Says how.
  public init(_ selection: AgentSystem.Selection) {
    self.selection = selection
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.selection = selection
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    system.selection = selection
  }
}

/// The most visits of an agent in one run.
public struct Limit: AgentElement {
  private let visits: Int
  private let resets: Bool

  /// Sets the limit.
  ///
  /// - Parameters:
  ///   - visits: From 1.
  ///   - resets: Whether the count starts again when control leaves, so that it bounds no loop.
  public init(_ visits: Int, resets: Bool = false) {
    self.visits = visits
    self.resets = resets
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    if agent.limit != nil { agent.report(.repeatedElement("Limit"), member: "limit") }
    agent.limit = visits
    agent.limitResets = resets
  }
}

/// The size of an agent's context window.
public struct ContextTokens: AgentElement {
  private let tokens: Int

  /// Sets the size, in tokens, from 1.
  public init(_ tokens: Int) {
    self.tokens = tokens
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.contextTokens = tokens
  }
}

/// How long an agent may take.
public struct Seconds: AgentElement {
  private let seconds: Double

  /// Sets the time, in seconds, above 0.
  public init(_ seconds: Double) {
    self.seconds = seconds
  }

  /// Adds what the element says to an agent.
  public func apply(to agent: inout Agent) {
    agent.seconds = JSONNumber(seconds)
    if agent.seconds == nil {
      agent.report(.wrongValue(found: "\(seconds)", allowed: "a number above 0"), member: "seconds")
    }
  }
}
