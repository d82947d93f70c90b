public import HandoffContracts
public import Testing

/// Expects the routing of a system to be sound: no finding at or above a severity.
///
/// Every such finding is recorded as an issue at the caller's line. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - threshold: The least severity that fails the test.
///   - sourceLocation: Where issues are recorded.
public func expectSound(
  _ system: AgentSystem, failingOn threshold: Severity = .error,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  Framework.requireSwiftTesting("expectSound")
  SoundnessCheck(system: system, threshold: threshold).run().record(at: sourceLocation)
}

/// Expects every receiver to accept everything that handoffs bring it, by the declaration alone.
///
/// Every handoff that carries a payload which its receiver refuses is recorded as an issue, with that payload; one that
/// could not be decided is a warning. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - sourceLocation: Where issues are recorded.
public func expectCompatible(
  _ system: AgentSystem, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  Framework.requireSwiftTesting("expectCompatible")
  CompatibilityCheck(system: system).run().record(at: sourceLocation)
}

/// Expects a committed manifest to say the same as the declaration in Swift.
///
/// With `HANDOFF_UPDATE=1` in the environment the manifest is written instead, in one step, and the test warns of it.
/// Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - path: The manifest; where it is not absolute, it counts from the folder of the test's file.
///   - test: The test's file.
///   - sourceLocation: Where issues are recorded.
public func expectManifest(
  _ system: AgentSystem, _ path: String, besides test: String = #filePath,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  Framework.requireSwiftTesting("expectManifest")
  ManifestCheck(system, path, besides: test).run().record(at: sourceLocation)
}

/// Expects a type to take everything that a contract lets an agent send, and to read what the contract describes.
///
/// The type is decoded from made-up values and watched. What it refuses although the contract allows it is recorded as an
/// issue, with a payload; members that are described and never read, or read and not described, are warnings, and so is
/// what could not be seen of the type, by pointer. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - type: What outputs of the contract are decoded as.
///   - contract: The contract.
///   - readsDatesAsText: Whether dates are texts; otherwise numbers, as a `JSONDecoder` reads them that nobody has set up.
///   - sourceLocation: Where issues are recorded.
public func expectDecodes<Value: Decodable>(
  _ type: Value.Type, _ contract: Contract, readsDatesAsText: Bool = true,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  Framework.requireSwiftTesting("expectDecodes")
  DecodingCheck(contract: contract, readsDatesAsText: readsDatesAsText).run(type).record(at: sourceLocation)
}
