import HandoffChecking

/// The folder of the package that this program was built in.
enum OwnPackage {
  /// The folder, or `nil` where the program was installed without it.
  static func folder() -> String? {
    // Only Linux tells a program its own file under a name.
    guard let program = RealPath("/proc/self/exe") else { return nil }
    var parts = program.text.split(separator: "/").dropLast()
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      if let bytes = try? InputFile.read("\(folder)/Package.swift", expected: "a manifest", limit: 1 << 20) {
        return String(decoding: bytes, as: UTF8.self).contains("name: \"Handoff\",") ? folder : nil
      }
      parts = parts.dropLast()
    }
    return nil
  }
}
