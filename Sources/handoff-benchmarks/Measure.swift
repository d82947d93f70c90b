/// What a run took, in nanoseconds.
func nanoseconds(of body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let took = (try clock.measure(body)).components
  return Double(took.seconds) * 1e9 + Double(took.attoseconds) / 1e9
}

/// The median of what five runs took, in nanoseconds.
func medianNanoseconds(of body: () throws -> Void) rethrows -> Double {
  median(try (0..<5).map { _ in try nanoseconds(of: body) })
}

/// The value in the middle, the upper one of two; 0 of none.
func median(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.sorted()[values.count / 2]
}
