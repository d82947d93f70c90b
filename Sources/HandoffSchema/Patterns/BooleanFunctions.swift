/// Boolean functions in canonical form: equal functions have equal numbers.
///
/// Reduced ordered binary decision diagrams (R. Bryant, "Graph-based algorithms for Boolean function
/// manipulation", IEEE Transactions on Computers 35, 1986), ordered by the number of the variable.
struct BooleanFunctions {
  typealias Function = Int32

  static let no: Function = 0
  static let yes: Function = 1

  private struct Node: Hashable {
    var variable: Int32
    var high: Function
    var low: Function
  }

  private struct Triple: Hashable {
    var condition: Function
    var high: Function
    var low: Function
  }

  private let limit: Int
  /// How many steps all operations took so far.
  private(set) var work = 0
  private var nodes: [Node]
  private var numbers: [Node: Function] = [:]
  private var results: [Triple: Function] = [:]

  init(limit: Int) {
    self.limit = limit
    let end = Node(variable: .max, high: 0, low: 0)
    nodes = [end, end]
  }

  /// The function that is true where a variable is.
  mutating func variable(_ variable: Int32) throws(AutomatonLimit) -> Function {
    try node(Node(variable: variable, high: Self.yes, low: Self.no))
  }

  mutating func or(_ left: Function, _ right: Function) throws(AutomatonLimit) -> Function {
    try ifThenElse(left, Self.yes, right)
  }

  mutating func and(_ left: Function, _ right: Function) throws(AutomatonLimit) -> Function {
    try ifThenElse(left, right, Self.no)
  }

  mutating func not(_ function: Function) throws(AutomatonLimit) -> Function {
    try ifThenElse(function, Self.no, Self.yes)
  }

  private mutating func node(_ node: Node) throws(AutomatonLimit) -> Function {
    if node.high == node.low { return node.high }
    if let number = numbers[node] { return number }
    if nodes.count >= limit { throw AutomatonLimit(.steps, limit: limit) }
    let number = Function(nodes.count)
    nodes.append(node)
    numbers[node] = number
    return number
  }

  // The depth is bounded by the number of variables, which the caller caps.
  private mutating func ifThenElse(
    _ condition: Function, _ high: Function, _ low: Function
  ) throws(AutomatonLimit) -> Function {
    if condition == Self.yes || high == low { return high }
    if condition == Self.no { return low }
    if high == Self.yes && low == Self.no { return condition }
    work += 1
    let key = Triple(condition: condition, high: high, low: low)
    if let result = results[key] { return result }
    let top = min(
      nodes[Int(condition)].variable, nodes[Int(high)].variable, nodes[Int(low)].variable)
    let whenTrue = try ifThenElse(
      cofactor(condition, top, true), cofactor(high, top, true), cofactor(low, top, true))
    let whenFalse = try ifThenElse(
      cofactor(condition, top, false), cofactor(high, top, false), cofactor(low, top, false))
    let result = try node(Node(variable: top, high: whenTrue, low: whenFalse))
    if results.count >= limit { throw AutomatonLimit(.steps, limit: limit) }
    results[key] = result
    return result
  }

  private func cofactor(_ function: Function, _ variable: Int32, _ value: Bool) -> Function {
    let node = nodes[Int(function)]
    if node.variable != variable { return function }
    return value ? node.high : node.low
  }

  /// The variables that a function depends on, in ascending order.
  func variables(of functions: some Sequence<Function>) -> [Int32] {
    var seen: Set<Function> = []
    var found: Set<Int32> = []
    var open = Array(functions)
    while let function = open.popLast() {
      if function <= Self.yes || !seen.insert(function).inserted { continue }
      let node = nodes[Int(function)]
      found.insert(node.variable)
      open.append(node.high)
      open.append(node.low)
    }
    return found.sorted()
  }

  /// Puts functions in the place of all variables of a function.
  ///
  /// `known` holds results of the same substitution and grows.
  mutating func substitute(
    _ function: Function, _ values: [Int32: Function], _ known: inout [Function: Function]
  ) throws(AutomatonLimit) -> Function {
    if function <= Self.yes { return function }
    if let result = known[function] { return result }
    let node = nodes[Int(function)]
    let high = try substitute(node.high, values, &known)
    let low = try substitute(node.low, values, &known)
    let result = try ifThenElse(values[node.variable] ?? Self.no, high, low)
    known[function] = result
    return result
  }
}
