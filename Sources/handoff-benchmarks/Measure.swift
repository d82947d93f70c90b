/// The median of what five runs took, in nanoseconds.
func medianNanoseconds(of body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  var times: [Double] = []
  for _ in 0..<5 {
    let start = clock.now
    try body()
    let took = (clock.now - start).components
    times.append(Double(took.seconds) * 1e9 + Double(took.attoseconds) / 1e9)
  }
  return times.sorted()[2]
}
