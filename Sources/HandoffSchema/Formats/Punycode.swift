/// Punycode (RFC 3492), with overflow detected.
enum Punycode {
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26

  // Section 6.1.
  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + 38)
  }

  private static func threshold(_ k: Int, _ bias: Int) -> Int { min(max(k - bias, tMin), tMax) }

  /// The text that an encoding stands for (section 6.2), or `nil` where it is malformed.
  static func decode(_ text: some Collection<Unicode.Scalar>) -> [Unicode.Scalar]? {
    let input = Array(text)
    var output: [Unicode.Scalar] = []
    var place = 0
    if let delimiter = input.lastIndex(of: "-") {
      output = Array(input[..<delimiter])
      place = delimiter + 1
    }
    var n = 128
    var i = 0
    var bias = 72
    while place < input.count {
      let old = i
      var weight = 1
      var k = base
      while true {
        guard place < input.count, let digit = digit(input[place]) else { return nil }
        place += 1
        let (product, overflow) = digit.multipliedReportingOverflow(by: weight)
        guard !overflow, i <= .max - product else { return nil }
        i += product
        let t = threshold(k, bias)
        if digit < t { break }
        let (next, tooBig) = weight.multipliedReportingOverflow(by: base - t)
        guard !tooBig else { return nil }
        weight = next
        k += base
      }
      bias = adapt(i - old, output.count + 1, isFirst: old == 0)
      n += i / (output.count + 1)
      i %= output.count + 1
      guard n <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(n)) else { return nil }
      output.insert(scalar, at: i)
      i += 1
      // Labels are short; a longer result could not be one.
      if output.count > 63 { return nil }
    }
    return output
  }

  /// The encoding of a text (section 6.3), or `nil` for a text too long to be a label.
  static func encode(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    guard text.count <= 63 else { return nil }
    var output = text.filter(\.isASCII)
    let basic = output.count
    if basic > 0 { output.append("-") }
    var handled = basic
    var n: UInt32 = 128
    var delta = 0
    var bias = 72
    while handled < text.count {
      guard let next = text.lazy.map(\.value).filter({ $0 >= n }).min() else { return nil }
      delta += Int(next - n) * (handled + 1)
      n = next
      for scalar in text {
        if scalar.value < n { delta += 1 }
        guard scalar.value == n else { continue }
        var rest = delta
        var k = base
        while true {
          let t = threshold(k, bias)
          if rest < t { break }
          output.append(letter(t + (rest - t) % (base - t)))
          rest = (rest - t) / (base - t)
          k += base
        }
        output.append(letter(rest))
        bias = adapt(delta, handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return output
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30 + 26
    case 0x61...0x7A: Int(scalar.value) - 0x61
    case 0x41...0x5A: Int(scalar.value) - 0x41
    default: nil
    }
  }

  private static func letter(_ digit: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(digit < 26 ? 0x61 + digit : 0x30 + digit - 26))
  }
}
