import HandoffSchema

/// Finds texts that say that work is handed over.
struct Narration {
  /// How far behind the words the receiver's name is looked for, in characters.
  private static let reach = 48
  /// The longest text that is looked at, in bytes: its end.
  private static let textLimit = 4096

  /// The names to look for, folded, with what they stand for; longer ones first.
  private let names: [(folded: String, name: String)]

  init(_ names: [String]) {
    self.names = names.map { (TransferNames.folded($0), $0) }.filter { $0.0.utf8.count > 1 }
      .sorted { $0.0.utf8.count > $1.0.utf8.count }
  }

  /// Whom a text says that work goes to.
  func receiver(in text: String) -> String? {
    let tail = String(Substring(text.utf8.suffix(Self.textLimit))).lowercased()
    for phrase in TransferNames.phrases {
      guard let found = tail.firstRange(of: phrase) else { continue }
      let rest = "_" + TransferNames.folded(String(tail[found.upperBound...].prefix(Self.reach))) + "_"
      if let named = names.first(where: { rest.contains("_" + $0.folded + "_") }) { return named.name }
    }
    return nil
  }
}
