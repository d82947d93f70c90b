import HandoffContracts

/// The mark of a finding as a page shows it, told by shape as well as by colour.
enum PageSign {
  static func of(_ severity: Severity) -> String {
    let shape =
      switch severity {
      case .error: "<path d=\"M5.8 1h6.4L17 5.8v6.4L12.2 17H5.8L1 12.2V5.8z\"/>"
      case .warning: "<path d=\"M9 1l8.5 15.5h-17z\"/>"
      case .note: "<circle cx=\"9\" cy=\"9\" r=\"8\"/>"
      }
    let letter = severity == .note ? "i" : "!"
    let y = severity == .warning ? "14.5" : "13.5"
    return """
      <svg class="mark \(severity.rawValue)" width="16" height="16" viewBox="0 0 18 18" role="img" \
      aria-label="\(severity.rawValue)">\(shape)<text x="9" y="\(y)">\(letter)</text></svg>
      """
  }
}
