/// Memory for a tape that outlives one parse, so that reading many records allocates once.
package struct TapeStorage: ~Copyable {
  /// The nodes; the first `count` are initialised.
  private(set) var nodes: UnsafeMutablePointer<TapeNode>
  private(set) var capacity: Int
  /// The number of nodes of the last parse.
  package internal(set) var count = 0
  private let isLent: Bool

  package init(minimumCapacity: Int = 64) {
    capacity = max(minimumCapacity, 16)
    nodes = .allocate(capacity: capacity)
    isLent = false
  }

  /// Takes memory of somebody else, in which there must be room for ``TapeParser/nodeBound(of:)`` nodes.
  init(lent memory: UnsafeMutableBufferPointer<TapeNode>) {
    guard let start = memory.baseAddress else { preconditionFailure("Lend room for at least one node.") }
    nodes = start
    capacity = memory.count
    isLent = true
  }

  deinit {
    if !isLent { nodes.deallocate() }
  }

  /// Doubles the room and keeps the first `count` nodes.
  @inline(never)
  mutating func grow(keeping count: Int) {
    precondition(!isLent, "Lend room for as many nodes as TapeParser.nodeBound(of:) says.")
    let larger = UnsafeMutablePointer<TapeNode>.allocate(capacity: capacity * 2)
    larger.update(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }
}
