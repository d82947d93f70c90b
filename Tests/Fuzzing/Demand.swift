/// Ends the run with the law that was broken; optimised builds say nothing where a precondition fails.
func demand(_ holds: Bool, _ law: StaticString) {
  if !holds { fatalError("broken law: \(law)") }
}
