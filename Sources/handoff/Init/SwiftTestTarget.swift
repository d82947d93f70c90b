/// A target of tests in a Swift package, as its manifest declares it.
struct SwiftTestTarget: Sendable, Hashable {
  var name: String
  /// Relative to the package.
  var folder: String

  /// The targets of tests that a `Package.swift` declares by a literal name.
  static func all(in manifest: String) -> [SwiftTestTarget] {
    let code = manifest.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
      .joined(separator: "\n")
    return code.matches(of: /\.testTarget\(\s*name:\s*"([^"]+)"/).map { match in
      let name = String(match.1)
      // The declaration reaches as far as the next target.
      let rest = code[match.range.upperBound...]
      let next = rest.firstMatch(of: /\.\w*[tT]arget\(|\.plugin\(/)?.range.lowerBound ?? rest.endIndex
      let path = rest[..<next].firstMatch(of: /\bpath:\s*"([^"]+)"/).map { String($0.1) }
      return SwiftTestTarget(name: name, folder: path ?? "Tests/\(name)")
    }
  }
}
