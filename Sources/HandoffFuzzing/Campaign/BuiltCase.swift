import HandoffSchema

/// A case that is ready to be run.
struct BuiltCase: Sendable {
  var goal: CaseGoal
  var content: HandoffCase.Content {
    didSet { verdict = nil }
  }
  var mutation: Mutation?
  /// What the same running consumer gets first, in order.
  var before: [HandoffCase.Content] = []
  /// The choices; building the goal from them again gives the same content.
  var record: ChoiceRecord
  /// What the validator said of the content by the schema of what travels; `nil` where it was not asked yet.
  private(set) var verdict: Bool?

  /// The choices as numbers.
  var choices: [UInt64] { record.words }
}

extension CampaignSubject {
  /// Builds the case of a goal at a place of the goal's own sequence.
  func build(_ goal: CaseGoal, ordinal: Int, seed: UInt64) throws(DeadEnd) -> BuiltCase {
    let stream = name + (label(of: goal).map { "\n" + $0 } ?? "")
    let random = SplitMix64(seed: seed, stream: stream, index: ordinal)
    switch goal {
    case .valid: return BuiltCase(goal, try builder.valid(index: ordinal, random: random))
    case .covering(let obligation):
      return BuiltCase(goal, try builder.covering(obligation, index: ordinal, random: random))
    case .broken(let target):
      return BuiltCase(goal, try builder.broken(at: target, index: ordinal, random: random))
    case .failure(let index):
      return failureCase(goal, index, try failures[index].builder.valid(index: ordinal, random: random))
    case .text(let operation):
      return BuiltCase(goal, try builder.text(by: operation, index: ordinal, random: random))
    case .sequence(let operation):
      return BuiltCase(
        goal,
        try builder.sequence(
          by: operation, failures: failures.map(\.builder), index: ordinal, random: random))
    case .given: throw .refused
    }
  }

  /// Builds the case of a goal from choices.
  func build(_ goal: CaseGoal, from choices: [UInt64]) throws(DeadEnd) -> BuiltCase {
    try build(goal, from: Draws(replaying: choices))
  }

  /// Builds the case of a goal from choices that are drawn or read.
  func build(_ goal: CaseGoal, from draws: Draws) throws(DeadEnd) -> BuiltCase {
    switch goal {
    case .valid: return BuiltCase(goal, try builder.valid(draws))
    case .covering(let obligation): return BuiltCase(goal, try builder.covering(obligation, draws))
    case .broken(let target): return BuiltCase(goal, try builder.broken(at: target, draws))
    case .failure(let index): return failureCase(goal, index, try failures[index].builder.valid(draws))
    case .text(let operation):
      return BuiltCase(goal, try builder.text(by: operation, draws))
    case .sequence(let operation):
      return BuiltCase(
        goal, try builder.sequence(by: operation, failures: failures.map(\.builder), draws))
    case .given: throw .refused
    }
  }

  private func failureCase(_ goal: CaseGoal, _ index: Int, _ base: BuiltPayload) -> BuiltCase {
    var base = base
    base.mutation = Mutation(
      operation: .failureOutput, pointer: .root, was: nil, became: .string(failures[index].kind))
    return BuiltCase(goal, base, isOfFailure: true)
  }
}

extension BuiltCase {
  /// Takes a content as it is; nothing can make it smaller.
  init(given content: HandoffCase.Content, mutation: Mutation? = nil) {
    self.init(goal: .given, content: content, mutation: mutation, record: ChoiceRecord())
  }

  fileprivate init(_ goal: CaseGoal, _ built: BuiltPayload, isOfFailure: Bool = false) {
    self.init(
      goal: goal, content: .payload(built.payload), mutation: built.mutation, record: built.record)
    // The validator was asked by the schema that the payload was built from.
    if !isOfFailure { verdict = built.verdict }
  }

  fileprivate init(_ goal: CaseGoal, _ built: BuiltSequence) {
    self.init(
      goal: goal, content: .payload(built.payload), mutation: built.mutation,
      before: built.before.map(HandoffCase.Content.payload), record: built.record)
  }

  fileprivate init(_ goal: CaseGoal, _ built: BuiltText) {
    self.init(goal: goal, content: built.content, mutation: built.mutation, record: built.record)
  }
}
