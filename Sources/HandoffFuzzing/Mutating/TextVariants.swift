/// Several texts that are made one by one, because all of them together may be much longer than the payload.
struct TextVariants {
  let count: Int
  private let make: (Int) -> String

  /// Takes texts by index, from 0 up to `count`.
  init(count: Int, _ make: @escaping (Int) -> String) {
    self.count = count
    self.make = make
  }

  /// Takes a few texts.
  init(_ texts: [String]) {
    self.init(count: texts.count) { texts[$0] }
  }

  subscript(index: Int) -> String { make(index) }
}
