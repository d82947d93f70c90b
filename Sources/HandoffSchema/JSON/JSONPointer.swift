/// A path into a JSON value (RFC 6901).
///
/// The text form is `""` for the whole document and `"/plan/0/a~1b"` for a member; `~` and `/` within a token
/// are written `~0` and `~1`.
public struct JSONPointer: Sendable {
  /// The unescaped reference tokens from the root downward.
  public var tokens: [String]

  /// The whole document.
  public static let root = JSONPointer(tokens: [])

  /// Makes a pointer of unescaped tokens.
  public init(tokens: [String]) {
    self.tokens = tokens
  }

  /// Reads the text form, or returns `nil` where it is not one: a non-empty text that does not begin with
  /// `/`, or a `~` that is followed by neither `0` nor `1`.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the text.
  public init?(parsing text: String) {
    guard !text.isEmpty else {
      self = .root
      return
    }
    let bytes = Array(text.utf8)
    guard bytes[0] == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    var token: [UInt8] = []
    var place = 1
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "/"):
        tokens.append(String(decoding: token, as: UTF8.self))
        token.removeAll(keepingCapacity: true)
      case UInt8(ascii: "~"):
        place += 1
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
        case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
        default: return nil
        }
      case let byte: token.append(byte)
      }
      place += 1
    }
    tokens.append(String(decoding: token, as: UTF8.self))
    self.init(tokens: tokens)
  }

  /// The pointer to a member or element below this one.
  public func appending(_ token: String) -> JSONPointer {
    JSONPointer(tokens: tokens + [token])
  }

  /// The pointer to an element below this one.
  public func appending(_ index: Int) -> JSONPointer {
    appending(String(index))
  }

  /// The array index that a token spells (no sign, no leading zero), or `nil`.
  package static func arrayIndex(_ token: String) -> Int? {
    guard let first = token.utf8.first, token.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      first != 0x30 || token.utf8.count == 1
    else { return nil }
    return Int(token)
  }
}

extension JSONPointer: Hashable, CustomStringConvertible {
  /// Says whether both have the same tokens by code point.
  public static func == (left: Self, right: Self) -> Bool {
    left.tokens.count == right.tokens.count
      && zip(left.tokens, right.tokens).allSatisfy { $0.hasSameCodePoints(as: $1) }
  }

  /// Hashes the tokens by code point.
  public func hash(into hasher: inout Hasher) {
    for token in tokens { hasher.combine(ExactString(token)) }
  }

  /// The text form of RFC 6901.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the text.
  public var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
        case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
