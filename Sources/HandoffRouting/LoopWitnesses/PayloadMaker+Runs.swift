import HandoffContracts
import HandoffTraffic

extension PayloadMaker {
  /// A run along a path, begun by what the first agent accepts where that is possible.
  func run(
    along path: [PathStep], from box: PayloadBox, _ input: PayloadSet?, _ traffic: inout Traffic
  ) -> [WitnessStep]? {
    guard let first = path.first else { return nil }
    let anything = input ?? PayloadSet(base: nil)
    var starts = [anything]
    if let accepted = traffic.questions.schema(at: .accepts(agent: first.way.sender.rawValue)) {
      starts.insert(anything.intersection(PayloadSet(base: accepted)), at: 0)
    }
    // What the first agents keep must be as their contracts demand.
    let kept = path.prefix {
      !effects($0.way.sender).forgetsEverything || $0.way.origin == .received
    }
    if !kept.isEmpty {
      let narrow = kept.prefix(16).reduce(starts[0]) { set, step in
        step.way.sets?.first.map {
          set.intersection($0.base.map { PayloadSet(base: $0) } ?? PayloadSet(base: nil))
        } ?? set
      }
      starts.insert(narrow, at: 0)
      if let whole = path[0].way.sets?.first { starts.insert(starts[0].intersection(whole), at: 1) }
    }
    for (index, set) in starts.enumerated() where !starts[..<index].contains(set) {
      guard let start = payload(in: box, of: set == PayloadSet(base: nil) ? nil : set, &traffic) else {
        continue
      }
      if let steps = self.steps(along: path, from: start, &traffic) { return steps }
    }
    return nil
  }
}
