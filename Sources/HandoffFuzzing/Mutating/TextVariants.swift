/// Several texts that are made one by one, because all of them together may be much longer than the payload.
struct TextVariants {
  let count: Int
  /// The indices of each form that the texts take: what differs in more than where it was done.
  let forms: [Range<Int>]
  private let make: (Int) -> String

  /// Takes texts by index, from 0 up to `count`, all of one form.
  init(count: Int, _ make: @escaping (Int) -> String) {
    self.init(sizes: [count], make)
  }

  /// Takes texts by index; `sizes` says how many there are of each form, one form after the other.
  init(sizes: [Int], _ make: @escaping (Int) -> String) {
    var forms: [Range<Int>] = []
    var count = 0
    for size in sizes where size > 0 {
      forms.append(count..<count + size)
      count += size
    }
    self.count = count
    self.forms = forms
    self.make = make
  }

  /// Takes a few texts, each a form of its own.
  init(_ texts: [String]) {
    self.init(sizes: texts.map { _ in 1 }) { texts[$0] }
  }

  subscript(index: Int) -> String { make(index) }
}
