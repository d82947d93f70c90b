public import Foundation

/// A file that holds what a test expects, and that a run with `HANDOFF_UPDATE=1` renews.
public struct GoldenFile: Sendable {
  private let url: URL

  /// Names a file by its path.
  public init(_ url: URL) {
    self.url = url
  }

  /// Names a file in the folder `Golden` beside the test.
  public init(_ name: String, beside test: String = #filePath) {
    url = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  }

  /// Compares a text with the file.
  ///
  /// - Parameters:
  ///   - text: What the test got.
  ///   - suite: What `--filter` selects to renew the file.
  /// - Returns: What differs and how to renew the file, or `nil` where they are equal.
  /// - Throws: The error of writing the file on renewal.
  public func difference(from text: String, suite: String) throws -> String? {
    if ProcessInfo.processInfo.environment["HANDOFF_UPDATE"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return nil
    }
    let remedy = "renew it with: HANDOFF_UPDATE=1 swift test --filter \(suite)"
    guard let data = try? Data(contentsOf: url) else { return "\(url.path) is missing; \(remedy)" }
    let expected = String(decoding: data, as: UTF8.self)
    guard !expected.utf8.elementsEqual(text.utf8) else { return nil }
    let (old, new) = (lines(expected), lines(text))
    let place =
      zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    let was = place < old.count ? old[place] : "(the end)"
    let became = place < new.count ? new[place] : "(the end)"
    return
      "\(url.lastPathComponent):\(place + 1): was \"\(was)\", is \"\(became)\"; if that is right, \(remedy)"
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
