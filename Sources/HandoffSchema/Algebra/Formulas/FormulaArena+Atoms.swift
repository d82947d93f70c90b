// Constraints in their simplest form: what says the same becomes the same formula.
extension FormulaArena {
  mutating func numbers(in values: [Decimal]) -> Formula {
    if values.isEmpty { return .never }
    var sorted: [Decimal] = []
    for value in values.sorted() where sorted.last != value { sorted.append(value) }
    return formula(.number(in: sorted))
  }

  mutating func strings(in values: [ExactString]) -> Formula {
    if values.isEmpty { return .never }
    var sorted: [ExactString] = []
    for value in values.sorted() where sorted.last != value { sorted.append(value) }
    return formula(.string(in: sorted))
  }

  mutating func containers(in values: [JSONValue]) -> Formula {
    values.isEmpty ? .never : formula(.value(in: values))
  }

  /// Fewer than `count` code points.
  mutating func shorter(than count: Int) -> Formula {
    count <= 0 ? .never : formula(.shorter(than: count))
  }

  mutating func fewerItems(than count: Int) -> Formula {
    count <= 0 ? .never : formula(.fewerItems(than: count))
  }

  mutating func fewerMembers(than count: Int) -> Formula {
    count <= 0 ? .never : formula(.fewerMembers(than: count))
  }

  mutating func item(at place: Int, in shape: Shape) -> Formula {
    if shape == .all { return .always }
    if shape == .none { return fewerItems(than: place + 1) }
    return formula(.item(at: place, in: id(shape)))
  }

  mutating func fewerMatches(from place: Int, of shape: Shape, than count: Int) -> Formula {
    if count <= 0 { return .never }
    if shape == .none { return .always }
    if shape == .all { return fewerItems(than: place.addingSaturated(count)) }
    return formula(.fewerMatches(from: place, of: id(shape), than: count))
  }

  /// Every element from a place on is in the shape.
  mutating func items(from place: Int, in shape: Shape) -> Formula {
    fewerMatches(from: place, of: !shape, than: 1)
  }

  mutating func members(named names: Formula, in shape: Shape) -> Formula {
    if names == .never || shape == .all { return .always }
    if names == .always, shape == .none { return fewerMembers(than: 1) }
    return formula(.members(named: names, in: id(shape)))
  }

  /// The object has a member of this name.
  mutating func present(_ name: String) -> Formula {
    !members(named: strings(in: [ExactString(name)]), in: .none)
  }

  /// The values themselves.
  mutating func shape(of values: [JSONValue]) -> Shape {
    var shape = Shape.none
    var numbers: [Decimal] = []
    var strings: [ExactString] = []
    var arrays: [JSONValue] = []
    var objects: [JSONValue] = []
    for value in values {
      switch value {
      case .null: shape.null = .always
      case .bool(true): shape.truth = .always
      case .bool(false): shape.falsehood = .always
      case .number(let number): numbers.append(number.decimal)
      case .string(let string): strings.append(ExactString(string))
      case .array: arrays.append(value)
      case .object: objects.append(value)
      }
    }
    shape.number = self.numbers(in: numbers)
    shape.string = self.strings(in: strings)
    shape.array = containers(in: arrays)
    shape.object = containers(in: objects)
    return shape
  }
}

extension Int {
  func addingSaturated(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
