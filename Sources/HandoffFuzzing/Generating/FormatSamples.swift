/// Realistic texts for the formats of JSON Schema 2020-12, the simplest first.
enum FormatSamples {
  /// The samples of a format, or `nil` for a format that is not known.
  static func of(_ format: String) -> [String]? { table[format] }

  private static let table: [String: [String]] = [
    "date-time": [
      "2024-01-01T00:00:00Z", "1985-04-12T23:20:50.52Z", "2024-02-29T12:30:00+05:30",
      "1996-12-19T16:39:57-08:00", "9999-12-31T23:59:59Z", "2024-11-03T01:30:00.123456Z",
    ],
    "date": ["2024-01-01", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31"],
    "time": ["00:00:00Z", "23:59:59Z", "12:30:00.5+01:00", "08:00:00-03:30"],
    "duration": ["P1D", "PT0S", "PT15M", "P1Y2M3DT4H5M6S", "P3W"],
    "email": ["a@b.example", "first.last+tag@mail.example.org", "x_y-z@sub.domain.example"],
    "idn-email": ["a@b.example", "δοκιμή@παράδειγμα.example"],
    "hostname": ["a.example", "localhost", "xn--bcher-kva.example", "a-1.b-2.c.example"],
    "idn-hostname": ["a.example", "bücher.example"],
    "ipv4": ["0.0.0.0", "192.0.2.1", "255.255.255.255", "10.0.0.1"],
    "ipv6": ["::", "::1", "2001:db8::8a2e:370:7334", "2001:db8:0:0:0:0:0:1", "::ffff:192.0.2.1"],
    "uri": [
      "https://a.example/", "https://user@a.example:8080/path/to?q=1&r=%20#part", "urn:isbn:0451450523",
      "mailto:a@b.example",
    ],
    "uri-reference": ["/", "", "../up?x=1#y", "https://a.example/", "//a.example/path"],
    "iri": ["https://a.example/", "https://bücher.example/ä?ö=ü"],
    "iri-reference": ["/", "/ä", "https://bücher.example/"],
    "uri-template": ["/", "/users/{id}", "https://a.example/{+path}{?q,lang}"],
    "uuid": [
      "00000000-0000-0000-0000-000000000000", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
      "FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF",
    ],
    "json-pointer": ["", "/", "/a/0", "/a~1b/m~0n"],
    "relative-json-pointer": ["0", "1/a", "2#"],
    "regex": ["a", "^[a-z]+$", "\\d{3}-\\d{4}"],
  ]
}
