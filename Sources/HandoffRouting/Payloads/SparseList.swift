/// A list of many elements of which most say nothing, and then are kept once.
struct SparseList<Element: Sendable>: Sendable {
  private let blank: Element
  /// By position the element's number among those that were written; -1 for one that was not.
  private var numbers: [Int32]
  private var written: [Element] = []

  /// Makes a list of elements that say nothing.
  init(repeating blank: Element, count: Int) {
    self.blank = blank
    numbers = [Int32](repeating: -1, count: count)
  }

  subscript(position: Int) -> Element {
    _read {
      let number = numbers[position]
      if number < 0 { yield blank } else { yield written[Int(number)] }
    }
    _modify {
      if numbers[position] < 0 {
        numbers[position] = Int32(written.count)
        written.append(blank)
      }
      yield &written[Int(numbers[position])]
    }
  }
}
