extension SeamDrawing {
  /// The colours of one appearance: at least 4.5 : 1 to the page for whatever is read.
  struct Palette {
    var page: String
    var ink: String
    var soft: String
    var line: String
    var box: String
    var good: String
    var bad: String
    var open: String
    var seen: String

    static let light = Palette(
      page: "#ffffff", ink: "#1c1f23", soft: "#59636e", line: "#d7dce1", box: "#f6f8fa", good: "#1a7f4b",
      bad: "#c62828", open: "#806200", seen: "#7a4fb5")
    static let dark = Palette(
      page: "#14171a", ink: "#e8eaed", soft: "#9aa4ae", line: "#343a40", box: "#1d2126", good: "#56c28a",
      bad: "#ff7b72", open: "#e3b341", seen: "#b794f4")

    /// Rules without variables, which not every program that shows SVG knows.
    var rules: String {
      """
      .s-page { fill: \(page); }
      .s-text { fill: \(ink); }
      .s-soft { fill: \(soft); }
      .s-grid { stroke: \(line); }
      .s-box { fill: \(box); }
      .s-good { stroke: \(good); }
      .s-dot { fill: \(good); }
      .s-bad { fill: \(bad); }
      .s-sign { fill: \(page); }
      .s-open { stroke: \(soft); }
      .s-idle { fill: \(soft); }
      .s-compatible { stroke: \(good); }
      .s-incompatible { stroke: \(bad); }
      .s-undecided { stroke: \(open); }
      .s-observed, .s-hatch { stroke: \(seen); }
      .s-loop { stroke: \(ink); }
      .s-pill { fill: \(ink); }
      """
    }
  }

  /// What the classes look like, whatever the colours.
  static let shapes = """
    .s-map { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; font-size: 13px; }
    .s-title { font-size: 18px; font-weight: 600; }
    .s-end { text-anchor: end; }
    .s-middle { text-anchor: middle; }
    .s-tag { font-size: 9.5px; text-anchor: middle; }
    .s-count { font-size: 10px; font-weight: 700; text-anchor: middle; }
    .s-sign { font-weight: 700; text-anchor: middle; }
    .s-grid { fill: none; }
    .s-good { fill: none; stroke-width: 2; }
    .s-open { fill: none; stroke-width: 1.5; }
    .s-ring { fill: none; }
    .s-compatible { stroke-width: 1.5; }
    .s-incompatible { stroke-width: 4; }
    .s-undecided { stroke-width: 2; stroke-dasharray: 6 4; }
    .s-observed { stroke-width: 1.5; stroke-dasharray: 2 3; fill: url(#seam-hatch); }
    .s-hatch { stroke-width: 1.2; }
    .s-loop { fill: none; stroke-width: 2; }
    """

  /// Colours for light and dark, and what the classes look like.
  static let style = """
    <style>
    \(shapes)
    \(Palette.light.rules)
    @media (prefers-color-scheme: dark) {
    \(Palette.dark.rules)
    }
    </style>
    """

  /// The signs of the quarters, drawn once, with their middle at the origin.
  static let definitions = """
    <defs>
    <pattern id="seam-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <path class="s-hatch" d="M 0 0 V 6"/></pattern>
    <g id="seam-caught"><path class="s-good" d="M -5 0 l 4 4 l 7 -8"/></g>
    <g id="seam-escaped"><rect class="s-bad" x="-8" y="-8" width="16" height="16" rx="3"/>\
    <text class="s-sign" x="0" y="5">×</text></g>
    <g id="seam-valid"><circle class="s-open" r="4.5"/></g>
    <g id="seam-untried"><circle class="s-idle" r="2"/></g>
    <g id="seam-human"><circle class="s-good" cy="-6" r="5"/><path class="s-good" d="M -9 10 c 0 -12 18 -12 18 0"/></g>
    <g id="seam-finish"><circle class="s-good" r="9"/><circle class="s-dot" r="4"/></g>
    <g id="seam-nowhere"><rect class="s-bad" x="-9" y="-9" width="18" height="18" rx="3"/>\
    <text class="s-sign" x="0" y="5">!</text></g>
    <g id="seam-unknown"><circle class="s-ring s-undecided" r="9"/><text class="s-text s-middle" x="0" y="5">?</text></g>
    <g id="seam-return"><path class="s-loop" d="M 9 0 h -14 m 4 -4 l -4 4 l 4 4"/></g>
    </defs>
    """
}
