/// A partition of all code points into classes that an automaton cannot tell apart.
///
/// Classes are numbered in the order of their first code point, and neighbouring intervals have different
/// classes, so equal partitions are equal values. Surrogates go with the code point before them.
package struct CodePointClasses: Sendable, Hashable {
  /// The first code point of every interval, ascending; the first one is 0.
  package let starts: [UInt32]
  /// The class of every interval.
  package let classes: [Int32]
  /// The number of classes.
  package let count: Int

  /// One class of all code points.
  static let single = CodePointClasses(starts: [0], classes: [0])

  /// Merges neighbours of one class and numbers the classes anew.
  ///
  /// `classes` may hold any numbers from 0 up.
  init(starts: [UInt32], classes: [Int32]) {
    var number = [Int32](repeating: -1, count: Int(classes.max() ?? 0) + 1)
    var next: Int32 = 0
    var newStarts: [UInt32] = []
    var newClasses: [Int32] = []
    for (start, oldClass) in zip(starts, classes) {
      if number[Int(oldClass)] < 0 {
        number[Int(oldClass)] = next
        next += 1
      }
      let newClass = number[Int(oldClass)]
      if newClasses.last != newClass {
        newStarts.append(start)
        newClasses.append(newClass)
      }
    }
    self.starts = newStarts
    self.classes = newClasses
    count = Int(next)
  }

  /// The class of a code point.
  ///
  /// - Complexity: O(log *n*), where *n* is the number of intervals.
  package func classOf(_ codePoint: UInt32) -> Int {
    Int(classes[interval(of: codePoint)])
  }

  /// The index of the interval that holds a code point.
  func interval(of codePoint: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= codePoint { low = middle } else { high = middle }
    }
    return low
  }

  /// The interval at an index, without its upper bound.
  func range(at index: Int) -> Range<UInt32> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] : CodePointSet.end)
  }

  /// The members of every class, in the order of the classes.
  var members: [CodePointSet] {
    var ranges = [[ClosedRange<UInt32>]](repeating: [], count: count)
    for index in starts.indices {
      let range = range(at: index)
      ranges[Int(classes[index])].append(range.lowerBound...(range.upperBound - 1))
    }
    return ranges.map { CodePointSet($0) }
  }
}

extension CodePointClasses {
  /// The coarsest partition in which every set is a union of classes, and the classes of every set.
  ///
  /// - Throws: ``AutomatonLimit`` where the lists of classes would be too long together.
  /// - Complexity: O(*s* log *s* + *t*), where *s* is the number of ranges and *t* how many intervals the sets,
  ///   or where that is less their complements, cover together.
  static func separating(
    _ sets: [CodePointSet]
  ) throws(AutomatonLimit) -> (classes: CodePointClasses, ofSet: [[Int32]]) {
    var starts: [UInt32] = [0]
    for set in sets { starts += set.boundaries }
    starts.sort()
    var last = 0
    for index in starts.indices.dropFirst()
    where starts[index] != starts[last] && starts[index] < CodePointSet.end {
      last += 1
      starts[last] = starts[index]
    }
    starts.removeSubrange((last + 1)...)

    // Splitting by a set or by its complement is the same; the smaller one is walked.
    var work = 0
    var runs: [[Range<Int>]] = []
    var isComplement: [Bool] = []
    for set in sets {
      let inside = indexRuns(of: set, starts: starts)
      let covered = inside.reduce(0) { $0 + $1.count }
      isComplement.append(covered * 2 > starts.count)
      runs.append(isComplement[isComplement.count - 1] ? gaps(inside, count: starts.count) : inside)
      work += min(covered, starts.count - covered)
      if work > AutomatonLimit.transitions { throw AutomatonLimit(.steps, limit: AutomatonLimit.transitions) }
    }
    var classes = [Int32](repeating: 0, count: starts.count)
    var next: Int32 = 1
    for run in runs {
      var renamed: [Int32: Int32] = [:]
      for range in run {
        for index in range {
          if let name = renamed[classes[index]] {
            classes[index] = name
          } else {
            renamed[classes[index]] = next
            classes[index] = next
            next += 1
          }
        }
      }
    }
    return try finish(
      starts: starts, rawClasses: classes, bound: Int(next), runs: runs, isComplement: isComplement)
  }

  private static func finish(
    starts: [UInt32], rawClasses: [Int32], bound: Int, runs: [[Range<Int>]], isComplement: [Bool]
  ) throws(AutomatonLimit) -> (classes: CodePointClasses, ofSet: [[Int32]]) {
    var number = [Int32](repeating: -1, count: bound)
    var count: Int32 = 0
    let dense = rawClasses.map { raw in
      if number[Int(raw)] < 0 {
        number[Int(raw)] = count
        count += 1
      }
      return number[Int(raw)]
    }
    var total = 0
    var ofSet: [[Int32]] = []
    var marks = [Int](repeating: -1, count: Int(count))
    for (index, run) in runs.enumerated() {
      var found: [Int32] = []
      for range in run {
        for interval in range where marks[Int(dense[interval])] != index {
          marks[Int(dense[interval])] = index
          found.append(dense[interval])
        }
      }
      if isComplement[index] { found = (0..<count).filter { marks[Int($0)] != index } }
      total += found.count
      if total > AutomatonLimit.transitions {
        throw AutomatonLimit(.transitions, limit: AutomatonLimit.transitions)
      }
      ofSet.append(found)
    }
    return (CodePointClasses(starts: starts, classes: dense), ofSet)
  }

  private static func indexRuns(of set: CodePointSet, starts: [UInt32]) -> [Range<Int>] {
    set.ranges.map { lowerIndex($0.lowerBound, starts)..<lowerIndex($0.upperBound, starts) }
  }

  private static func gaps(_ runs: [Range<Int>], count: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var last = 0
    for run in runs {
      if last < run.lowerBound { result.append(last..<run.lowerBound) }
      last = run.upperBound
    }
    if last < count { result.append(last..<count) }
    return result
  }

  private static func lowerIndex(_ value: UInt32, _ starts: [UInt32]) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The coarsest partition finer than both, with the two classes that each of its classes lies in.
  func refined(by other: CodePointClasses) -> (
    classes: CodePointClasses, origins: [(left: Int32, right: Int32)]
  ) {
    var newStarts: [UInt32] = []
    var newClasses: [Int32] = []
    var origins: [(left: Int32, right: Int32)] = []
    var names: [Int64: Int32] = [:]
    var left = 0
    var right = 0
    while true {
      newStarts.append(max(starts[left], other.starts[right]))
      let key = Int64(classes[left]) << 32 | Int64(other.classes[right])
      if let name = names[key] {
        newClasses.append(name)
      } else {
        names[key] = Int32(origins.count)
        newClasses.append(Int32(origins.count))
        origins.append((classes[left], other.classes[right]))
      }
      let nextLeft = left + 1 < starts.count ? starts[left + 1] : CodePointSet.end
      let nextRight = right + 1 < other.starts.count ? other.starts[right + 1] : CodePointSet.end
      if nextLeft == CodePointSet.end && nextRight == CodePointSet.end { break }
      if nextLeft <= nextRight { left += 1 }
      if nextRight <= nextLeft { right += 1 }
    }
    return (CodePointClasses(starts: newStarts, classes: newClasses), origins)
  }
}
