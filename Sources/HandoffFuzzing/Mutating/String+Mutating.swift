import HandoffSchema

extension String {
  /// The number of code points, which is what JSON Schema counts.
  var scalarCount: Int { unicodeScalars.count }

  /// The first code points.
  func scalarPrefix(_ length: Int) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, length))))
  }

  /// The text with upper for lower case in the first letter, or the reverse.
  var withSwappedFirst: String {
    let first = prefix(1)
    let swapped = first.uppercased() == first ? first.lowercased() : first.uppercased()
    return swapped + dropFirst()
  }

  /// Texts that one slip of the finger makes of this one: a code point left out, doubled, swapped with its neighbour.
  var slips: [String] {
    let scalars = Array(unicodeScalars)
    guard !scalars.isEmpty else { return [] }
    let middle = scalars.count / 2
    func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
    var result: [String] = []
    if scalars.count > 2 { result.append(text(scalars[..<middle] + scalars[(middle + 1)...])) }
    result.append(text(scalars[...middle] + scalars[middle...]))
    if scalars.count > 1 {
      var swapped = scalars
      swapped.swapAt(middle - 1, middle)
      result.append(text(swapped))
    }
    return result.filter { !$0.hasSameCodePoints(as: self) }
  }
}

extension [String] {
  /// The texts as changes of a text, itself left out.
  func changes(of text: String) -> [Change] {
    filter { !$0.hasSameCodePoints(as: text) }.map { .replace(.string($0)) }
  }
}
