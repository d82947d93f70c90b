/// The constraints of one schema location while they are collected, by the type they apply to.
struct ShapeParts {
  var types = TypeSet.all
  var numbers: [Formula] = []
  var strings: [Formula] = []
  var arrays: [Formula] = []
  var objects: [Formula] = []
  /// Shapes that the value must be in as a whole.
  var shapes: [Shape] = []

  /// The conjunction of everything collected.
  func shape(in arena: inout FormulaArena) -> Shape {
    var result = Shape.all
    if !types.contains(.null) { result.null = .never }
    if !types.contains(.boolean) {
      result.falsehood = .never
      result.truth = .never
    }
    if !types.contains(.string) { result.string = .never }
    if !types.contains(.array) { result.array = .never }
    if !types.contains(.object) { result.object = .never }
    var numbers = numbers
    if !types.contains(.integer) {
      numbers.append(.never)
    } else if !types.contains(.number) {
      numbers.append(arena.formula(.multiple(of: .one)))
    }
    for component in Shape.Component.allCases {
      guard result[component] != .never else { continue }
      var parts: [Formula] =
        switch component {
        case .null, .falsehood, .truth: []
        case .number: numbers
        case .string: strings
        case .array: arrays
        case .object: objects
        }
      for shape in shapes { parts.append(shape[component]) }
      result[component] = arena.and(parts)
    }
    return result
  }
}
