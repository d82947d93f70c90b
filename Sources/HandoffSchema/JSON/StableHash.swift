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
    let whole = bytes.withContiguousStorageIfAvailable { Self.hash($0) }
    value = whole ?? Self.hash(bytes)
  }

  @inline(__always)
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// The hash as 16 hexadecimal digits.
  package var digits: String { Self.digits(of: value) }

  /// A number as 16 hexadecimal digits.
  package static func digits(of number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
