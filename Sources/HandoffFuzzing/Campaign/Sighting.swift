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
  /// The cases that the same running consumer was given before.
  var before: CampaignLog.Stretch

  /// The length of the content in bytes.
  var size: Int {
    switch built.content {
    case .payload(let payload):
      var bytes: [UInt8] = []
      payload.write(into: &bytes)
      return bytes.count
    case .text(let text): return text.utf8.count
    }
  }

  /// Whether the payload is held at a boundary, so that it cannot be made as small as one that is free.
  var isHeld: Bool { if case .covering = built.goal { true } else { false } }

  /// Whether nobody knows how the content came to be as it is.
  var isUnexplained: Bool { built.goal == .given && built.mutation == nil }

  /// Whether other deliveries belong to the case.
  var isSequence: Bool { !built.before.isEmpty }

  /// Whether a member was read under a name that nobody sent.
  var readsOtherName: Bool { judgement.loss == .underOtherName }

  var isText: Bool { if case .text = built.content { true } else { false } }
}
