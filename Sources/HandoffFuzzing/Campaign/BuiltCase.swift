import HandoffSchema

/// A case that is ready to be run.
struct BuiltCase: Sendable {
  var goal: CaseGoal
  var content: HandoffCase.Content
  var mutation: Mutation?
  /// The choices; building the goal from them again gives the same content.
  var choices: [UInt64]
  var spans: [Draws.Span]
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
      var base = try builder.valid(index: max(ordinal, 1), random: random)
      base.choices.append(SplitMix64(seed: seed, stream: stream, index: -1 - ordinal).first(below: 1 << 16))
      return try textCase(goal, operation, base)
    case .given: throw .refused
    }
  }

  /// Builds the case of a goal from choices.
  func build(_ goal: CaseGoal, from choices: [UInt64]) throws(DeadEnd) -> BuiltCase {
    switch goal {
    case .valid: return BuiltCase(goal, try builder.valid(Draws(replaying: choices)))
    case .broken(let target):
      return BuiltCase(goal, try builder.broken(at: target, Draws(replaying: choices)))
    case .failure(let index):
      return failureCase(goal, index, try failures[index].builder.valid(Draws(replaying: choices)))
    case .text(let operation):
      // The last choice belongs to the text, all others to the payload below it.
      var base = try builder.valid(Draws(replaying: Array(choices.dropLast())))
      base.choices.append(choices.last ?? 0)
      return try textCase(goal, operation, base)
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
    _ goal: CaseGoal, _ operation: MutationOperator, _ base: BuiltPayload
  ) throws(DeadEnd) -> BuiltCase {
    let whole = base.payload.text()
    let choice = base.choices.last ?? 0
    let text: String
    if operation == .truncatedText {
      let scalars = whole.unicodeScalars
      let kept = scalars.count - 1 - Int(choice % UInt64(max(1, scalars.count - 1)))
      text = String(String.UnicodeScalarView(scalars.prefix(max(1, kept))))
    } else {
      let frames = [
        ("```json\n", "\n```"), ("Here is the result:\n", ""), ("", "\nDone."), ("```\n", "\n```"),
      ]
      let frame = frames[Int(choice % UInt64(frames.count))]
      text = frame.0 + whole + frame.1
    }
    // `12` cut off `123` is JSON again: then there is nothing broken to show.
    guard (try? JSONValue(parsing: text)) == nil else { throw .refused }
    var built = BuiltCase(goal, base)
    built.content = .text(text)
    built.mutation = Mutation(
      operation: operation, pointer: .root, was: .string(whole), became: .string(text))
    return built
  }
}

extension BuiltCase {
  /// Takes a content as it is; nothing can make it smaller.
  init(given content: HandoffCase.Content, mutation: Mutation? = nil) {
    self.init(goal: .given, content: content, mutation: mutation, choices: [], spans: [])
  }

  fileprivate init(_ goal: CaseGoal, _ built: BuiltPayload) {
    self.init(
      goal: goal, content: .payload(built.payload), mutation: built.mutation, choices: built.choices,
      spans: built.spans)
  }
}

extension SplitMix64 {
  /// The first number of the sequence, from 0 up to `count`.
  fileprivate func first(below count: UInt64) -> UInt64 {
    var copy = self
    return copy.next().multipliedFullWidth(by: count).high
  }
}
