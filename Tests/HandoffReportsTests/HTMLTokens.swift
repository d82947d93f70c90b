/// Reads a page as a browser's tokenizer does, and tells what is not the page's own.
///
/// HTML Standard, section 13.2.5: in data only "<" and "&" mean something; in a quoted attribute only the quotation mark
/// and "&"; a script and a style end at their end tags.
struct HTMLTokens {
  private(set) var problems: [String] = []
  private(set) var scripts = 0
  private(set) var styles = 0
  private(set) var ids: [String] = []
  private(set) var links: [String] = []

  struct Unreadable: Error {
    var near: String
  }

  private static let elements: Set = [
    "html", "head", "meta", "title", "style", "script", "body", "header", "nav", "main", "footer", "section",
    "article", "h1", "h2", "h3", "h4", "p", "div", "span", "small", "strong", "code", "pre", "del", "ins",
    "br", "ul",
    "ol", "li", "dl", "dt", "dd", "a", "table", "thead", "tbody", "tr", "th", "td", "details", "summary",
    "form",
    "label", "input", "output", "svg", "g", "defs", "pattern", "marker", "path", "rect", "circle", "polygon",
    "text",
    "tspan", "use",
  ]

  private static let attributes: Set = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "role", "tabindex", "scope",
    "type",
    "placeholder", "autocomplete", "value", "checked", "for", "data-severity", "open", "xmlns", "width",
    "height",
    "viewbox", "x", "y", "rx", "r", "cx", "cy", "d", "points", "transform", "preserveaspectratio",
    "markerwidth",
    "markerheight", "markerunits", "refx", "refy", "orient", "marker-end", "marker-start", "patternunits",
    "patterntransform",
  ]

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    var place = 0
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      let end = try Self.end(of: bytes, from: start)
      let tag = String(decoding: bytes[start + 1..<end], as: UTF8.self)
      place = end + 1
      guard tag != "!DOCTYPE html" else { continue }
      let isEnd = tag.hasPrefix("/")
      let word = (isEnd ? tag.dropFirst() : tag[...]).prefix { $0 != " " && $0 != "/" && $0 != "\n" }
      if !Self.elements.contains(String(word)) { problems.append("element \(word)") }
      guard !isEnd else { continue }
      read(attributes: tag.dropFirst(word.count))
      guard word == "script" || word == "style" else { continue }
      if word == "script" { scripts += 1 } else { styles += 1 }
      let close = Array("</\(word)>".utf8)
      guard let last = bytes[place...].indices.first(where: { bytes[$0...].starts(with: close) }) else {
        throw Unreadable(near: tag)
      }
      place = last
    }
  }

  /// The index of the sign that ends a tag; those within quotation marks do not.
  private static func end(of bytes: [UInt8], from start: Int) throws -> Int {
    var isQuoted = false
    for place in start..<bytes.count {
      if bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[place] == UInt8(ascii: ">"), !isQuoted { return place }
    }
    throw Unreadable(near: String(decoding: bytes[start...].prefix(80), as: UTF8.self))
  }

  private mutating func read(attributes text: Substring) {
    var rest = text
    while true {
      rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "/" }
      guard !rest.isEmpty else { return }
      let name = rest.prefix { $0 != "=" && $0 != " " }.lowercased()
      rest = rest.dropFirst(name.count)
      var value = ""
      if rest.first == "=" {
        rest = rest.dropFirst()
        guard rest.first == "\"" else { return problems.append("unquoted \(name)") }
        value = String(rest.dropFirst().prefix { $0 != "\"" })
        rest = rest.dropFirst(value.count + 2)
      }
      if !Self.attributes.contains(name), !name.hasPrefix("aria-") { problems.append("attribute \(name)") }
      if name == "id" { ids.append(value) }
      if name == "href" { links.append(value) }
      if name == "href", !value.hasPrefix("#") { problems.append("link \(value)") }
    }
  }
}
