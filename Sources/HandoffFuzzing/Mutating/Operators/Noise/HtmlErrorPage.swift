/// The error page of a web server in place of the payload.
struct HtmlErrorPage: TextOperator {
  static let info = OperatorInfo(
    id: "html-error-page", family: .noise,
    summary: "the error page of a web server in place of the payload", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"""
        <html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body>\#
        </html>
        """#))

  private static let titles = ["502 Bad Gateway", "429 Too Many Requests", "504 Gateway Time-out"]

  func texts(of text: String) -> TextVariants {
    TextVariants(
      Self.titles.map { "<html><head><title>\($0)</title></head><body><h1>\($0)</h1></body></html>" })
  }
}

extension MutationOperator {
  /// The error page of a web server in place of the payload.
  public static let htmlErrorPage = Self(HtmlErrorPage())
}
