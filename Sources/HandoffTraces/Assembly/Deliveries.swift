/// Messages on their way without a named receiver: who sent what arrives next.
struct Deliveries {
  private var blocks: [(time: UInt64, senders: [String])] = []
  private var isClosed = true

  /// A message of a sender; those that follow each other without a visit between them arrive together.
  mutating func add(_ sender: String, at time: UInt64) {
    if isClosed || blocks.isEmpty {
      blocks.append((time, [sender]))
    } else if !blocks[blocks.count - 1].senders.contains(sender) {
      blocks[blocks.count - 1].senders.append(sender)
    }
    isClosed = false
  }

  /// Somebody began to work.
  mutating func visit(at time: UInt64) { isClosed = true }

  /// Who sent what arrived at a time.
  func senders(before time: UInt64) -> [String] {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? blocks[low - 1].senders : []
  }
}
