/// Follows a certificate step by step.
///
/// Written for itself: it uses the model and the certificate, and nothing of the analysis that made them.
package struct CertificateChecker {
  private let model: LoopModel
  private let nodes: [LoopCertificate.Node]

  private init(_ loop: InfeasibleLoop) {
    model = loop.model
    nodes = loop.certificate.nodes
  }

  /// Whether the certificate proves that no payload can circulate.
  package static func accepts(_ loop: InfeasibleLoop) -> Bool { CertificateChecker(loop).accepts() }

  /// What is left to prove: that no run stays for ever on some ways, with payloads within a cube.
  private struct Claim {
    var node: Int
    var ways: [Int]
    var cube: [UInt64]
  }

  private func accepts() -> Bool {
    let laps = model.ways.indices.filter { model.ways[$0].lapTarget != nil }
    var open = [Claim(node: 0, ways: laps, cube: model.everything)]
    var used = 0
    while let claim = open.popLast() {
      used += 1
      // A node may be used once, so that following them comes to an end.
      guard nodes.indices.contains(claim.node), used <= nodes.count, let rest = follow(claim) else {
        return false
      }
      open += rest
    }
    return true
  }

  private func follow(_ claim: Claim) -> [Claim]? {
    switch nodes[claim.node] {
    case .narrowed(let boxes, let ranks, let parts): return narrow(claim, boxes, ranks, parts)
    case .split(let field, let mask, let inside, let outside):
      guard model.fields.indices.contains(field), let (boxes, live) = greatest(claim),
        live.allSatisfy({ keeps(field, model.ways[$0], boxes) })
      else { return nil }
      var (matching, others) = (claim, claim)
      matching.node = inside
      matching.ways = live
      matching.cube[field] &= mask
      others.node = outside
      others.ways = live
      others.cube[field] &= ~mask
      return [matching, others]
    case .ordered(let states): return isOrdered(claim, states) ? [] : nil
    }
  }

  /// Whether a way leaves a field as it was.
  private func keeps(_ field: Int, _ way: LoopModel.Way, _ boxes: [[UInt64]]) -> Bool {
    guard way.arrival == .whole, case .map(let images, _) = model.changes[way.change][field] else {
      return false
    }
    return images.enumerated().allSatisfy { number, image in
      boxes[way.sender][field] >> UInt64(number) & 1 == 0 || image & ~(1 << UInt64(number)) == 0
    }
  }

  // MARK: - Boxes

  /// What goes through a box of a way.
  private func image(_ received: [UInt64], _ way: LoopModel.Way, _ box: LoopModel.Box) -> [UInt64]? {
    var result: [UInt64] = []
    for field in model.fields.indices {
      var possible = box.masks[field]
      switch model.changes[way.change][field] {
      case .any: break
      case .copy(let source, let images): possible &= image(of: received[source], images)
      case .map(let images, _): possible &= image(of: received[field], images)
      }
      if possible == 0 { return nil }
      result.append(possible)
    }
    return result
  }

  private func image(of mask: UInt64, _ images: [UInt64]) -> UInt64 {
    images.indices.filter { mask >> UInt64($0) & 1 == 1 }.reduce(0) { $0 | images[$1] }
  }

  private func arrivals(_ sent: [UInt64], _ way: LoopModel.Way) -> [[UInt64]] {
    switch way.arrival {
    case .whole: [sent]
    case .fresh(let boxes): boxes
    case .merged(let boxes):
      boxes.map { box in
        model.fields.indices.map { field in
          let absent = model.fields[field].absent
          var arriving: UInt64 = 0
          // A member that both bring must be the same; one that only one brings is as that one has it.
          for own in 0..<UInt64.bitWidth where sent[field] >> UInt64(own) & 1 == 1 {
            let one: UInt64 = 1 << UInt64(own)
            if one & absent != 0 {
              arriving |= box[field]
            } else if box[field] & (one | absent) != 0 {
              arriving |= one
            }
          }
          return arriving
        }
      }.filter { !$0.contains(0) }
    }
  }

  /// What the sender of a way can have received when it takes the way for the thousandth time: a number that only ever
  /// grows is past every bound then.
  private func late(_ box: [UInt64], _ way: LoopModel.Way, among ways: [Int]) -> [UInt64] {
    var box = box
    for field in box.indices {
      guard case .map(_, grows: true) = model.changes[way.change][field] else { continue }
      let onlyGrows = ways.allSatisfy { index in
        guard model.ways[index].arrival == .whole, case .map = model.changes[model.ways[index].change][field]
        else {
          return false
        }
        return true
      }
      if onlyGrows { box[field] &= model.fields[field].unbounded }
    }
    return box
  }

  private func narrow(
    _ claim: Claim, _ boxes: [[UInt64]], _ ranks: [Int], _ parts: [LoopCertificate.Part]
  ) -> [Claim]? {
    guard boxes.count == model.agents.count, ranks.count == model.agents.count,
      boxes.allSatisfy({ $0.count == model.fields.count }), let (found, live) = greatest(claim)
    else { return nil }
    // The boxes must hold all that can be received again and again.
    for (claimed, known) in zip(boxes, found) where zip(claimed, known).contains(where: { $1 & ~$0 != 0 }) {
      return nil
    }
    var rest: [Int: [Int]] = [:]
    for index in live {
      guard let target = model.ways[index].lapTarget else { return nil }
      let (from, to) = (ranks[model.ways[index].sender], ranks[target])
      if to > from { return nil }
      if to == from { rest[from, default: []].append(index) }
    }
    var claims: [Claim] = []
    for (rank, ways) in rest {
      guard let part = parts.first(where: { $0.rank == rank }) else { return nil }
      claims.append(Claim(node: part.node, ways: ways, cube: claim.cube))
    }
    return claims
  }

  /// What can be received again and again, by plain iteration from everything, and the ways that it takes.
  private func greatest(_ claim: Claim) -> (boxes: [[UInt64]], ways: [Int])? {
    let nothing = [UInt64](repeating: 0, count: model.fields.count)
    var boxes = [[UInt64]](repeating: claim.cube, count: model.agents.count)
    var ways = claim.ways
    while true {
      ways = called(ways)
      var next = [[UInt64]?](repeating: nil, count: model.agents.count)
      var live: [Int] = []
      for index in ways {
        let way = model.ways[index]
        guard let target = way.lapTarget, target < boxes.count else { return nil }
        let received = late(boxes[way.sender], way, among: ways)
        var isTaken = false
        for box in way.boxes {
          for arriving in image(received, way, box).map({ arrivals($0, way) }) ?? [] {
            isTaken = true
            next[target] = zip(next[target] ?? nothing, arriving).map { $0 | $1 }
          }
        }
        if isTaken { live.append(index) }
      }
      let narrowed = zip(boxes, next).map { old, new in zip(old, new ?? nothing).map { $0 & $1 } }
      let kept = live.filter { next[model.ways[$0].sender] != nil }
      if narrowed == boxes, kept == ways { return (boxes, ways) }
      (boxes, ways) = (narrowed, kept)
    }
  }

  /// The ways that a run can go for ever as far as control is concerned: it comes back along a handoff only as often as
  /// it was given away along it.
  private func called(_ ways: [Int]) -> [Int] {
    let given = Set(ways.filter { !model.ways[$0].isReturn }.map { model.ways[$0].handoff })
    return ways.filter { !model.ways[$0].isReturn || given.contains(model.ways[$0].handoff) }
  }

  // MARK: - Ranks

  /// One way from one class of payloads at an agent to another.
  private struct Step {
    var way: Int
    var from: (agent: Int, number: Int)
    var to: (agent: Int, number: Int)
  }

  /// Whether every way leads from every class of payloads to one of a lower rank.
  private func isOrdered(_ claim: Claim, _ states: [LoopCertificate.States]) -> Bool {
    guard states.count == model.agents.count, let (boxes, live) = greatest(claim),
      var open = level(states, boxes, live)
    else { return false }
    let levels = states.map(\.finer.count).max() ?? 0
    for level in 0..<levels where !open.isEmpty {
      guard states.allSatisfy({ $0.finer.count == levels || $0.ranks.isEmpty }) else { return false }
      func rank(_ state: (agent: Int, number: Int)) -> Int { states[state.agent].finer[level][state.number] }
      if open.contains(where: { rank($0.to) > rank($0.from) }) { return false }
      open = called(open.filter { rank($0.to) == rank($0.from) }) { step in
        [states[step.from.agent].ranks[step.from.number]]
          + states[step.from.agent].finer[...level].map { $0[step.from.number] }
      }
    }
    return open.isEmpty
  }

  /// The steps that ranks leave to finer ones; `nil` where some step leads to a higher rank.
  private func level(
    _ states: [LoopCertificate.States], _ boxes: [[UInt64]], _ live: [Int]
  ) -> [Step]? {
    var equal: [Step] = []
    for index in live {
      let way = model.ways[index]
      guard let target = way.lapTarget, isComplete(states[way.sender], boxes[way.sender]),
        isComplete(states[target], boxes[target])
      else { return nil }
      for (number, rank) in states[way.sender].ranks.enumerated() {
        let received = masks(number, states[way.sender], boxes[way.sender])
        for box in way.boxes {
          for arriving in image(received, way, box).map({ arrivals($0, way) }) ?? [] {
            for (next, other) in states[target].ranks.enumerated() where other >= rank {
              let there = masks(next, states[target], boxes[target])
              guard zip(there, arriving).allSatisfy({ $0 & $1 != 0 }) else { continue }
              if other > rank { return nil }
              equal.append(Step(way: index, from: (way.sender, number), to: (target, next)))
            }
          }
        }
      }
    }
    return called(equal) { [states[$0.from.agent].ranks[$0.from.number]] }
  }

  /// The steps without returns along handoffs that no step of the same rank takes: a run that stays at one rank goes them so
  /// often only.
  private func called(_ steps: [Step], _ rank: (Step) -> [Int]) -> [Step] {
    var given: [[Int]: Set<Int32>] = [:]
    for step in steps where !model.ways[step.way].isReturn {
      given[rank(step), default: []].insert(model.ways[step.way].handoff)
    }
    return steps.filter { step in
      !model.ways[step.way].isReturn || given[rank(step)]?.contains(model.ways[step.way].handoff) ?? false
    }
  }

  /// Whether the classes of an agent are all that it can receive.
  private func isComplete(_ states: LoopCertificate.States, _ box: [UInt64]) -> Bool {
    guard states.fields.count == states.classes.count,
      states.fields.allSatisfy(model.fields.indices.contains),
      Set(states.fields).count == states.fields.count,
      states.ranks.count == states.classes.reduce(1, { $0 * $1.count }),
      states.finer.allSatisfy({ $0.count == states.ranks.count })
    else { return false }
    return zip(states.fields, states.classes).allSatisfy { field, classes in
      box[field] & ~classes.reduce(0) { $0 | $1 } == 0
    }
  }

  private func masks(_ number: Int, _ states: LoopCertificate.States, _ box: [UInt64]) -> [UInt64] {
    var (masks, rest) = (box, number)
    for (field, classes) in zip(states.fields, states.classes) {
      masks[field] = classes[rest % classes.count]
      rest /= classes.count
    }
    return masks
  }
}
