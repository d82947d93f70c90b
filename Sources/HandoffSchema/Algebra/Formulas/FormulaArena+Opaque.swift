extension FormulaArena {
  /// Why some constraint of a shape, or of a shape inside it, cannot be looked into; `nil` where all can.
  ///
  /// - Complexity: O(*n*) in the formulas that it consists of, with a stack of its own.
  func opaqueReason(in shape: Shape) -> UndecidedReason? {
    var waiting = Shape.Component.allCases.map { shape[$0] }
    var seen: Set<Int> = []
    while let next = waiting.popLast() {
      guard seen.insert(next.index).inserted else { continue }
      var inner: Shape?
      switch self[next] {
      case .constant: break
      case .conjunction(let parts): waiting += parts
      case .atom(.opaque(let number)): return opaqueReasons[number]
      case .atom(.item(_, let id)): inner = self[id]
      case .atom(.fewerMatches(_, let id, _)): inner = self[id]
      case .atom(.members(let names, let id)):
        waiting.append(names)
        inner = self[id]
      case .atom(.reference(let number, let component)): waiting.append(definitions[number][component])
      case .atom: break
      }
      if let inner { waiting += Shape.Component.allCases.map { inner[$0] } }
    }
    return nil
  }
}
