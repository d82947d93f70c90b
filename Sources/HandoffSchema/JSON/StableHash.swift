/// The 64-bit hash FNV-1a of Fowler, Noll and Vo: the same on every machine and in every run, unlike `Hasher`.
///
/// It tells things apart that nobody makes alike on purpose: names of files, fingerprints, checksums.
package struct StableHash: Sendable, Hashable {
  /// The hash.
  package let value: UInt64

  /// Hashes bytes.
  ///
  /// - Complexity: O(*n*) in the number of bytes.
  package init(_ bytes: some Sequence<UInt8>) {
    value = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The hash as 16 hexadecimal digits.
  package var digits: String { Self.digits(of: value) }

  /// A number as 16 hexadecimal digits.
  package static func digits(of number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
