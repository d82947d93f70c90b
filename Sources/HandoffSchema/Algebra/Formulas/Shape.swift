/// A set of JSON values, taken apart by type: one formula for each.
///
/// All Boolean operations work component by component, so that a constraint on one type never burdens
/// another.
struct Shape: Hashable, Sendable {
  /// The place of a shape in a ``FormulaArena``.
  struct ID: Hashable, Sendable {
    let raw: Int32
  }

  /// The parts in which values are told apart; the cheapest to decide come first.
  enum Component: UInt8, Hashable, Sendable, CaseIterable {
    case null, falsehood, truth, number, string, array, object

    init(_ value: JSONValue) {
      switch value {
      case .null: self = .null
      case .bool(let value): self = value ? .truth : .falsehood
      case .number: self = .number
      case .string: self = .string
      case .array: self = .array
      case .object: self = .object
      }
    }
  }

  var null: Formula
  var falsehood: Formula
  var truth: Formula
  var number: Formula
  var string: Formula
  var array: Formula
  var object: Formula

  init(repeating formula: Formula) {
    null = formula
    falsehood = formula
    truth = formula
    number = formula
    string = formula
    array = formula
    object = formula
  }

  /// Every value.
  static let all = Shape(repeating: .always)
  /// No value.
  static let none = Shape(repeating: .never)

  subscript(component: Component) -> Formula {
    get {
      switch component {
      case .null: null
      case .falsehood: falsehood
      case .truth: truth
      case .number: number
      case .string: string
      case .array: array
      case .object: object
      }
    }
    set {
      switch component {
      case .null: null = newValue
      case .falsehood: falsehood = newValue
      case .truth: truth = newValue
      case .number: number = newValue
      case .string: string = newValue
      case .array: array = newValue
      case .object: object = newValue
      }
    }
  }

  static prefix func ! (shape: Self) -> Self {
    var result = shape
    for component in Component.allCases { result[component] = !shape[component] }
    return result
  }
}
