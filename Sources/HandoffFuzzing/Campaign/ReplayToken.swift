import HandoffSchema

/// One case in a short text, to be run again.
///
/// Grammar: `h1-` and base64url (RFC 4648 section 5, without padding) of: the length of the handoff's name and
/// the name, 48 bits that stand for the goal's label (0 for a valid payload), a form byte, the numbers of that
/// form, and a 32-bit checksum. Numbers are written seven bits a byte, low ones first.
struct ReplayToken: Sendable, Hashable {
  /// How the case is described.
  enum Form: Sendable, Hashable {
    /// By the seed and its place in the goal's sequence.
    case drawn(seed: UInt64, ordinal: UInt64)
    /// By its choices.
    case choices([UInt64])
  }

  var handoff: String
  /// Stands for the label of the goal; 0 for a valid payload.
  var goal: UInt64
  var form: Form

  private static let prefix = "h1-"

  /// Names the case of a goal by its label; `nil` for a valid payload.
  init(handoff: String, goal: String?, form: Form) {
    self.handoff = handoff
    self.goal = goal.map(Self.digest) ?? 0
    self.form = form
  }

  private init(handoff: String, digest: UInt64, form: Form) {
    self.handoff = handoff
    goal = digest
    self.form = form
  }

  /// 48 bits of FNV-1a, never 0: few enough to keep tokens short, many enough to tell all labels of a contract
  /// apart.
  static func digest(_ label: String) -> UInt64 {
    let hash = label.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return max(1, hash >> 16)
  }
}

extension ReplayToken: CustomStringConvertible {
  var description: String {
    var bytes: [UInt8] = []
    Self.append(UInt64(handoff.utf8.count), to: &bytes)
    bytes += handoff.utf8
    bytes += (0..<6).map { UInt8(truncatingIfNeeded: goal >> ($0 * 8)) }
    switch form {
    case .drawn(let seed, let ordinal):
      bytes.append(0)
      Self.append(seed, to: &bytes)
      Self.append(ordinal, to: &bytes)
    case .choices(let choices):
      bytes.append(1)
      // Zeros at the end are what a replay takes anyway.
      let kept = choices.lastIndex { $0 != 0 }.map { choices[...$0] } ?? []
      for choice in kept { Self.append(choice, to: &bytes) }
    }
    let sum = Self.checksum(bytes)
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
    return Self.prefix + Base64URL.text(of: bytes)
  }

  /// Reads a token.
  ///
  /// - Throws: ``ReplayError`` that says what is wrong with the text.
  init(parsing text: String) throws(ReplayError) {
    guard text.hasPrefix(Self.prefix) else {
      let isOther = text.hasPrefix("h") && text.contains("-")
      throw ReplayError(isOther ? .otherVersion(text) : .notAToken(text))
    }
    guard var bytes = Base64URL.bytes(of: text.dropFirst(Self.prefix.count)), bytes.count > 4 else {
      throw ReplayError(.notAToken(text))
    }
    let sum = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    bytes.removeLast(4)
    guard Self.checksum(bytes) == sum else { throw ReplayError(.damaged(text)) }
    var rest = bytes[...]
    guard let handoff = Self.text(&rest), rest.count > 6 else { throw ReplayError(.damaged(text)) }
    let goal = rest.prefix(6).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let form = rest[rest.startIndex + 6]
    rest = rest.dropFirst(7)
    var numbers: [UInt64] = []
    while !rest.isEmpty {
      guard let number = Self.number(&rest) else { throw ReplayError(.damaged(text)) }
      numbers.append(number)
    }
    switch (form, numbers.count) {
    case (0, 2):
      self.init(handoff: handoff, digest: goal, form: .drawn(seed: numbers[0], ordinal: numbers[1]))
    case (1, _): self.init(handoff: handoff, digest: goal, form: .choices(numbers))
    default: throw ReplayError(.damaged(text))
    }
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst() {
      guard shift < 64 else { return nil }
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    return nil
  }

  private static func text(_ bytes: inout ArraySlice<UInt8>) -> String? {
    guard let count = number(&bytes), count <= UInt64(bytes.count) else { return nil }
    let text = String(validating: bytes.prefix(Int(count)), as: UTF8.self)
    bytes = bytes.dropFirst(Int(count))
    return text
  }

  /// FNV-1a, 32 bits: enough to notice a typing error.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
