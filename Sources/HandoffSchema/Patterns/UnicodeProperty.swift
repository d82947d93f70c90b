import Synchronization

/// The properties that `\p{…}` knows (ECMA-262, tables of section 22.2.1.10), as sets of code points.
///
/// General categories and most binary properties come from the standard library, so they have the Unicode
/// version of the system that the program runs on; scripts come from ``ScriptTable``.
package enum UnicodeProperty {
  // A property is looked up again for every pattern that names it, and costs a walk over all code points.
  private static let known = Mutex<[String: CodePointSet]>([:])

  /// The code points of what stands between the braces, `nil` where ECMA-262 does not know it.
  static func codePoints(of name: String) -> CodePointSet? {
    if let set = known.withLock({ $0[name] }) { return set }
    guard let set = lookUp(name) else { return nil }
    known.withLock { $0[name] = set }
    return set
  }

  /// The long names of all scripts, in alphabetical order.
  package static var scripts: [String] { Array(ScriptTable.names) }

  private static func lookUp(_ name: String) -> CodePointSet? {
    let parts = name.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 {
      return GeneralCategoryTable.codePoints(of: name) ?? BinaryProperty.codePoints(of: name)
    }
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "General_Category", "gc": return GeneralCategoryTable.codePoints(of: parts[1])
    case "Script", "sc": return ScriptTable.codePoints(of: parts[1], withExtensions: false)
    case "Script_Extensions", "scx": return ScriptTable.codePoints(of: parts[1], withExtensions: true)
    default: return nil
    }
  }

  /// What was likely meant by a name that is not known: another dialect's spelling of a script or category.
  static func remedy(for name: String) -> String? {
    let bare = name.hasPrefix("Is") ? String(name.dropFirst(2)) : name
    let value = bare.split(separator: "=").last.map(String.init) ?? bare
    let key = looseKey(value)
    if let script = ScriptTable.names.first(where: { looseKey($0) == key }) { return "Script=\(script)" }
    let others = GeneralCategoryTable.names + BinaryProperty.names
    return others.first { looseKey($0) == key }
  }

  // Unicode's loose matching (UAX #44, section 5.9.3), which ECMA-262 does not allow.
  private static func looseKey(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
  }

  /// Walks over the assigned planes and collects what a predicate holds for.
  ///
  /// Planes 4 to 13 and most of 14 hold no character (`rest` says what counts there), 15 and 16 are for private use.
  static func collect(_ holds: (Unicode.Scalar) -> Bool, rest: Bool, privateUse: Bool) -> CodePointSet {
    var ranges: [ClosedRange<UInt32>] = []
    for span in [UInt32(0)...0xD7FF, 0xE000...0x3FFFF, 0xE0000...0xE0FFF] {
      var start: UInt32?
      for value in span {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if holds(scalar) {
          if start == nil { start = value }
        } else if let lower = start {
          ranges.append(lower...(value - 1))
          start = nil
        }
      }
      if let lower = start { ranges.append(lower...span.upperBound) }
    }
    if rest { ranges += [0x40000...0xDFFFF, 0xE1000...0xEFFFF, 0xFFFFE...0xFFFFF, 0x10FFFE...0x10FFFF] }
    if privateUse { ranges += [0xF0000...0xFFFFD, 0x100000...0x10FFFD] }
    return CodePointSet(ranges)
  }
}
