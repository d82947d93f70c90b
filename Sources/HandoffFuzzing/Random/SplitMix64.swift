/// A seeded source of random numbers that gives the same sequence on every machine.
///
/// SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), with
/// the constants of the reference implementation. Not for cryptography.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// Starts a sequence; every seed is as good as any other.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number, any of 2⁶⁴ alike.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// The finishing step: a bijection in which every input bit moves every output bit.
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension SplitMix64 {
  /// The sequence of one case: it depends on the seed, the name of the stream and the number of the case
  /// alone, so that cases can be made in any order, by several processes, or one by one.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the name.
  init(seed: UInt64, stream: String, index: Int) {
    var hash = seed
    for byte in stream.utf8 { hash = Self.mix(hash ^ UInt64(byte)) }
    self.init(seed: Self.mix(hash ^ Self.mix(UInt64(bitPattern: Int64(index)))))
  }
}
