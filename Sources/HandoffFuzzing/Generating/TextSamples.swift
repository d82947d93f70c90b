/// The texts that generated strings are cut from.
enum TextSamples {
  /// Names for members that no schema names.
  static let names = ["note", "extra", "x-trace", "metadata", "Ünïcode", "with space", "0", "a/b", ""]

  /// One long text per style, simplest first; a string is a stretch of it, repeated where it is too short.
  private static let sources: [[Unicode.Scalar]] = [
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
  ].map { Array($0.unicodeScalars) }

  /// The number of styles.
  static var styleCount: Int { sources.count }

  /// A text of exactly `length` code points; `seed` says where in the source it begins.
  ///
  /// - Complexity: O(*n*), where *n* is the length.
  static func text(style: Int, length: Int, seed: UInt64) -> String {
    let source = sources[style]
    let start = Int(seed % UInt64(source.count))
    var scalars = String.UnicodeScalarView()
    for place in 0..<length { scalars.append(source[(start + place) % source.count]) }
    return String(scalars)
  }
}
