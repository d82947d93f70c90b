public import Testing

/// Expects everything that agents did with a store to be granted by the declaration.
///
/// Every agent that read or wrote what it does not declare is recorded as an issue, also where the agent kept the refusal to
/// itself. Where nobody used the store at all, that is a warning. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - probe: What stood between the agents and the store.
///   - sourceLocation: Where issues are recorded.
public func expectGranted<Value>(
  _ probe: StoreProbe<Value>, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  Framework.requireSwiftTesting("expectGranted")
  StoreCheck(store: probe.store, accesses: probe.accesses).run().record(at: sourceLocation)
}
