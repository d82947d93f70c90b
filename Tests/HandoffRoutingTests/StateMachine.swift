import Foundation
import HandoffContracts
import HandoffSchema

/// The scopes of a definition in Amazon States Language as agent systems: the machine itself, and each branch and each
/// item processor, which are machines of their own.
///
/// A state is an agent. Rules of a choice are conditions in code, an error that a state may raise is a failure, a retry is a
/// handoff to oneself with a limit.
struct StateMachine {
  /// One scope and where it stands.
  struct Scope {
    var path: String
    var system: AgentSystem
    /// The choices without a default; each may raise an error of its own.
    var openChoices: [String]
  }

  private(set) var scopes: [Scope] = []
  private let declaresUncaught: Bool

  /// Reads a definition.
  ///
  /// - Parameters:
  ///   - definition: The definition.
  ///   - declaresUncaught: Whether errors that nothing catches are failures too; uncaught they end a machine.
  init(_ definition: JSONValue, declaresUncaught: Bool) {
    self.declaresUncaught = declaresUncaught
    read(definition, at: "$")
  }

  private static let uncaught = "uncaught"
  private static let noChoice = "States.NoChoiceMatched"
  private static let anyError = "States.ALL"

  private mutating func read(_ machine: JSONValue, at path: String) {
    guard case .object(let states)? = machine["States"] else { return }
    var system = AgentSystem(name: path, entry: machine["StartAt"]?.stringValue.map { [$0] } ?? [])
    system.selection = .firstMatch
    var openChoices: [String] = []
    var inner: [(machine: JSONValue, path: String)] = []
    for state in states {
      let isOpenChoice = state.value["Type"] == "Choice" && state.value["Default"] == nil
      if isOpenChoice { openChoices.append(state.key) }
      add(state.key, state.value, raises: isOpenChoice, to: &system)
      for (place, branch) in (state.value["Branches"]?.elements ?? []).enumerated() {
        inner.append((branch, "\(path).States.\(state.key).Branches[\(place)]"))
      }
      for member in ["ItemProcessor", "Iterator"] {
        if let processor = state.value[member] {
          inner.append((processor, "\(path).States.\(state.key).\(member)"))
        }
      }
    }
    scopes.append(Scope(path: path, system: system, openChoices: openChoices))
    for scope in inner { read(scope.machine, at: scope.path) }
  }

  private func add(
    _ name: String, _ state: JSONValue, raises isOpenChoice: Bool, to system: inout AgentSystem
  ) {
    let type = state["Type"]?.stringValue ?? ""
    var agent = Agent(name: name)
    agent.finishes = state["End"] == true || type == "Succeed" || type == "Fail" ? .yes : .no
    // A state that both ends and goes on may do either.
    if agent.finishes == .yes, state["Next"] != nil { agent.selection = .choice }
    let catchers = state["Catch"]?.elements ?? []
    // One that names no error tries nothing again.
    let retries = (state["Retry"]?.elements ?? []).filter { $0["ErrorEquals"]?.elements.isEmpty == false }
    let caught = (catchers + retries).flatMap { $0["ErrorEquals"]?.elements ?? [] }.compactMap(\.stringValue)
    var kinds: [String] = []
    for kind in caught where !kinds.contains(kind) { kinds.append(kind) }
    if kinds.isEmpty, !catchers.isEmpty { kinds = [Self.anyError] }
    // What is only tried again is not caught in the end.
    if declaresUncaught, ["Task", "Map", "Parallel"].contains(type), catchers.isEmpty {
      kinds.append(Self.uncaught)
    }
    if declaresUncaught, isOpenChoice { kinds = [Self.noChoice] }
    if !kinds.isEmpty {
      var contract = Contract(name: name, output: true)
      contract.failures = kinds.map { FailureOutput(kind: $0) }
      system.contracts.append(contract)
      agent.produces = name
    }
    system.agents.append(agent)
    if let next = state["Next"]?.stringValue { system.handoffs.append(Handoff(from: name, to: next)) }
    for (place, rule) in (state["Choices"]?.elements ?? []).enumerated() {
      guard let next = rule["Next"]?.stringValue else { continue }
      var handoff = Handoff(from: name, to: next)
      handoff.condition = "choice \(place + 1)"
      system.handoffs.append(handoff)
    }
    if let next = state["Default"]?.stringValue { system.handoffs.append(Handoff(from: name, to: next)) }
    for retry in retries {
      let attempts = retry["MaxAttempts"]?.numberValue?.intValue ?? 3
      guard attempts > 0 else { continue }
      var handoff = Handoff(from: name, to: name, trigger: retry.trigger)
      handoff.limit = attempts
      system.handoffs.append(handoff)
    }
    for catcher in catchers {
      guard let next = catcher["Next"]?.stringValue else { continue }
      system.handoffs.append(Handoff(from: name, to: next, trigger: catcher.trigger))
    }
  }
}

extension JSONValue {
  fileprivate var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  /// The errors that a catcher or a retrier names; any where it names none that can be read.
  fileprivate var trigger: Handoff.Trigger {
    let errors = (self["ErrorEquals"]?.elements ?? []).compactMap(\.stringValue)
    return errors.isEmpty ? .anyFailure : .failures(errors)
  }
  fileprivate var numberValue: JSONNumber? { if case .number(let number) = self { number } else { nil } }
}
