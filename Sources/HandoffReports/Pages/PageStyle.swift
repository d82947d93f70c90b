/// The style of a page.
enum PageStyle {
  static let text = """

    :root {
      color-scheme: light dark;
      \(variables(.light))
      --tint: #eef4fb; --minus: #fdecea; --plus: #e7f5ec; --note: #0550ae;
    }
    \(SeamDrawing.shapes)
    \(SeamDrawing.Palette.light.rules)
    .routing {
    \(GraphDrawing.rules)
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        \(variables(.dark))
        --tint: #1b2530; --minus: #3a1f1e; --plus: #17301f; --note: #79c0ff;
      }
      \(SeamDrawing.Palette.dark.rules)
    }
    \(layout)
    \(parts)
    \(print)

    """

  private static func variables(_ palette: SeamDrawing.Palette) -> String {
    "--page: \(palette.page); --ink: \(palette.ink); --soft: \(palette.soft); --line: \(palette.line); "
      + "--box: \(palette.box); --good: \(palette.good); --bad: \(palette.bad); --open: \(palette.open); "
      + "--seen: \(palette.seen);"
  }

  private static let layout = """
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 0 clamp(16px, 4vw, 48px) 48px; max-width: 1480px;
      background: var(--page); color: var(--ink);
      font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif;
    }
    header { padding: 36px 0 12px; }
    h1, h2, h3, h4, p, dl, ul, ol, pre, figure { margin: 0; }
    h1 { font-size: 28px; line-height: 1.25; font-weight: 650; overflow-wrap: anywhere; }
    h2 { font-size: 18px; font-weight: 650; margin-bottom: 14px; }
    h3 { font-size: 15px; font-weight: 650; overflow-wrap: anywhere; }
    h4 { font-size: 14px; font-weight: 600; display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
    section { padding: 28px 0; border-top: 1px solid var(--line); }
    code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
    code { overflow-wrap: anywhere; }
    pre {
      background: var(--box); border-radius: 6px; padding: 8px 10px; white-space: pre-wrap; overflow-wrap: anywhere;
    }
    a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--soft); }
    :focus-visible { outline: 2px solid var(--note); outline-offset: 2px; border-radius: 4px; }
    .eyebrow, .soft, dt, footer { color: var(--soft); }
    .eyebrow { font-size: 13px; }
    .scroll { overflow-x: auto; }
    .tall { max-height: 80vh; overflow-y: auto; }
    .tall thead th { position: sticky; top: 0; background: var(--page); }
    .alert { color: var(--open); font-weight: 600; margin-top: 12px; }
    nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; padding: 4px 0 20px; font-size: 14px; }
    footer { border-top: 1px solid var(--line); padding-top: 16px; font-size: 13px; }
    .facts { display: flex; flex-wrap: wrap; gap: 12px 32px; margin-top: 18px; }
    .facts div { display: flex; flex-direction: column-reverse; min-width: 56px; }
    .facts dt { font-size: 13px; }
    .facts dd { margin: 0; font-size: 22px; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
    .facts .none dd { color: var(--soft); font-weight: 400; }
    .facts + .soft, .facts + .alert { margin-top: 12px; font-size: 13px; }
    .facts small { font-size: 14px; font-weight: 400; color: var(--soft); }
    .verdict {
      display: inline-block; vertical-align: 4px; font-size: 13px; font-weight: 600; padding: 1px 10px; border-radius: 99px;
      border: 1.5px solid currentColor; margin-left: 6px; white-space: nowrap;
    }
    .verdict.good { color: var(--good); } .verdict.bad { color: var(--bad); } .verdict.open { color: var(--open); }
    """

