import HandoffSchema

/// A case on which the consumer failed, as it was met.
struct Sighting: Sendable {
  var built: BuiltCase
  var judgement: Judge.Judgement
  var answer: ConsumerAnswer
  var standing: Judge.Standing
  /// The member that was broken; `nil` where nothing was.
  var member: String?
  /// The number of the case in the campaign.
  var index: Int
  /// The number of the case among those of its goal, to make it from again; `nil` where it was given from outside.
  var ordinal: Int?
  /// The cases that the same running consumer was given before.
  var before: CampaignLog.Stretch

  /// The length of the content in bytes.
  let size: Int
  /// Whether another type of value stands where one was.
  let changesType: Bool
  let isText: Bool
  /// Whether other deliveries belong to the case.
  let isSequence: Bool
  /// Whether only the number is left of the case and of the answer, because they are large.
  private(set) var isShed = false

  init(
    built: BuiltCase, judgement: Judge.Judgement, answer: ConsumerAnswer, standing: Judge.Standing,
    member: String? = nil, index: Int, ordinal: Int? = nil, before: CampaignLog.Stretch
  ) {
    self.built = built
    self.judgement = judgement
    self.answer = answer
    self.standing = standing
    self.member = member
    self.index = index
    self.ordinal = ordinal
    self.before = before
    switch built.content {
    case .payload(let payload):
      var bytes: [UInt8] = []
      payload.write(into: &bytes)
      (size, isText) = (bytes.count, false)
    case .text(let text): (size, isText) = (text.utf8.count, true)
    }
    changesType = built.mutation?.changesType == true
    isSequence = !built.before.isEmpty
  }

  /// Whether the payload is held at a boundary, so that it cannot be made as small as one that is free.
  var isHeld: Bool { if case .covering = built.goal { true } else { false } }

  /// Whether nobody knows how the content came to be as it is.
  var isUnexplained: Bool { built.goal == .given && built.mutation == nil }

  /// Whether a member was read under a name that nobody sent.
  var readsOtherName: Bool { judgement.loss == .underOtherName }

  /// Gives up what can be made again from the number of the case, where there is one.
  mutating func shed() {
    guard ordinal != nil else { return }
    built.content = .payload(.null)
    built.mutation = nil
    built.before = []
    built.record = ChoiceRecord()
    if case .accepted = answer { answer = .accepted(answer: nil, understood: nil) }
    isShed = true
  }

  /// The sighting with its case made again.
  func restored(_ build: (CaseGoal, Int) -> BuiltCase?) -> Sighting {
    guard isShed, let ordinal, let built = build(built.goal, ordinal) else { return self }
    var restored = self
    restored.built = built
    return restored
  }
}
