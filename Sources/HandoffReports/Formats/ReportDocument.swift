public import HandoffSchema

/// What a command found, in every shape that a format may ask for; each is made when it is asked for;
/// what several formats need is made once.
public protocol ReportDocument: Sendable {
  /// For people, with a line end behind the last line.
  func text(style: TextStyle) -> String
  /// The command's own JSON, as `docs/report-format.md` describes it.
  var json: JSONValue { get }
  /// The problems, for formats that write those of every command alike.
  var report: Report { get }
  /// What was found at each handoff; `nil` for a command that looks at no handoffs.
  var map: SeamMap? { get }
  /// What a page for people shows.
  var page: ReportPage { get }
}

/// What a format needs to know beside the document.
public struct ReportManner: Sendable, Hashable {
  /// The version of the program.
  public var version: String
  /// How text looks.
  public var style: TextStyle

  /// Puts a manner together.
  public init(version: String, style: TextStyle = TextStyle()) {
    self.version = version
    self.style = style
  }
}