  private static let parts = """
    .seams { display: flex; flex-wrap: wrap; gap: 24px 32px; align-items: flex-start; margin: 8px 0 12px; }
    .side { flex: 0 1 auto; max-width: 100%; min-width: 0; }
    .map { max-height: 86vh; overflow: auto; margin-bottom: 14px; }
    .map-grid { display: grid; grid-template-columns: auto auto auto; width: max-content; }
    .s-map { display: block; overflow: visible; }
    .map-corner, .map-heads { position: sticky; top: 0; z-index: 2; background: var(--page); }
    .map-corner { left: 0; z-index: 3; }
    .map-heads { grid-column: span 2; }
    .map-rows { position: sticky; left: 0; z-index: 1; background: var(--page); }
    .map-legend { max-width: none; }
    .seam { cursor: pointer; }
    .seam:hover .s-box, .seam[aria-current] .s-box { fill: var(--tint); }
    .panel { flex: 1 1 380px; min-width: 0; max-width: 720px; }
    .seam-detail { display: none; padding: 4px 0 0 20px; border-left: 2px solid var(--line); }
    .seam-detail h3:not(:first-child) { margin-top: 24px; }
    .seam-detail.open { display: block; }
    html:not(.scripted) .seam-detail:target { display: block; }
    .quarters { list-style: none; padding: 0; margin: 10px 0; }
    .quarters li { display: grid; grid-template-columns: 20px 11.5em 1fr; gap: 8px; align-items: center; padding: 2px 0; }
    .quarters strong { font-weight: 500; }
    .quarters span { color: var(--soft); }
    .failure { margin-top: 18px; padding-top: 14px; border-top: 1px solid var(--line); }
    .failure p { margin: 2px 0 10px; }
    .failure dl { display: grid; grid-template-columns: 5.5em minmax(0, 1fr); gap: 8px 12px; }
    .failure dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
    .failure dt { font-size: 13px; padding-top: 2px; }
    .difference { margin-top: 4px; }
    .difference del, .difference ins { text-decoration: none; padding: 0 2px; border-radius: 2px; }
    .difference del { background: var(--minus); } .difference ins { background: var(--plus); }
    .replay { user-select: all; }
    .named { margin-top: 10px; }
    .named + pre { margin-top: 6px; }
    .standing { font-weight: 500; white-space: nowrap; }
    .standing.compatible { color: var(--good); } .standing.incompatible { color: var(--bad); }
    .standing.undecided { color: var(--open); } .standing.observed { color: var(--seen); }
    .mark { flex: none; vertical-align: -2px; }
    .mark.error { fill: var(--bad); } .mark.warning { fill: var(--open); } .mark.note { fill: var(--note); }
    .mark text { fill: var(--page); font: 700 12px system-ui, sans-serif; text-anchor: middle; }
    .routing svg { display: block; margin: 0 auto; }
    .routing .page { fill: none; } .routing .halo { fill: var(--page); }
    table { border-collapse: collapse; width: 100%; min-width: 720px; font-size: 14px; }
    th, td { text-align: left; padding: 7px 16px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    tbody th { font-weight: 500; min-width: 11em; }
    thead th { font-weight: 500; font-size: 13px; color: var(--soft); white-space: nowrap; }
    tbody td:not(.n) { min-width: 8em; }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    .bar { display: inline-block; vertical-align: 2px; border-radius: 3px; margin-right: 8px; }
    .bar .rest { fill: var(--line); } .bar .good { fill: var(--good); } .bar .bad { fill: var(--bad); }
    details { margin-top: 12px; }
    summary { cursor: pointer; }
    .goals { font-size: 13px; padding-left: 20px; }
    .filter { display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: center; margin-bottom: 12px; }
    .filter input[type=search] {
      font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 6px;
      padding: 5px 10px; margin-left: 8px; width: min(22em, 60vw);
    }
    .filter output { color: var(--soft); font-variant-numeric: tabular-nums; }
    .toggle { display: inline-flex; gap: 6px; align-items: center; white-space: nowrap; }
    .findings { list-style: none; padding: 0; }
    .finding {
      display: grid; grid-template-columns: 16px minmax(0, 1fr); gap: 12px; padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    .many .finding { content-visibility: auto; contain-intrinsic-size: auto 110px; }
    .finding[hidden] { display: none; }
    .finding .mark { margin-top: 4px; }
    .message { overflow-wrap: anywhere; }
    .about { font-size: 13px; color: var(--soft); }
    .place { margin-left: 10px; overflow-wrap: anywhere; }
    .finding dl { display: grid; grid-template-columns: 5.5em minmax(0, 1fr); gap: 2px 12px; margin-top: 6px; font-size: 14px; }
    .finding dt { font-size: 13px; }
    .finding dd { margin: 0; overflow-wrap: anywhere; }
    @media (max-width: 560px) {
      h1 { font-size: 23px; }
      .seam-detail { padding-left: 12px; }
      .quarters li { grid-template-columns: 20px 1fr; }
      .quarters span { grid-column: 2; }
      .failure dl, .finding dl { grid-template-columns: 1fr; gap: 2px; }
      .failure dd { margin-bottom: 8px; }
    }
    """

  private static let print = """
    @media print {
      body { max-width: none; padding: 0; font-size: 11px; }
      nav, .filter { display: none; }
      .tall, .map { max-height: none; overflow: visible; }
      .map-corner, .map-heads, .map-rows { position: static; }
      .seam-detail.failing { display: block; }
      .failure, .finding, tr { break-inside: avoid; }
      .many .finding { content-visibility: visible; }
    }
    """
}
