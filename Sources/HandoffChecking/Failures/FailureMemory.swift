package import HandoffFuzzing
import HandoffSchema

/// What failed in earlier runs, kept beside the manifest in `.handoff/failures`: one file for each failure.
///
/// A file appears and goes away in one step, so runs at the same time cannot damage each other's.
package struct FailureMemory {
  /// How often a failure that comes and goes is tried before it counts as mended.
  private static let flakyTries = 100

  /// The manifest's name, without its folder.
  package let manifest: String
  /// The folder of the manifest.
  package let base: String

  private var folder: String { "\(base)/.handoff/failures" }

  /// The memory of a declaration.
  ///
  /// - Parameters:
  ///   - manifest: The name of the manifest, without its folder, or whatever tells the declaration from others there.
  ///   - base: The folder that `.handoff` is in or comes into.
  package init(manifest: String, base: String) {
    self.manifest = manifest
    self.base = base
  }

  /// All failures that are kept for the manifest, by the names of their files.
  package func failures() -> [KeptFailure] {
    FileList.names(in: folder, ending: ".json").compactMap(failure).filter {
      $0.manifest.hasSameCodePoints(as: manifest)
    }
  }

  /// The files that hold no failure that this version can read, and so keep nothing from coming back.
  package func unreadable() -> [String] {
    FileList.names(in: folder, ending: ".json").filter { failure($0) == nil }.map { "\(folder)/\($0)" }
  }

  private func failure(_ name: String) -> KeptFailure? {
    guard let bytes = try? InputFile.read("\(folder)/\(name)", expected: "a kept failure"),
      let json = try? JSONDocument(parsing: bytes).value
    else { return nil }
    return KeptFailure(json: json)
  }

  /// What to try first on a handoff.
  package func given(for handoff: String) -> [GivenCase] {
    failures().filter { $0.handoff.hasSameCodePoints(as: handoff) }.map { failure in
      var given = (try? HandoffCampaign.given(ofReplay: failure.replay)) ?? GivenCase(failure.content)
      if failure.state == "flaky" { given.times = Self.flakyTries }
      return given
    }
  }

  /// Keeps what a whole run found on a handoff, and forgets what it did not find any more.
  ///
  /// - Parameters:
  ///   - report: What was found.
  ///   - tried: What was tried because it was kept.
  /// - Returns: How many failures are mended.
  /// - Throws: ``FileError`` where nothing can be kept.
  @discardableResult
  package func update(from report: CampaignReport, tried: [KeptFailure]) throws(FileError) -> Int {
    let found = report.failures.map { KeptFailure($0, manifest: manifest) }
    let names = Set(found.map(\.fileName))
    // A run that was not finished may not have come to what it did not find.
    let gone = report.isComplete ? tried.filter { !names.contains($0.fileName) } : []
    if !found.isEmpty { try FileList.make([".handoff", "failures"], in: base) }
    for failure in found { try write(failure) }
    for failure in gone { FileList.remove("\(folder)/\(failure.fileName)") }
    return report.failures.isEmpty ? gone.count : 0
  }

  /// Forgets what a token stands for.
  package func forget(replay token: String) {
    for failure in failures() where failure.replay.hasSameCodePoints(as: token) {
      FileList.remove("\(folder)/\(failure.fileName)")
    }
  }

  private func write(_ failure: KeptFailure) throws(FileError) {
    let path = "\(folder)/\(failure.fileName)"
    let text = failure.json.text(.pretty) + "\n"
    // What is there already need not be written again; another run may be reading it.
    if let bytes = try? InputFile.read(path, expected: "a kept failure"), bytes.elementsEqual(text.utf8) {
      return
    }
    let file = try PendingFile(path)
    try file.write(text)
    try file.commit()
  }
}
