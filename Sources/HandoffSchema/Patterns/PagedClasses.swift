/// The classes of code points above ASCII, found in constant time where there are many intervals.
struct PagedClasses: Sendable {
  private static let pageBits: UInt32 = 6
  private static let pageSize = 1 << pageBits
  /// So few intervals are searched as fast as pages are read.
  private static let fewIntervals = 4

  /// The first code point of each interval that reaches above ASCII, and its class.
  private let starts: [UInt32]
  private let classes: [UInt16]
  /// Where each page of the code points below 10000 begins in the cells; pages of one class are stored once.
  private let pages: [UInt32]
  private let cells: [UInt16]

  init(_ source: CodePointClasses) {
    let first = source.interval(of: 0x80)
    starts = Array(source.starts[first...])
    classes = source.classes[first...].map { UInt16($0) }
    var pages: [UInt32] = []
    var cells: [UInt16] = []
    if starts.count > Self.fewIntervals {
      // Most pages lie within one interval.
      var uniform: [UInt16: UInt32] = [:]
      var interval = 0
      for page in 0..<0x10000 / Self.pageSize {
        let lower = page * Self.pageSize
        while interval + 1 < starts.count, starts[interval + 1] <= UInt32(lower) { interval += 1 }
        let isUniform = interval + 1 == starts.count || starts[interval + 1] >= UInt32(lower + Self.pageSize)
        if isUniform, let place = uniform[classes[interval]] {
          pages.append(place)
          continue
        }
        if isUniform { uniform[classes[interval]] = UInt32(cells.count) }
        pages.append(UInt32(cells.count))
        var here = interval
        for value in lower..<lower + Self.pageSize {
          while here + 1 < starts.count, starts[here + 1] <= UInt32(value) { here += 1 }
          cells.append(classes[here])
        }
      }
    }
    self.pages = pages
    self.cells = cells
  }

  /// The class of a code point above ASCII.
  func classOf(_ value: UInt32) -> UInt16 {
    if value < 0x10000, !pages.isEmpty {
      return cells[Int(pages[Int(value >> Self.pageBits)]) + Int(value) % Self.pageSize]
    }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return classes[low]
  }
}
