import HandoffSchema

/// Finds texts that say that work is handed over.
struct Narration {
  /// How far behind the words the receiver's name is looked for, in bytes.
  private static let reach = 64
  /// The longest text that is looked at, in bytes: its end.
  private static let textLimit = 4096
  /// The phrases by their first letters, as bytes.
  private static let phrases: [UInt8: [[UInt8]]] = Dictionary(
    grouping: TransferNames.phrases.map { Array($0.utf8) }, by: { $0[0] })

  /// The names to look for, folded, with what they stand for; longer ones first.
  private let names: [(folded: String, name: String)]

  init(_ names: [String]) {
    self.names = names.map { (TransferNames.folded($0), $0) }.filter { $0.0.utf8.count > 1 }
      .sorted { $0.0.utf8.count > $1.0.utf8.count }
  }

  /// Whom a text says that work goes to.
  ///
  /// - Complexity: O(*n*) in the length of the text, of which at most 4,096 bytes are looked at.
  func receiver(in text: String) -> String? {
    let bytes = text.utf8.suffix(Self.textLimit).map { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }
    for start in bytes.indices {
      guard let phrases = Self.phrases[bytes[start]], start == 0 || !Self.isLetter(bytes[start - 1]) else {
        continue
      }
      for phrase in phrases where bytes[start...].starts(with: phrase) {
        let tail = bytes[(start + phrase.count)...].prefix(Self.reach)
        let rest = "_" + TransferNames.folded(String(decoding: tail, as: UTF8.self)) + "_"
        if let named = names.first(where: { rest.contains("_" + $0.folded + "_") }) { return named.name }
      }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
