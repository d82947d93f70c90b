/// The ways of a loop in flat arrays: what is asked for every state of a product, without a look into nested arrays.
///
/// It says what ``LoopModel/ways`` and ``LoopModel/changes`` say, which are what the checker of certificates reads.
struct WayTable: Sendable {
  private enum Change: UInt8 {
    case any, keep, map
  }

  /// By row and field what happens to it.
  private var changes: [Change] = []
  /// By row and field from the classes of which field its own come.
  private var origins: [Int32] = []
  /// By row and field where the images of those classes begin.
  private var firstImages: [Int32] = []
  private var images: [UInt64] = []

  private(set) var senders: [Int32] = []
  /// Where each way leads within the loop, if a run can take it for ever; -1 for one that leads nowhere so.
  private(set) var lapTargets: [Int32] = []
  /// By way its row of ``LoopModel/changes``.
  private(set) var rows: [Int32] = []
  private(set) var isOutput: [Bool] = []
  /// Whether the receiver gets what is sent.
  private(set) var isWhole: [Bool] = []
  /// Where the boxes of each way begin; one more than there are ways.
  private var boxOffsets: [Int32] = [0]
  /// Box by box one mask for each field.
  private var masks: [UInt64] = []
  private let fieldCount: Int

  init(fieldCount: Int) {
    self.fieldCount = fieldCount
  }

  /// Adds a row of what happens to the fields.
  mutating func add(_ row: [LoopModel.Change]) {
    for (field, change) in row.enumerated() {
      firstImages.append(Int32(images.count))
      switch change {
      case .any:
        changes.append(.any)
        origins.append(Int32(field))
      case .copy(let source, let map):
        changes.append(.map)
        origins.append(Int32(source))
        images += map
      case .map(let map, _):
        changes.append(change.isIdentity ? .keep : .map)
        origins.append(Int32(field))
        images += map
      }
    }
  }

  mutating func add(_ way: LoopModel.Way) {
    senders.append(Int32(way.sender))
    lapTargets.append(way.lapTarget.map { Int32($0) } ?? -1)
    rows.append(Int32(way.change))
    isOutput.append(way.isOutput)
    isWhole.append(way.arrival == .whole)
    for box in way.boxes { masks += box.masks }
    boxOffsets.append(boxOffsets[boxOffsets.count - 1] + Int32(way.boxes.count))
  }

  /// The boxes of a way, by their numbers among those of all ways.
  func boxes(of way: Int) -> Range<Int> { Int(boxOffsets[way])..<Int(boxOffsets[way + 1]) }

  /// Writes what goes through a box, of payloads within some masks, to as many masks; false where nothing does.
  ///
  /// - Parameters:
  ///   - received: What the sender received.
  ///   - row: What happens to the fields.
  ///   - box: The box, by its number among those of all ways.
  ///   - sent: What goes through.
  /// - Returns: Whether anything does.
  func send(_ received: [UInt64], by row: Int, through box: Int, _ sent: inout [UInt64]) -> Bool {
    let limits = box * fieldCount
    for field in 0..<fieldCount {
      let image = image(of: received, at: field, by: row) & masks[limits + field]
      if image == 0 { return false }
      sent[field] = image
    }
    return true
  }

  /// The classes that a field may be in after what happens to it, of payloads within some masks.
  @inline(__always)
  func image(of received: [UInt64], at field: Int, by row: Int) -> UInt64 {
    let entry = row * fieldCount + field
    return switch changes[entry] {
    case .any: .max
    case .keep: received[field]
    case .map: mapped(received[Int(origins[entry])], by: entry)
    }
  }

  /// The same of a field that is not copied from another.
  func image(of mask: UInt64, at field: Int, by row: Int) -> UInt64 {
    let entry = row * fieldCount + field
    return switch changes[entry] {
    case .any: .max
    case .keep: mask
    case .map: Int(origins[entry]) == field ? mapped(mask, by: entry) : .max
    }
  }

  @inline(__always)
  private func mapped(_ mask: UInt64, by entry: Int) -> UInt64 {
    let first = Int(firstImages[entry])
    var image: UInt64 = 0
    var rest = mask
    while rest != 0 {
      image |= images[first + rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return image
  }
}

extension LoopModel {
  /// Whether work can go round on ways without some, as far as arrows tell.
  func hasCircle(without removed: Set<Int>) -> Bool {
    let edges = ways.indices.lazy.filter { table.lapTargets[$0] >= 0 && !removed.contains($0) }.map {
      (from: Int(table.senders[$0]), to: Int(table.lapTargets[$0]))
    }
    let graph = Adjacency(vertexCount: agents.count, edges: Array(edges))
    return graph.circular(StrongComponents(of: graph)).contains(true)
  }
}
