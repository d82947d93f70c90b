/// One evaluation of a value: collects violations, or stops at the first.
///
/// The call stack grows with the nesting of schema applications, which ``EvaluationLimits/depth`` bounds;
/// frames are kept small by leaving all rendering to functions of its own.
struct Evaluator {
  let nodes: [SchemaNode]
  let isDynamic: Bool
  let instance: JSONValue

  /// False where only the verdict matters; then nothing is recorded and the first refusal ends it.
  var isCollecting: Bool
  var violations: [Violation] = []
  /// The way through the value, and the way through the schema.
  var path: [Step] = []
  var route: [Hop] = []
  /// The resources on the way, outermost first; kept only where a dynamic reference asks for it.
  var scope: [String] = []
  /// One entry for each application under way that must know what was evaluated.
  var marks: [EvaluatedPlaces] = []
  /// Above zero while the value is the name of a member.
  var namesUnderWay = 0

  /// How many near misses were looked for.
  var hintsSought = 0

  private var depth = 0
  private var steps = 0
  private var stepLimit = EvaluationLimits.steps
  private var hasCountedValues = false
  /// The violation of a cap; nothing is evaluated any more once it is set.
  private(set) var limit: Violation?

  /// A step from a value to one inside it.
  enum Step {
    case key(String)
    case index(Int)
  }

  /// A step from a schema to one that it applies.
  struct Hop {
    var from: SchemaGraph.NodeID
    var to: SchemaGraph.NodeID
    /// The keyword of a reference; `nil` for a subschema.
    var reference: String?
  }

  init(_ graph: SchemaGraph, instance: JSONValue, isCollecting: Bool) {
    nodes = graph.nodes
    isDynamic = graph.isDynamic
    self.instance = instance
    self.isCollecting = isCollecting
  }

  /// Evaluates the whole value.
  ///
  /// A cap that was met refuses whatever else was found: `not` must not turn it into acceptance.
  mutating func run(root: SchemaGraph.NodeID) -> Bool {
    let isValid = evaluate(root, instance, tracking: false)
    if let limit {
      violations.append(limit)
      return false
    }
    return isValid
  }

  /// Applies a schema to a value, and with `tracking` notes for the caller which places were evaluated.
  mutating func evaluate(_ id: SchemaGraph.NodeID, _ value: JSONValue, tracking: Bool) -> Bool {
    if let always = nodes[id].always {
      if !always { refuseAlways(id, value) }
      return always
    }
    guard enter(id) else { return false }
    let entersResource = isDynamic && scope.last != nodes[id].location.base
    if entersResource { scope.append(nodes[id].location.base) }
    let hasUnevaluated =
      nodes[id].array?.unevaluatedItems != nil || nodes[id].object?.unevaluatedProperties != nil
    let marking = tracking || hasUnevaluated
    if marking { marks.append(EvaluatedPlaces()) }

    var isValid = checkKeywords(id, value, marking: marking)
    if hasUnevaluated, isValid { isValid = checkUnevaluated(id, value) }

    if marking {
      let evaluated = marks.removeLast()
      if isValid, tracking { marks[marks.count - 1].formUnion(evaluated) }
    }
    if entersResource { scope.removeLast() }
    depth -= 1
    return isValid
  }

  private mutating func checkKeywords(
    _ id: SchemaGraph.NodeID, _ value: JSONValue, marking: Bool
  ) -> Bool {
    var isValid = checkAnyType(id, value)
    if !isValid, !isCollecting { return false }
    switch value {
    case .number(let number): isValid = checkNumber(id, number, value) && isValid
    case .string(let text): isValid = checkString(id, text, value) && isValid
    case .array(let elements): isValid = checkArray(id, elements, value, marking: marking) && isValid
    case .object(let members): isValid = checkObject(id, members, value, marking: marking) && isValid
    case .null, .bool: break
    }
    if !isValid, !isCollecting { return false }
    return checkLogic(id, value, tracking: marking) && isValid
  }

  private mutating func checkAnyType(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    var isValid = true
    if nodes[id].types != .all, !nodes[id].types.allows(value) {
      isValid = false
      if !isCollecting { return false }
      refuseType(id, value)
    }
    if let values = nodes[id].enumeration {
      let isListed = nodes[id].enumerationIndex?.contains(value) ?? values.contains(value)
      if !isListed {
        isValid = false
        if !isCollecting { return false }
        refuseEnumeration(id, values, value)
      }
    }
    if let constant = nodes[id].constant, constant != value {
      isValid = false
      if isCollecting { refuseConstant(id, constant, value) }
    }
    return isValid
  }

  private mutating func enter(_ id: SchemaGraph.NodeID) -> Bool {
    if limit != nil { return false }
    steps += 1
    if depth >= EvaluationLimits.depth {
      meet("nesting of at most \(EvaluationLimits.depth) schema applications", at: id)
      return false
    }
    if steps > stepLimit, !extendSteps() {
      meet("at most \(stepLimit) schema applications", at: id)
      return false
    }
    depth += 1
    return true
  }

  // Counting the value's parts costs time, so it waits until the number that every value may use is used up.
  private mutating func extendSteps() -> Bool {
    if hasCountedValues { return false }
    hasCountedValues = true
    let (product, overflow) = instance.countOfValues.multipliedReportingOverflow(
      by: EvaluationLimits.stepsPerValue)
    stepLimit = overflow ? .max : max(stepLimit, product)
    return steps <= stepLimit
  }

  private mutating func meet(_ what: String, at id: SchemaGraph.NodeID) {
    limit = violation(
      id, keyword: "limit", tokens: [], found: "a value and schema that need more", allowed: what)
  }
}

extension JSONValue {
  /// How many values this one consists of, itself included.
  ///
  /// - Complexity: O(*n*), with a stack of its own.
  var countOfValues: Int {
    var count = 0
    var stack = [self]
    while let value = stack.popLast() {
      count += 1
      switch value {
      case .array(let elements): stack.append(contentsOf: elements)
      case .object(let members): stack.append(contentsOf: members.lazy.map(\.value))
      default: break
      }
    }
    return count
  }
}

extension TypeSet {
  /// Says whether a value has one of the types.
  package func allows(_ value: JSONValue) -> Bool {
    switch value {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .number(let number): contains(.number) || contains(.integer) && number.isInteger
    case .string: contains(.string)
    case .array: contains(.array)
    case .object: contains(.object)
    }
  }

  /// The types in words: `a string or null`.
  package var phrase: String {
    var words: [String] = []
    if contains(.object) { words.append("an object") }
    if contains(.array) { words.append("an array") }
    if contains(.string) { words.append("a string") }
    if contains(.number) {
      words.append("a number")
    } else if contains(.integer) {
      words.append("an integer")
    }
    if contains(.boolean) { words.append("true or false") }
    if contains(.null) { words.append("null") }
    return words.isEmpty ? "nothing" : joinedWithOr(words)
  }
}

/// Alternatives in words: `a, b or c`.
func joinedWithOr(_ words: [String]) -> String {
  guard words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
}
