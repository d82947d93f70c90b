/// A version as Semantic Versioning 2.0.0 defines it, such as `1.2.0` or `2.0.0-rc.1+build.5`.
public struct SemanticVersion: Sendable {
  /// Raised by a change that breaks users.
  public var major: Int
  /// Raised by an addition that breaks nobody.
  public var minor: Int
  /// Raised by a correction.
  public var patch: Int
  /// The identifiers behind the hyphen; empty for a release.
  public var prerelease: [String]
  /// What stands behind the plus sign; it never counts in comparisons.
  public var build: String?

  /// Makes a version of its parts.
  public init(major: Int, minor: Int, patch: Int, prerelease: [String] = [], build: String? = nil) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    self.build = build
  }

  /// Reads a version, or returns `nil` for a text that Semantic Versioning 2.0.0 does not allow or whose
  /// numbers are beyond a machine integer.
  public init?(_ text: String) {
    var rest = Substring(text)
    var build: String?
    if let plus = rest.firstIndex(of: "+") {
      let found = rest[rest.index(after: plus)...]
      guard Self.identifiers(found, numbersMayPad: true) != nil else { return nil }
      build = String(found)
      rest = rest[..<plus]
    }
    var prerelease: [String] = []
    if let hyphen = rest.firstIndex(of: "-") {
      let found = rest[rest.index(after: hyphen)...]
      guard let identifiers = Self.identifiers(found, numbersMayPad: false) else { return nil }
      prerelease = identifiers
      rest = rest[..<hyphen]
    }
    let numbers = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, let major = Self.number(numbers[0]), let minor = Self.number(numbers[1]),
      let patch = Self.number(numbers[2])
    else { return nil }
    self.init(major: major, minor: minor, patch: patch, prerelease: prerelease, build: build)
  }

  private static func number(_ text: Substring) -> Int? {
    guard isNumeric(text), text.utf8.count == 1 || text.utf8.first != 0x30 else { return nil }
    return Int(text)
  }

  private static func isNumeric(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private static func identifiers(_ text: Substring, numbersMayPad: Bool) -> [String]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    for part in parts {
      let isAllowed = part.utf8.allSatisfy { byte in
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x2D
      }
      let isPadded = isNumeric(part) && part.utf8.count > 1 && part.utf8.first == 0x30
      guard !part.isEmpty, isAllowed, numbersMayPad || !isPadded else { return nil }
    }
    return parts.map(String.init)
  }
}

extension SemanticVersion: Hashable, Comparable, CustomStringConvertible {
  /// Equal precedence (section 10): builds do not count.
  public static func == (left: Self, right: Self) -> Bool {
    left.numbers == right.numbers && left.prerelease == right.prerelease
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(numbers)
    hasher.combine(prerelease)
  }

  /// Precedence (section 11): a pre-release stands below its release.
  public static func < (left: Self, right: Self) -> Bool {
    guard left.numbers == right.numbers else {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (mine, other) in zip(left.prerelease, right.prerelease) where mine != other {
      return precedes(mine, other)
    }
    return left.prerelease.count < right.prerelease.count
  }

  private var numbers: [Int] { [major, minor, patch] }

  // Numeric identifiers stand below the others; they have no leading zero, so the shorter one is lower.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    switch (isNumeric(left[...]), isNumeric(right[...])) {
    case (true, true):
      left.utf8.count != right.utf8.count ? left.utf8.count < right.utf8.count : left < right
    case (true, false): true
    case (false, true): false
    case (false, false): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }

  /// The version as Semantic Versioning writes it.
  public var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
      + (build.map { "+" + $0 } ?? "")
  }
}
