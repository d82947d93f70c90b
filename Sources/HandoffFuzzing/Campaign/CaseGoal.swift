import HandoffSchema

/// What a case is to show.
enum CaseGoal: Sendable, Hashable {
  /// A payload as promised.
  case valid
  /// A valid payload that shows something.
  case covering(Obligation)
  /// A payload with one constraint broken.
  case broken(MutationTarget)
  /// A failure output of the producer, by its place in the subject.
  case failure(Int)
  /// Text that is not JSON.
  case text(MutationOperator)
  /// A payload as promised after other deliveries.
  case sequence(MutationOperator)
  /// A payload that was given from outside: recorded, remembered or named by a token.
  case given
}

extension CaseGoal {
  /// The failure mode that a consumer falls into which accepts the case; `nil` where the case breaks nothing.
  var failureMode: FailureMode? {
    switch self {
    case .valid, .given, .covering: nil
    case .broken(let target): target.operation.failureMode
    case .text(let operation), .sequence(let operation): operation.failureMode
    case .failure: .missingFailurePath
    }
  }
}

extension CampaignSubject {
  /// Everything that a campaign is to break, in an order that depends on the seed, so that a short campaign looks at
  /// another part each time.
  func schedule(seed: UInt64, readsText: Bool) -> GoalSchedule {
    var random = SplitMix64(seed: seed, stream: name, index: -1)
    var rest = targets.map(CaseGoal.broken)
    if readsText { rest += MutationOperator.ofTexts.map(CaseGoal.text) }
    rest.shuffle(using: &random)
    let elements = builder.plan.graph.elementNodes
    let again = rest.filter { goal in
      guard case .broken(let target) = goal else { return false }
      return target.operation == .wrongType && elements.contains(target.node)
    }
    return GoalSchedule(
      covering: obligations.map(CaseGoal.covering), sequences: sequences.map(CaseGoal.sequence),
      failures: unexpectedFailures.map(CaseGoal.failure),
      rest: rest, again: again)
  }

  /// What can be delivered in a row; a failure comes first only where the producer declares one.
  var sequences: [MutationOperator] {
    MutationOperator.ofSequences.filter { operation in
      guard let record = operation.record as? any SequenceOperator else { return false }
      return !failures.isEmpty || !record.before.contains(.failure)
    }
  }

  /// The places of the failures that the consumer must not take.
  var unexpectedFailures: [Int] { failures.indices.filter { !failures[$0].isExpected } }

  /// A goal in words, for coverage and replay tokens; `nil` for a valid payload.
  func label(of goal: CaseGoal) -> String? {
    switch goal {
    case .valid, .given: nil
    case .covering(let obligation): obligation.label(in: builder.plan.graph)
    case .broken(let target): target.label(in: builder.plan.graph)
    case .failure(let index): "\(MutationOperator.failureOutput.name): \(failures[index].kind)"
    case .text(let operation), .sequence(let operation): operation.name
    }
  }
}

extension SchemaGraph {
  /// The schemas of all elements of some array, with what those refer to.
  fileprivate var elementNodes: Set<NodeID> {
    Set(nodes.compactMap { $0.array?.items }.flatMap { conjuncts(of: $0) })
  }
}
