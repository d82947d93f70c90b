/// Pieces of an SVG document.
enum SVGText {
  /// A number with at most one digit behind the point, the same on every machine.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = tenths < 0 ? "-" : ""
    return tenth == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(tenth)"
  }

  static func point(_ point: DrawingPoint) -> String { "\(number(point.x)) \(number(point.y))" }
}
