public import Foundation

/// The files that the repository brings for tests and documentation.
public enum Fixtures {
  /// The repository's root.
  public static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder `Fixtures`.
  public static let folder = repository.appendingPathComponent("Fixtures", isDirectory: true)

  /// The files of a folder below `Fixtures` whose names end so, sorted by name.
  public static func files(in path: String, endingIn suffix: String = ".json") -> [URL] {
    let place = folder.appendingPathComponent(path, isDirectory: true)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { place.appendingPathComponent($0) }
  }
}
