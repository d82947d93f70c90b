/// What every page for people begins with.
///
/// Nothing is taken from elsewhere, and a policy keeps the browser from doing anything but applying the page's own style and
/// running its own script.
enum HTMLDocument {
  /// The lines up to the first of the body; `script` is what the page runs, if anything.
  static func head(title: String, version: String, script: String = "") -> [String] {
    let policy = ContentPolicy.text(style: PageStyle.text, script: script)
    return [
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="handoff \(HTMLText.escaped(version))">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(PageStyle.text)</style>
      </head>
      <body>
      """
    ]
  }

  /// A picture of the routing in a frame in which it can be moved.
  static func picture(of graph: GraphModel) -> [String] {
    [
      "<div class=\"scroll routing\" tabindex=\"0\" role=\"region\" aria-label=\"Routing picture\">",
      GraphDrawing(graph).document(style: []), "</div>",
    ]
  }
}

extension GraphModel {
  /// The picture as a page that needs nothing else.
  ///
  /// - Parameter version: The version of the tool that writes it.
  /// - Returns: One HTML document.
  /// - Complexity: As that of ``svg``.
  public func html(version: String) -> String {
    var lines = HTMLDocument.head(title: "handoff graph: \(system)", version: version)
    lines += [
      "<header>", "<p class=\"eyebrow\">handoff graph</p>", "<h1>\(HTMLText.excerpt(system))</h1>",
      "</header>",
      "<main>",
    ]
    lines += HTMLDocument.picture(of: self)
    lines += ["</main>", "</body>", "</html>"]
    return lines.joined(separator: "\n") + "\n"
  }
}
