import HandoffSchema

/// Where an agent listens for payloads: an address such as `http://localhost:8080/handoff`.
package struct HTTPEndpoint: Sendable, Hashable {
  package let host: String
  package let port: UInt16
  /// What is asked for there, with its query; it begins with a slash.
  package let target: String

  /// Why a text is no such address.
  package enum Failure: Error, Sendable, Hashable {
    case isEncrypted
    case notHTTP
    case noHost
    case badPort(String)
    /// A blank, a control character or one beyond ASCII, which would have to be written otherwise.
    case badCharacter
  }

  /// Reads `http://HOST[:PORT][/PATH]`.
  ///
  /// - Throws: ``Failure``.
  package init(parsing text: String) throws(Failure) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .badCharacter }
    if text.lowercased().hasPrefix("https://") { throw .isEncrypted }
    guard text.lowercased().hasPrefix("http://") else { throw .notHTTP }
    let rest = text.dropFirst("http://".count)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    let path = rest[end...].prefix { $0 != "#" }
    target = path.hasPrefix("/") ? String(path) : "/\(path)"
    var authority = rest[..<end]
    var number: Substring?
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { throw .noHost }
      let behind = authority[authority.index(after: close)...]
      if behind.hasPrefix(":") { number = behind.dropFirst() } else if !behind.isEmpty { throw .noHost }
      authority = authority[authority.index(after: authority.startIndex)..<close]
    } else if let colon = authority.firstIndex(of: ":") {
      number = authority[authority.index(after: colon)...]
      authority = authority[..<colon]
    }
    guard !authority.isEmpty, !authority.contains("@") else { throw .noHost }
    host = String(authority)
    guard let number else {
      port = 80
      return
    }
    guard let value = UInt16(number), value > 0 else { throw .badPort(String(number)) }
    port = value
  }

  /// Whether only this machine answers there, by its name.
  package var isLoopback: Bool {
    let name = host.lowercased()
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isAddress = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    return name == "localhost" || name == "::1" || isAddress
  }

  /// The host and the port as a request names them.
  var authority: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

extension HTTPEndpoint: CustomStringConvertible {
  package var description: String { "http://\(authority)\(target)" }
}

extension HTTPEndpoint.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .isEncrypted: "only http:// is spoken; put the agent's own port here, not that of a proxy"
    case .notHTTP: "an address begins with http://, such as http://localhost:8080/handoff"
    case .noHost: "an address names a host behind http://, such as http://localhost:8080/handoff"
    case .badPort(let text): "a port is a number 1...65535, not \(TerminalText.quoted(text))"
    case .badCharacter: "an address has only ASCII characters and no blanks; write others as %XX"
    }
  }
}
