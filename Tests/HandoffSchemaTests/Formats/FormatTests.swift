import HandoffSchema
import Testing

@Suite("Formats")
struct FormatTests {
  /// What each format accepts and refuses; written from the RFCs.
  static let examples: [(format: Format, accepted: [String], refused: [String])] = [
    (
      .dateTime,
      ["2024-02-29T12:00:00Z", "2024-02-29t12:00:00.123456789z", "1998-12-31T15:59:60-08:00"],
      [
        "2024-02-29", "2024-02-29 12:00:00Z", "2023-02-29T12:00:00Z", "2024-02-29T12:00:00", "",
        "1998-12-31T22:59:60Z",
      ]
    ),
    (
      .date, ["2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"],
      [
        "1900-02-29", "2024-04-31", "2024-00-10", "2024-13-10", "2024-1-1", "24-01-01", "2024-01-0\u{09e7}",
        "",
      ]
    ),
    (
      .time, ["00:00:00Z", "23:59:60Z", "01:29:60+01:30", "12:00:00.5-00:00"],
      [
        "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:60Z", "12:00:00", "12:00:00.Z", "12:00:00+24:00",
        "12:00Z", "",
      ]
    ),
    (
      .duration, ["P1Y", "P1Y2M3DT4H5M6S", "PT0S", "P2W", "P0D"],
      ["P", "PT", "P1YT", "P1Y2D", "PT1H2S", "P1D2H", "1D", "P1W2D", "P1.5D", "-P1D", "P2D1M", ""]
    ),
    (
      .email,
      [
        "a@b.example", "\"a b\\\"@\"@b", "a.b+c@[127.0.0.1]", "a@[IPv6:::1]",
        String(repeating: "a", count: 64) + "@b",
      ],
      [
        "a", "@b", "a@", ".a@b", "a..b@c", "a b@c", "a@b_c", "a@-b", "a@[300.0.0.1]", "\"a@b", "ä@b",
        String(repeating: "a", count: 65) + "@b", "",
      ]
    ),
    (.idnEmail, ["δοκιμή@παράδειγμα.gr", "a@b"], ["δοκιμή", "δ..δ@b", "δ\u{FF20}b", ""]),
    (
      .hostname,
      ["a", "1.b", "a-b.example", "xn--bcher-kva.example", String(repeating: "a", count: 63)],
      [
        "", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "bücher", "xn--a", "xn--bcher-kv",
        String(repeating: "a", count: 64), Array(repeating: "abcdefgh", count: 29).joined(separator: "."),
      ]
    ),
    (
      .idnHostname, ["bücher.example", "παράδειγμα。gr", "a\u{FF0E}b", "l·l", "مثال", "क\u{94D}\u{200D}ष"],
      ["", "Bücher", "a·l", "-ü", "ü-", "aü--b", "\u{300}a", "aמ", "0.מ0a", "a。", "☃"]
    ),
    (
      .ipv4, ["0.0.0.0", "255.255.255.255"],
      ["256.0.0.0", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.", "1.2.3.४", ""]
    ),
    (
      .ipv6, ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2::7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4"],
      [
        "", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "::g",
        "1.2.3.4::", "::1.2.3.4:1", "::1%eth0", "1:2:3:4:5:6:7:1.2.3.4", "::ffff:1.2.3.04",
      ]
    ),
    (
      .uri,
      [
        "http://a/b?c#d", "urn:a:b", "a:", "http://u:p@[::1]:80/", "http://[v1.a:b]/", "http://a%20b/",
        "x:/a//b",
      ],
      [
        "", "a", "//a/b", "/a", "1a:b", "a b:c", "http://a b", "a:%2", "a:%zz", "http://[::1", "http://a:b/",
        "a:#b#c",
        "a:[", "a:ä", "http://[::1]a/", "a:\\b",
      ]
    ),
    (
      .uriReference, ["", "a", "//a/b", "/a", "?b", "#c", "./a:b", "a/b:c"],
      ["1a:b", "a b", "#a#b", "[", "\\", "ä"]
    ),
    (.iri, ["http://ä/ü?ö\u{E000}#ß", "a:b"], ["ä", "http://a/\u{E000}", "a: ", "http://ä:b/"]),
    (.iriReference, ["ä", "", "#ß"], ["ä b", "\\ä", "#\u{FFFE}"]),
    (
      .uuid, ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
      [
        "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08aa98-11ea-b4aa-73b441d163800-",
        "2eb8aa08-aa98-11ea-b4aa_73b441d16380",
        "2eb8aa08-aa98-11ea-b4ga-73b441d16380", "",
      ]
    ),
    (
      .uriTemplate, ["", "a{b}", "{+a,b*}", "{?a.b:999}", "{%41_}", "ä", "a%20b"],
      ["{", "}", "{}", "{a,}", "{a:0}", "{a:10000}", "{a b}", "{a..b}", "a b", "%2", "{a{b}}", "{a*:3}"]
    ),
    (.jsonPointer, ["", "/", "/a~0~1/0"], ["a", "/~", "/~2", "#/a"]),
    (.relativeJSONPointer, ["0", "1/a", "10#", "0/~0"], ["", "01", "-1/a", "/a", "1a", "1##", "1/~"]),
  ]

  @Test(arguments: examples)
  func `a format accepts and refuses what its specification says`(
    format: Format, accepted: [String], refused: [String]
  ) {
    #expect(accepted.filter { !format.accepts($0) } == [])
    #expect(refused.filter { format.accepts($0) } == [])
  }

  @Test func `every format but regex, whose patterns have tests of their own, has examples`() {
    #expect(Set(Self.examples.map(\.format)) == Set(Format.allCases).subtracting([.regex]))
  }

  @Test func `a format informs unless it is asked to assert`() throws {
    let schema: JSONValue = ["format": "ipv4"]
    #expect(try Schema(schema).isValid("no address"))
    let asserting = try Schema(schema, options: SchemaOptions(formats: .assertion))
    #expect(!asserting.isValid("no address"))
    #expect(asserting.isValid(4))
    #expect(
      asserting.violations(in: "no address").map(\.description)
        == [#"(root): expected an IPv4 address, found "no address" (a string)"#])
    #expect(
      try Schema(["format": "colour"], options: SchemaOptions(formats: .assertion)).isValid("no colour"))
  }

  @Test func `a dialect with the assertion vocabulary asserts`() throws {
    let options = SchemaOptions(resolver: { _ in
      [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$vocabulary": [
          "https://json-schema.org/draft/2020-12/vocab/core": true,
          "https://json-schema.org/draft/2020-12/vocab/format-assertion": true,
        ],
      ]
    })
    let schema = try Schema(["$schema": "https://example.com/mine", "format": "date"], options: options)
    #expect(!schema.isValid("today"))
  }

  @Test(arguments: Format.allCases.filter { $0 != .regex })
  func `a long text is judged in a moment`(format: Format) {
    for piece in ["a", "1", ":", ".", "\u{200C}", "ب", "[", "{", "@", "\"", "-"] {
      #expect(!format.accepts(String(repeating: piece, count: 20_000) + " \\"))
    }
  }
}
