import HandoffSchema

extension CampaignSubject {
  /// Where in the payload of a case the values stand that some choices made.
  ///
  /// What was broken is left out, as is all around it and within: it is what the case is about.
  func pointers(to spans: [ChoiceRecord.Span], in built: BuiltCase) -> [JSONPointer] {
    guard !spans.isEmpty, case .payload(let payload) = built.content else { return [] }
    let broken = built.before.isEmpty ? built.mutation?.pointer.tokens : nil
    return whole(of: built).pointers(to: spans).filter { pointer in
      guard payload[pointer] != nil else { return false }
      guard let broken else { return true }
      return !pointer.tokens.starts(with: broken) && !broken.starts(with: pointer.tokens)
    }
  }

  /// The payload of a case with its locations; without any where it was not built from a schema alone.
  private func whole(of built: BuiltCase) -> BuiltPayload {
    var draws = Draws(replaying: built.record.choices)
    let found: BuiltPayload? =
      switch built.goal {
      case .valid, .sequence: try? builder.valid(&draws, keepsPlaces: true)
      case .broken(let target): try? builder.broken(at: target, draws, keepsPlaces: true)
      case .failure(let index): try? failures[index].builder.valid(&draws, keepsPlaces: true)
      case .covering(let obligation): try? builder.covering(obligation, draws)
      case .text, .given: nil
      }
    return found ?? BuiltPayload(payload: .null, mutation: nil, record: built.record)
  }
}
