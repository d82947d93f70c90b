extension GraphDrawing {
  /// The colours of one appearance.
  private struct Palette {
    var page: String
    var ink: String
    var soft: String
    var box: String
    var human: String
    var error: String
    var warning: String
    var note: String

    static let light = Palette(
      page: "#ffffff", ink: "#1f2328", soft: "#59636e", box: "#f6f8fa", human: "#ddf4ff", error: "#b3261e",
      warning: "#8a5a00", note: "#0550ae")
    static let dark = Palette(
      page: "#0d1117", ink: "#f0f6fc", soft: "#9aa4af", box: "#1b222b", human: "#10314f", error: "#ff7b72",
      warning: "#e3b341", note: "#79c0ff")

    /// Rules without variables, which not every program that shows SVG knows.
    var rules: String {
      """
      .page, .halo { fill: \(page); }
      .title, .name, .label, .entry, .person { fill: \(ink); }
      .small { fill: \(soft); }
      .box { fill: \(box); stroke: \(ink); }
      .box.human { fill: \(human); }
      .inner, .bar { stroke: \(ink); }
      .line { stroke: \(soft); }
      .line.loop { stroke: \(error); }
      .tip { fill: \(soft); }
      .tip.loop { fill: \(error); }
      .tip.open { fill: \(page); stroke: \(soft); }
      .badge { stroke: \(page); }
      .badge.error { fill: \(error); }
      .badge.warning { fill: \(warning); }
      .badge.note { fill: \(note); }
      .sign { fill: \(page); }
      """
    }
  }

  /// Colours for light and dark, and what the classes look like.
  static let style = "<style>\n\(rules)\n</style>"

  /// The rules alone.
  static let rules = """
    svg { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
    .title { font-size: 17px; font-weight: 600; }
    .small { font-size: 12px; }
    .name { font-size: 14px; text-anchor: middle; }
    .label { font-size: 12px; text-anchor: middle; }
    .sign { font-size: 12px; font-weight: 700; text-anchor: middle; }
    .box { stroke-width: 1.4; }
    .box.undeclared { stroke-dasharray: 4 3; }
    .inner { fill: none; stroke-width: 1.1; }
    .bar { fill: none; stroke-width: 3.5; }
    .line { fill: none; stroke-width: 1.6; }
    .line.failure { stroke-dasharray: 7 4; }
    .line.limit { stroke-dasharray: 2 4; stroke-linecap: round; }
    .line.none { stroke-dasharray: 10 3 2 3; }
    .line.loop { stroke-width: 3.2; }
    .line.dead { opacity: 0.55; }
    .tip.open { stroke-width: 1.4; }
    .badge { stroke-width: 1.2; }
    \(Palette.light.rules)
    @media (prefers-color-scheme: dark) {
    \(Palette.dark.rules)
    }
    """

  /// The tips of lines.
  static let markers = """
    <defs>
    <marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" \
    markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M 0 0 L 10 5 L 0 10 z"/></marker>
    <marker id="loop-end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="13" markerHeight="13" \
    markerUnits="userSpaceOnUse" orient="auto"><path class="tip loop" d="M 0 0 L 10 5 L 0 10 z"/></marker>
    <marker id="back" viewBox="0 0 12 12" refX="10" refY="6" markerWidth="11" markerHeight="11" \
    markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="tip open" d="M 1 1 L 11 6 L 1 11 z"/>\
    </marker>
    </defs>
    """
}
