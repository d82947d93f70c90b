import HandoffSchema

/// A payload that was cut off and closed by a tolerant reader.
struct AutoClosed: ValueOperator {
  static let info = OperatorInfo(
    id: "auto-closed", family: .truncation,
    summary: "a payload that was cut off and closed by a tolerant reader",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id","name"]}"#,
      payload: #"{"id":7,"name":"a"}"#,
      becomes: #"{"id":7}"#))

  /// Cuts that are tried of one payload, spread over it.
  private static let cutLimit = 24

  func applies(to site: MutationSite) -> Bool {
    site.isRoot && !site.effectiveTypes.isDisjoint(with: [.object, .array])
      && !([[:], []] as [JSONValue]).allSatisfy { site.plan.isValid($0, at: site.id) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard value.objectValue?.isEmpty == false || value.arrayValue?.isEmpty == false else { return [] }
    let structure = TextStructure(value.text())
    let cuts = structure.cuts
    let step = max(1, cuts.count / Self.cutLimit)
    return stride(from: 0, to: cuts.count, by: step).reversed().compactMap { index in
      guard let closed = try? JSONValue(parsing: structure.closed(at: cuts[index])), closed != value else {
        return nil
      }
      return .replace(closed)
    }
  }
}

extension MutationOperator {
  /// A payload that was cut off and closed by a tolerant reader.
  public static let autoClosed = Self(AutoClosed())
}
