/// Which states of a loop payloads can get out of.
struct EscapeSearch {
  private let escapes: [Bool]
  private let forced: [Bool]
  /// The steps on all ways, those out of the loop as well; `nil` where they are too many.
  let whole: ProductGraph?

  private static let roundLimit = 256

  init(_ model: LoopModel, _ product: ProductGraph, _ cube: [UInt64], allowance: inout Int) {
    let states = product.states
    let whole = ProductGraph(
      of: model, states, within: cube, [Bool](repeating: true, count: model.ways.count), allowance: &allowance
    )
    self.whole = whole
    guard let whole else {
      // Nothing is claimed of what was not looked at.
      escapes = [Bool](repeating: true, count: states.count)
      forced = [Bool](repeating: false, count: states.count)
      return
    }
    escapes = Self.escapes(model, whole)
    forced = Self.forced(model, whole)
  }

  /// Whether some way from a state leads to a finish, to a human or to where one can be reached.
  func canEscape(_ state: Int) -> Bool { escapes[state] }

  /// Whether payloads go on from a state without anything being chosen, and always do.
  func isForced(_ state: Int) -> Bool { forced[state] }

  private static func escapes(_ model: LoopModel, _ whole: ProductGraph) -> [Bool] {
    var escapes = [Bool](repeating: false, count: whole.vertexCount)
    var edges: [(from: Int, to: Int)] = []
    var waiting: [Int] = []
    for step in whole.steps {
      if step.to >= 0 {
        edges.append((from: Int(step.to), to: Int(step.from)))
      } else if model.ways[Int(step.way)].end != .nowhere, !escapes[Int(step.from)] {
        escapes[Int(step.from)] = true
        waiting.append(Int(step.from))
      }
    }
    let backward = Adjacency(vertexCount: whole.vertexCount, edges: edges)
    while let state = waiting.popLast() {
      for place in backward.places(of: state) where !escapes[Int(backward.targets[place])] {
        escapes[Int(backward.targets[place])] = true
        waiting.append(Int(backward.targets[place]))
      }
    }
    return escapes
  }

  /// The greatest set of states each of which sends every output one way, which leads into the set.
  private static func forced(_ model: LoopModel, _ whole: ProductGraph) -> [Bool] {
    let stateCount = whole.states.count
    // A hub is forced as long as all are that it leads to.
    var isForced = [Bool](repeating: false, count: stateCount)
    isForced += [Bool](repeating: true, count: whole.vertexCount - stateCount)
    var edge = [Int32](repeating: -2, count: stateCount)
    let table = model.table
    let outputs = whole.steps.indices.filter { table.isOutput[Int(whole.steps[$0].way)] }
    let hubs = outputs.firstIndex { Int(whole.steps[$0].from) >= stateCount } ?? outputs.count
    for step in outputs[..<hubs].lazy.map({ whole.steps[$0] }) {
      let (from, way) = (Int(step.from), Int(step.way))
      let goesRound = table.lapTargets[way] >= 0 && step.to >= 0 && step.kind == .must
      if edge[from] == -2 {
        isForced[from] = goesRound
        edge[from] = model.ways[way].edge
      } else if !goesRound || edge[from] != model.ways[way].edge {
        isForced[from] = false
        edge[from] = -1
      }
    }
    var isChanged = true
    var rounds = 0
    while isChanged {
      isChanged = false
      rounds += 1
      // Nothing is claimed of what takes too long to find out.
      if rounds > roundLimit { return [Bool](repeating: false, count: isForced.count) }
      for part in [outputs[hubs...], outputs[..<hubs]] {
        for step in part.lazy.map({ whole.steps[$0] }) where isForced[Int(step.from)] {
          if step.to < 0 || !isForced[Int(step.to)] {
            isForced[Int(step.from)] = false
            isChanged = true
          }
        }
      }
    }
    return isForced
  }
}
