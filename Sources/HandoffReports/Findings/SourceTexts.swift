import HandoffSchema
import Synchronization

/// The files that findings point at, for excerpts; each is read once.
public final class SourceTexts: Sendable {
  private let read: @Sendable (String) -> [UInt8]?
  private let known = Mutex<[ExactString: SourceLines?]>([:])

  /// Takes what reads a file.
  ///
  /// - Parameter read: The bytes of a file by the name that locations give it; `nil` where they are not to be shown.
  public init(reading read: @escaping @Sendable (String) -> [UInt8]?) {
    self.read = read
  }

  /// The lines of a file; `nil` where it is not to be shown.
  func lines(of file: String) -> SourceLines? {
    known.withLock { known in
      if let lines = known[ExactString(file)] { return lines }
      let lines = read(file).map(SourceLines.init)
      known[ExactString(file)] = .some(lines)
      return lines
    }
  }
}
