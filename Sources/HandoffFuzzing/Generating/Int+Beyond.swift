extension Int {
  /// The next number, for what goes beyond a bound; `nil` where the bound is so large that nothing can.
  var beyond: Int? { self == .max ? nil : self + 1 }
}
