/// Brings parts of the same kind into order, the simplest first.
struct ReorderSiblingsPass: ReductionPass {
  static let info = PassInfo(
    id: "reorder-siblings", summary: "Parts of one kind are sorted, and neighbours change places.",
    why: "The same failure is to be shown by the same payload, in whichever order it was found.")

  func run(on reduction: Reduction) async {
    var index = 0
    while !reduction.isExhausted {
      let groups = Self.groups(of: reduction.best, ofOneKind: true)
      guard index < groups.count else { break }
      _ = await sort(groups[index], reduction)
      index += 1
    }
    // What stands side by side may change places even where the kinds differ: two members of one shape.
    index = 0
    while index < Self.groups(of: reduction.best, ofOneKind: false).count, !reduction.isExhausted {
      await swapNeighbours(index, reduction)
      index += 1
    }
  }

  private func sort(_ spans: [ChoiceRecord.Span], _ reduction: Reduction) async -> Bool {
    let choices = reduction.best.choices
    let parts = spans.map { Array(choices[$0.range]) }
    return await reduction.accept(Self.arranged(choices, spans, parts.sorted(by: ChoiceRecord.precedes)))
  }

  private func swapNeighbours(_ index: Int, _ reduction: Reduction) async {
    var place = 0
    while !reduction.isExhausted {
      let groups = Self.groups(of: reduction.best, ofOneKind: false)
      guard index < groups.count, place + 1 < groups[index].count else { return }
      let pair = Array(groups[index][place...place + 1])
      let choices = reduction.best.choices
      let parts = pair.map { Array(choices[$0.range]) }
      // The whole decides: a longer part may be the simpler one to begin with.
      let isTaken = await reduction.accept(Self.arranged(choices, pair, parts.reversed()))
      // What moved up may move further.
      place = isTaken ? max(0, place - 1) : place + 1
    }
  }

  /// Spans with the same parent, and of the same label if that is asked for, in order, where there are several.
  private static func groups(of record: ChoiceRecord, ofOneKind isOneKind: Bool) -> [[ChoiceRecord.Span]] {
    struct Key: Hashable {
      var parent: Int?
      var label: Int?
    }
    var order: [Key] = []
    var members: [Key: [ChoiceRecord.Span]] = [:]
    for (span, parent) in zip(record.spans, record.parents) where !span.range.isEmpty {
      let key = Key(parent: parent, label: isOneKind ? span.label : nil)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(span)
    }
    return order.compactMap { members[$0] }.filter { $0.count > 1 }
  }

  /// The choices with other contents in place of some spans, which stand in order and apart.
  private static func arranged(
    _ choices: [Choice], _ spans: [ChoiceRecord.Span], _ parts: [[Choice]]
  ) -> [Choice] {
    var result: [Choice] = []
    var next = 0
    for (span, part) in zip(spans, parts) {
      result += choices[next..<span.start]
      result += part
      next = span.end
    }
    return result + choices[next...]
  }
}
