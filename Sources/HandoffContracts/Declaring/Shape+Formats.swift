internal import HandoffSchema

// Texts of a format that JSON Schema names. A format informs and is generated; see ``SchemaOptions/formats``.

extension Shape {
  /// A calendar date such as `2026-11-27` (RFC 3339).
  public static var date: Shape { string(format: "date") }

  /// A time of day with its offset such as `18:03:01Z` (RFC 3339).
  public static var time: Shape { string(format: "time") }

  /// A date and time with its offset such as `2026-11-27T18:03:01Z` (RFC 3339).
  public static var dateTime: Shape { string(format: "date-time") }

  /// A UUID such as `2eb8aa08-aa98-11ea-b4aa-73b441d16380` (RFC 4122).
  public static var uuid: Shape { string(format: "uuid") }

  /// A URI with its scheme such as `https://example.com/a` (RFC 3986).
  public static var uri: Shape { string(format: "uri") }

  /// An address such as `ada@example.com` (RFC 5321).
  public static var email: Shape { string(format: "email") }
}
