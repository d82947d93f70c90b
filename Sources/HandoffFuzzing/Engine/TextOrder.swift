/// The order of code points from simple to strange.
///
/// Small letters, digits, capitals, the space and the rest of ASCII that can be seen, then everything else by
/// code point.
enum TextOrder {
  /// The simplest code point.
  static let simplest: UInt32 = 0x61

  /// How many code points are simpler.
  static func rank(of scalar: UInt32) -> UInt32 {
    scalar < 128 ? ranks[Int(scalar)] : scalar
  }

  /// The code point of a rank, or `nil` where a surrogate stands.
  static func scalar(ranked rank: UInt32) -> UInt32? {
    guard rank >= 128 else { return ascii[Int(rank)] }
    return Unicode.Scalar(rank).map(\.value)
  }

  /// Whether the first text is simpler: shorter, or of simpler code points from the left.
  static func precedes(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    if left.count != right.count { return left.count < right.count }
    for (one, other) in zip(left, right) where one != other { return rank(of: one) < rank(of: other) }
    return false
  }

  private static let ascii: [UInt32] = {
    let letters = Array(0x61...0x7A as ClosedRange<UInt32>)
    let digits = Array(0x30...0x39 as ClosedRange<UInt32>)
    let capitals = Array(0x41...0x5A as ClosedRange<UInt32>)
    var order = letters + digits + capitals
    let known = Set(order)
    order += (0x20...0x7E).filter { !known.contains($0) }
    order += (0..<0x20) + [0x7F]
    return order
  }()

  private static let ranks: [UInt32] = {
    var ranks = Array(repeating: UInt32(0), count: 128)
    for (rank, scalar) in ascii.enumerated() { ranks[Int(scalar)] = UInt32(rank) }
    return ranks
  }()
}
