/// The states of a loop.
///
/// A state is an agent with the classes of those fields that make a difference later and that some agent rewrites. Fields
/// that nobody rewrites are left to the cube.
struct ProductStates {
  /// With more states than this the product is not built.
  static let stateLimit = 40_000

  let agents: [Int]
  /// By field whether every way of the loop keeps it as it was.
  let isRigid: [Bool]
  /// By agent the fields that tell its states apart.
  private let telling: [[Int]]
  /// By agent the classes that those fields may hold.
  private let classes: [[[UInt64]]]
  private let boxes: [[UInt64]]
  private let first: [Int]
  /// By agent and field whether what it receives there makes a difference to a later test.
  private let matters: [[Bool]]
  private let everything: [UInt64]
  let count: Int

  /// Lists the states; there are none where they are too many.
  ///
  /// - Parameters:
  ///   - model: The loop.
  ///   - agents: The agents to look at, in ascending order.
  ///   - isLive: The ways that can be taken for ever.
  ///   - boxes: What each agent may receive.
  init?(of model: LoopModel, _ agents: [Int], _ isLive: [Bool], boxes: [[UInt64]]) {
    let isRigid = Self.rigid(model, isLive, boxes)
    let matters = Self.matters(model, isLive)
    var telling = [[Int]](repeating: [], count: model.agents.count)
    var classes = [[[UInt64]]](repeating: [], count: model.agents.count)
    var first = [Int](repeating: -1, count: model.agents.count)
    var count = 0
    for agent in agents {
      telling[agent] = model.fields.indices.filter { matters[agent][$0] && !isRigid[$0] }
      classes[agent] = telling[agent].map { Self.bits(of: boxes[agent][$0]) }
      first[agent] = count
      var number = 1
      for list in classes[agent] {
        number *= list.count
        guard count + number <= Self.stateLimit || number == 1 else { return nil }
      }
      count += number
    }
    self.agents = agents
    self.isRigid = isRigid
    self.telling = telling
    self.classes = classes
    self.boxes = boxes
    self.first = first
    self.matters = matters
    everything = model.everything
    self.count = count
  }

  /// The states of an agent.
  func states(of agent: Int) -> Range<Int> {
    first[agent]..<first[agent] + classes[agent].reduce(1) { $0 * $1.count }
  }

  /// What an agent has received in a state, with the cube in the fields that nobody rewrites.
  func received(in state: Int, at agent: Int, within cube: [UInt64]) -> [UInt64] {
    var masks = boxes[agent]
    for field in masks.indices where isRigid[field] { masks[field] &= cube[field] }
    var rest = state - first[agent]
    for (field, list) in zip(telling[agent], classes[agent]) {
      masks[field] = list[rest % list.count]
      rest /= list.count
    }
    return masks
  }

  /// What an agent must have received to be in a state; what makes no difference is left open.
  func demanded(in state: Int, at agent: Int, within cube: [UInt64]) -> [UInt64] {
    var masks = received(in: state, at: agent, within: cube)
    for field in masks.indices where !matters[agent][field] { masks[field] = everything[field] }
    return masks
  }

  /// A walk through the states of an agent, from its first one on.
  func walk(of agent: Int) -> StateWalk { StateWalk(fields: telling[agent], classes: classes[agent]) }

  /// Adds the states in which an agent may be when it receives something within masks; none where it is in none.
  func addStates(at agent: Int, receiving masks: [UInt64], to found: inout [Int]) {
    guard first[agent] >= 0 else { return }
    let start = found.count
    found.append(first[agent])
    var weight = 1
    let box = boxes[agent]
    for field in telling[agent] {
      let all = box[field]
      var rest = all & masks[field]
      if rest == 0 {
        found.removeLast(found.count - start)
        return
      }
      if rest & (rest &- 1) == 0 {
        let step = Self.position(of: rest, in: all) * weight
        for index in start..<found.count { found[index] += step }
      } else {
        let bases = found[start...]
        found = Array(found[..<start])
        let matching = rest
        for base in bases {
          rest = matching
          while rest != 0 {
            found.append(base + Self.position(of: rest & (0 &- rest), in: all) * weight)
            rest &= rest - 1
          }
        }
      }
      weight *= all.nonzeroBitCount
    }
  }

  /// The position of a class among those of a mask.
  private static func position(of bit: UInt64, in mask: UInt64) -> Int { (mask & (bit &- 1)).nonzeroBitCount }

  /// The states of an agent with ranks, ever finer ones, for a certificate.
  func ranked(_ agent: Int, _ ranks: [StrongComponents]) -> LoopCertificate.States {
    let rows = ranks.map { components in states(of: agent).map { Int(components.component[$0]) } }
    return .init(
      fields: telling[agent], classes: classes[agent], ranks: rows.first ?? [], finer: Array(rows.dropFirst())
    )
  }

  private static func bits(of mask: UInt64) -> [UInt64] {
    var bits: [UInt64] = []
    var rest = mask
    while rest != 0 {
      bits.append(rest & (0 &- rest))
      rest &= rest - 1
    }
    return bits
  }

  /// A field is rigid where every way keeps it, and no other takes its value from it.
  private static func rigid(_ model: LoopModel, _ isLive: [Bool], _ boxes: [[UInt64]]) -> [Bool] {
    var isRigid = model.fields.map { !$0.isTracked }
    for (index, way) in model.ways.enumerated() where isLive[index] {
      for (field, change) in model.changes[way.change].enumerated() {
        switch change {
        case .any: isRigid[field] = false
        case .copy(let source, _):
          isRigid[field] = false
          isRigid[source] = false
        case .map(let images, _):
          let keeps = images.enumerated().allSatisfy { entry in
            boxes[way.sender][field] & (1 << UInt64(entry.offset)) == 0
              || entry.element == 1 << UInt64(entry.offset)
          }
          if way.arrival != .whole || !keeps { isRigid[field] = false }
        }
      }
    }
    return isRigid
  }

  /// By agent and field whether what it receives there makes a difference to a later test.
  private static func matters(_ model: LoopModel, _ isLive: [Bool]) -> [[Bool]] {
    var matters = [[Bool]](repeating: model.fields.map(\.isTracked), count: model.agents.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for (index, way) in model.ways.enumerated() where isLive[index] || way.lapTarget == nil {
        for (field, change) in model.changes[way.change].enumerated() {
          let source: Int
          switch change {
          case .any: continue
          case .copy(let from, _): source = from
          case .map: source = field
          }
          guard !matters[way.sender][source] else { continue }
          let isPassedOn: Bool = if case .fresh = way.arrival { false } else { true }
          let isTested =
            way.boxes.contains { $0.masks[field] != model.fields[field].all }
            || isPartial(change) || isMatched(field, way.arrival, model)
          let isLater = isPassedOn && way.target.map { matters[$0][field] } ?? false
          if isTested || isLater {
            matters[way.sender][source] = true
            isChanged = true
          }
        }
      }
    }
    return matters
  }

  /// Whether what others bring to a join is held against what the sender brings.
  private static func isMatched(_ field: Int, _ arrival: LoopModel.Arrival, _ model: LoopModel) -> Bool {
    guard case .merged(let boxes) = arrival else { return false }
    return boxes.contains { $0[field] != model.fields[field].all }
  }

  /// Whether some class has no image, so that the change itself is a test.
  private static func isPartial(_ change: LoopModel.Change) -> Bool {
    if case .map(let images, _) = change { images.contains(0) } else { false }
  }
}
