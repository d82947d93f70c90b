/// The plain data of a validation program: tables of trivial records, one behind the other in one buffer.
///
/// One buffer that never changes needs no exclusivity checks, no reference counting and no bounds checks
/// where it is walked, and a program of it is `Sendable` without promises.
struct ProgramImage: Sendable {
  private(set) var words: [UInt64] = []

  /// A table within the image.
  struct Section<Element: BitwiseCopyable>: Sendable {
    /// In bytes.
    var offset = 0
    var count = 0
  }

  /// Appends a table.
  mutating func add<Element: BitwiseCopyable>(_ elements: [Element]) -> Section<Element> {
    precondition(MemoryLayout<Element>.alignment <= 8, "The buffer is aligned to eight bytes.")
    let section = Section<Element>(offset: words.count * 8, count: elements.count)
    let bytes = elements.count * MemoryLayout<Element>.stride
    // One word of padding, so that eight bytes may be loaded at any place of a table.
    words.append(contentsOf: repeatElement(0, count: (bytes + 7) / 8 + 1))
    words.withUnsafeMutableBytes { image in
      elements.withUnsafeBytes { source in
        image[section.offset..<section.offset + bytes].copyBytes(from: source)
      }
    }
    return section
  }
}

extension UnsafeRawPointer {
  /// The first element of a table in the image that begins here.
  @inline(__always)
  func table<Element: BitwiseCopyable>(_ section: ProgramImage.Section<Element>) -> UnsafePointer<Element> {
    (self + section.offset).assumingMemoryBound(to: Element.self)
  }
}
