import HandoffSchema

/// The values of two members that belong together exchanged.
struct ExchangedLinked: ValueOperator {
  static let info = OperatorInfo(
    id: "exchanged-linked", family: .structural,
    summary: "the values of two members that belong together exchanged",
    example: OperatorInfo.Example(
      schema: #"""
        {"dependentRequired":{"amount":["currency"]},"properties":{"amount":{"type":"integer"},\#
        "currency":{"type":"string"}}}
        """#,
      payload: #"{"amount":5,"currency":"EUR"}"#,
      becomes: #"{"amount":"EUR","currency":5}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.dependentRequired ?? []).flatMap { dependent in
      dependent.required.map { MutationAim(name: dependent.key, other: $0) }
    }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.objectValue?.exchanging(aim.name, aim.other).map { [$0] } ?? []
  }
}

extension MutationOperator {
  /// The values of two members that belong together exchanged.
  public static let exchangedLinked = Self(ExchangedLinked())
}
