import HandoffSchema

/// A case that is ready to be run.
struct BuiltCase: Sendable {
  var goal: CaseGoal
  var content: HandoffCase.Content
  var mutation: Mutation?
  /// The choices; building the goal from them again gives the same content.
  var record: ChoiceRecord

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
    case .broken(let target):
      return BuiltCase(goal, try builder.broken(at: target, index: ordinal, random: random))
    case .failure(let index):
      return failureCase(goal, index, try failures[index].builder.valid(index: ordinal, random: random))
    case .text(let operation):
      var draws = Draws(random: random)
      let base = try builder.valid(index: max(ordinal, 1), &draws)
      return try textCase(goal, operation, base, &draws)
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
    case .broken(let target): return BuiltCase(goal, try builder.broken(at: target, draws))
    case .failure(let index): return failureCase(goal, index, try failures[index].builder.valid(draws))
    case .text(let operation):
      var draws = draws
      let base = try builder.valid(&draws)
      return try textCase(goal, operation, base, &draws)
    case .given: throw .refused
    }
  }

  private func failureCase(_ goal: CaseGoal, _ index: Int, _ base: BuiltPayload) -> BuiltCase {
    var base = base
    base.mutation = Mutation(
      operation: .failureOutput, pointer: .root, was: nil, became: .string(failures[index].kind))
    return BuiltCase(goal, base)
  }

  private func textCase(
    _ goal: CaseGoal, _ operation: MutationOperator, _ base: BuiltPayload, _ draws: inout Draws
  ) throws(DeadEnd) -> BuiltCase {
    let whole = base.payload.text()
    let text: String
    if operation == .truncatedText {
      let scalars = whole.unicodeScalars
      let most = max(1, scalars.count - 1)
      let cut = draws.integer(in: 0...most - 1)
      text = String(String.UnicodeScalarView(scalars.prefix(most - cut)))
    } else {
      let frames = [
        ("```json\n", "\n```"), ("Here is the result:\n", ""), ("", "\nDone."), ("```\n", "\n```"),
      ]
      let frame = frames[draws.branch(of: frames.count)]
      text = frame.0 + whole + frame.1
    }
    // `12` cut off `123` is JSON again: then there is nothing broken to show.
    guard (try? JSONValue(parsing: text)) == nil else { throw .refused }
    var built = BuiltCase(goal, base)
    built.record = draws.record
    built.content = .text(text)
    built.mutation = Mutation(
      operation: operation, pointer: .root, was: .string(whole), became: .string(text))
    return built
  }
}

extension BuiltCase {
  /// Takes a content as it is; nothing can make it smaller.
  init(given content: HandoffCase.Content, mutation: Mutation? = nil) {
    self.init(goal: .given, content: content, mutation: mutation, record: ChoiceRecord())
  }

  fileprivate init(_ goal: CaseGoal, _ built: BuiltPayload) {
    self.init(
      goal: goal, content: .payload(built.payload), mutation: built.mutation, record: built.record)
  }
}
