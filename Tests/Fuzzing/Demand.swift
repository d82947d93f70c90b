/// Ends the run with the law that was broken; optimised builds say nothing where a precondition fails.
func demand(_ holds: Bool, _ law: StaticString, _ input: @autoclosure () -> String = "") {
  if !holds { fatalError("broken law: \(law) \(input())") }
}
