/// A partition of 0..<n that is refined by marking elements and splitting the blocks that hold them.
///
/// After A. Valmari, "Fast brief practical DFA minimization", Information Processing Letters 112 (2012).
struct RefinablePartition {
  private(set) var blockCount: Int
  /// The elements, block after block.
  private(set) var elements: [Int32]
  private var place: [Int32]
  private(set) var blockOf: [Int32]
  private var first: [Int32]
  private var end: [Int32]
  private var marked: [Int32]
  private var touched: [Int32] = []

  /// One block of all elements.
  init(count: Int) {
    elements = (0..<Int32(count)).map { $0 }
    place = elements
    blockOf = [Int32](repeating: 0, count: count)
    blockCount = count > 0 ? 1 : 0
    first = [0]
    end = [Int32(count)]
    marked = [0]
  }

  /// One block for every key, in the order of the keys, which are from 0 up to, but not including, `keyCount`.
  init(keys: [Int32], keyCount: Int) {
    self.init(count: keys.count)
    var counts = [Int32](repeating: 0, count: keyCount + 1)
    for key in keys { counts[Int(key) + 1] += 1 }
    for key in 0..<keyCount { counts[key + 1] += counts[key] }
    var cursor = counts
    for (element, key) in keys.enumerated() {
      elements[Int(cursor[Int(key)])] = Int32(element)
      place[element] = cursor[Int(key)]
      cursor[Int(key)] += 1
    }
    first = []
    end = []
    for key in 0..<keyCount where counts[key] < counts[key + 1] {
      for index in counts[key]..<counts[key + 1] { blockOf[Int(elements[Int(index)])] = Int32(first.count) }
      first.append(counts[key])
      end.append(counts[key + 1])
    }
    blockCount = first.count
    marked = [Int32](repeating: 0, count: blockCount)
  }

  /// Where the elements of a block lie.
  func range(of block: Int) -> Range<Int> {
    Int(first[block])..<Int(end[block])
  }

  /// Marks an element for the next split.
  mutating func mark(_ element: Int32) {
    let block = Int(blockOf[Int(element)])
    let index = place[Int(element)]
    let target = first[block] + marked[block]
    if index < target { return }
    let other = elements[Int(target)]
    elements[Int(index)] = other
    place[Int(other)] = index
    elements[Int(target)] = element
    place[Int(element)] = target
    if marked[block] == 0 { touched.append(Int32(block)) }
    marked[block] += 1
  }

  /// Splits every block with marked and unmarked elements; the smaller part gets the new number.
  mutating func split() {
    while let touchedBlock = touched.popLast() {
      let block = Int(touchedBlock)
      let middle = first[block] + marked[block]
      let isWhole = middle == end[block]
      let isMarkedSmaller = marked[block] <= end[block] - middle
      marked[block] = 0
      if isWhole { continue }
      if isMarkedSmaller {
        first.append(first[block])
        end.append(middle)
        first[block] = middle
      } else {
        first.append(middle)
        end.append(end[block])
        end[block] = middle
      }
      marked.append(0)
      for index in first[blockCount]..<end[blockCount] {
        blockOf[Int(elements[Int(index)])] = Int32(blockCount)
      }
      blockCount += 1
    }
  }
}
