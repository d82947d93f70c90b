public import HandoffSchema

/// A document that ends too early, or several behind each other: what is whole of it.
public enum TornDocument {
  /// The members whose arrays hold what can be read by itself.
  private static let lists = ["spans", "runs", "data"]
  private static let deepest = 4096

  /// Whether a text is one JSON value.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public static func isWhole(_ text: [UInt8]) -> Bool { (try? JSONDocument(parsing: text)) != nil }

  /// The whole values at the top, and the whole elements of a list of spans, runs or anything at the top that is cut off.
  ///
  /// - Returns: The values in order, and whether something was left over.
  /// - Complexity: O(*n*) in the length of the text.
  public static func values(_ text: [UInt8]) -> (values: [JSONValue], isTorn: Bool) {
    var scan = Scan(text)
    scan.run()
    var values: [JSONValue] = []
    for range in scan.whole {
      if let document = try? JSONDocument(parsing: Array(text[range])) { values.append(document.value) }
    }
    guard scan.isTorn else { return (values, false) }
    for range in scan.elements where range.lowerBound >= scan.tornAt {
      if let document = try? JSONDocument(parsing: Array(text[range])) { values.append(document.value) }
    }
    return (values, true)
  }

  /// Goes over a text once, with a stack of what is open.
  private struct Scan {
    private struct Open {
      var start: Int
      var isArray: Bool
      /// Whether its elements can be read by themselves.
      var isList: Bool
    }

    private let text: [UInt8]
    private var open: [Open] = []
    private var key: ArraySlice<UInt8> = []
    private(set) var whole: [Range<Int>] = []
    private(set) var elements: [Range<Int>] = []
    private(set) var tornAt = 0
    private(set) var isTorn = false

    init(_ text: [UInt8]) { self.text = text }

    mutating func run() {
      var at = 0
      while at < text.count {
        switch text[at] {
        case UInt8(ascii: "\""):
          let end = endOfText(at)
          if open.last?.isArray == false { key = text[min(at + 1, end)..<min(end, text.count)] }
          at = end
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          guard open.count < deepest else {
            isTorn = true
            return
          }
          let isArray = text[at] == UInt8(ascii: "[")
          let isList = isArray && (open.isEmpty || lists.contains { key.elementsEqual($0.utf8) })
          open.append(Open(start: at, isArray: isArray, isList: isList))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if let closed = open.popLast() {
            if open.isEmpty {
              whole.append(closed.start..<(at + 1))
              elements = []
            } else if open.last?.isList == true, !closed.isArray {
              elements.append(closed.start..<(at + 1))
            }
          } else {
            isTorn = true
          }
        default: break
        }
        at += 1
      }
      if let first = open.first { (isTorn, tornAt) = (true, first.start) }
    }

    private func endOfText(_ start: Int) -> Int {
      var at = start + 1
      while at < text.count {
        if text[at] == UInt8(ascii: "\\") { at += 1 } else if text[at] == UInt8(ascii: "\"") { return at }
        at += 1
      }
      return at
    }
  }
}
