/// The texts that generated strings are cut from.
struct TextSamples {
  /// The least and the greatest number of code points.
  let least: Int
  let most: Int
  /// The usual number of words.
  let breadth: Int

  /// Names for members that no schema names.
  static let names = ["note", "extra", "x-trace", "metadata", "Ünïcode", "with space", "0", "a/b", ""]

  /// One long text per style, simplest first; a string is a stretch of it, repeated where it is too short.
  static let sources: [[Unicode.Scalar]] = [
    "a",
    "the quick brown agent hands the work over to the next one and waits for an answer ",
    "Dear reader, \"quotes\", back\\slashes, tabs\tand\nnew lines; <b>tags</b> & 100 % of {braces} [here]. ",
    "naïve façade, Ærøskøbing, Straße, Łódź, e\u{301}te\u{301}, ﬁne print – “done”… ",
    "資料を調べて次の担当者に渡します。調査完了。漢字とカナ、ｆｕｌｌ。",
    "👩\u{200D}🔬🧪📎✈\u{FE0F}🇩🇪👍🏽🫶𝒳𐍈 ",
    "שלום עולם مرحبا بالعالم \u{200F}123\u{200E} ",
    "2519038476",
    "null true false NaN {\"failure\": \"none\"} ```json ``` undefined -0 1e5 ",
    "' OR 1=1; -- $(whoami) %s %00 \u{2028}\u{2029}\u{FEFF}\u{85} ",
    // Letters that look like others, and one that comes in two forms.
    "раураl аgеnt Ι l1 О0 ａｇｅｎｔ \u{212B}\u{C5}A\u{30A}",
    "done\n",
    " leading, trailing \t",
  ].map { Array($0.unicodeScalars) }

  /// A text of a length at, beside or between the bounds.
  ///
  /// - Complexity: O(*n*), where *n* is the length.
  func pick(_ random: inout SplitMix64) -> [UInt32] {
    let usual = min(most, least + breadth * 8)
    let length =
      switch random.below(24) {
      case 0..<4: least
      case 4..<8: least + 1
      case 8..<12 where most < Self.longest: most
      case 12..<15 where most < Self.longest: most - 1
      case 15: max(usual, min(most, Self.long))
      default: least + random.below(usual - least + 1)
      }
    let source = Self.sources[random.below(Self.sources.count)]
    let start = random.below(source.count)
    let count = max(least, min(length, most))
    return [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      var place = start
      for index in 0..<count {
        buffer.initializeElement(at: index, to: source[place].value)
        place += 1
        if place == source.count { place = 0 }
      }
      filled = count
    }
  }

  /// Longer than a field that somebody has given 255 bytes.
  private static let long = 300

  /// A greatest length from here on is no edge that anybody has thought of.
  private static let longest = 65_536
}
