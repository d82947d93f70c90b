import HandoffSchema

/// How the values of one schema node are written as text.
///
/// Everything that has a length lies in the program's pools, so that a node is a few plain numbers and nothing is
/// counted by reference while a payload is written.
enum ByteNode: Sendable {
  /// One of several texts, ready to be copied.
  case literals(Range<Int>)
  case integer(ByteRange)
  /// Plain text with so many code points.
  case text(least: Int, most: Int)
  case pattern(BytePattern.Part)
  /// Elements one after the other: those at the front have schemas of their own.
  case array(front: Range<Int>, rest: Int?, least: Int, most: Int)
  /// Members, then some of further names with values of one node.
  case object(members: Range<Int>, extraKeys: Range<Int>, extra: Int)
  /// Any one of several nodes.
  case choice(Range<Int>)
  /// What is built value by value instead.
  case built(SchemaGraph.NodeID)
}

/// Numbers of a grid, as whole multiples of a power of ten.
struct ByteRange: Sendable {
  let lower: Int
  let upper: Int
  let step: Int
  /// The number of digits behind the point, 0 or more.
  let digits: Int
  let hasLower: Bool
  let hasUpper: Bool

  /// Takes a grid; `nil` where its numbers do not fit.
  init?(_ grid: NumberGrid) {
    let reach = Int128(1) << 61
    guard grid.exponent <= 0, grid.exponent >= -12, grid.lower <= grid.upper, grid.lower >= -reach,
      grid.upper <= reach, grid.step <= reach
    else { return nil }
    lower = Int(grid.lower)
    upper = Int(grid.upper)
    step = Int(grid.step)
    digits = -grid.exponent
    hasLower = grid.hasLower
    hasUpper = grid.hasUpper
  }
}

/// A member of an object.
struct ByteMember: Sendable {
  /// The name as JSON text, with the colon.
  var key: Range<Int>
  var node: Int
  var isRequired: Bool
}

/// What the nodes of a program refer to.
struct BytePool: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Stretches of the bytes.
  private(set) var texts: [Range<Int>] = []
  private(set) var members: [ByteMember] = []
  /// Numbers of nodes.
  private(set) var nodes: [Int] = []
  private(set) var parts: [BytePattern.Part] = []

  mutating func add(_ text: some Collection<UInt8>) -> Range<Int> {
    bytes += text
    return bytes.count - text.count..<bytes.count
  }

  mutating func add(texts list: [[UInt8]]) -> Range<Int> {
    let stretches = list.map { add($0) }
    texts += stretches
    return texts.count - list.count..<texts.count
  }

  mutating func add(members list: [ByteMember]) -> Range<Int> {
    members += list
    return members.count - list.count..<members.count
  }

  mutating func add(nodes list: [Int]) -> Range<Int> {
    nodes += list
    return nodes.count - list.count..<nodes.count
  }

  mutating func add(parts list: [BytePattern.Part]) -> Range<Int> {
    parts += list
    return parts.count - list.count..<parts.count
  }

  /// Appends a stretch of the bytes.
  func append(_ stretch: Range<Int>, to target: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { target.append(contentsOf: UnsafeBufferPointer(rebasing: $0[stretch])) }
  }
}

/// A value in the text of a payload.
struct ByteMark: Sendable {
  /// The node of the schema that it was written for; -1 where it is a part of one.
  var node: SchemaGraph.NodeID
  var range: Range<Int>
}
