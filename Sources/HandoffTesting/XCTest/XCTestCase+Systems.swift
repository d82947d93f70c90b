public import HandoffContracts
public import XCTest

extension XCTestCase {
  /// Asserts that the routing of a system is sound: no finding at or above a severity.
  ///
  /// Does the same as `expectSound` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - threshold: The least severity that fails the test.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  public func assertSound(
    _ system: AgentSystem, failingOn threshold: Severity = .error,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    Framework.requireXCTest(self, "assertSound")
    record(SoundnessCheck(system: system, threshold: threshold).run(), file, line)
  }

  /// Asserts that every receiver accepts everything that handoffs bring it, by the declaration alone.
  ///
  /// Does the same as `expectCompatible` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  public func assertCompatible(
    _ system: AgentSystem, file: StaticString = #filePath, line: UInt = #line
  ) {
    Framework.requireXCTest(self, "assertCompatible")
    record(CompatibilityCheck(system: system).run(), file, line)
  }

  /// Asserts that a committed manifest says the same as the declaration in Swift.
  ///
  /// Does the same as `expectManifest` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - path: The manifest; where it is not absolute, it counts from the folder of the test's file.
  ///   - file: Where failures are recorded, and the test's file.
  ///   - line: Where failures are recorded.
  public func assertManifest(
    _ system: AgentSystem, _ path: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    Framework.requireXCTest(self, "assertManifest")
    record(ManifestCheck(system, path, besides: "\(file)").run(), file, line)
  }

  /// Asserts that a type takes everything that a contract lets an agent send, and reads what the contract describes.
  ///
  /// Does the same as `expectDecodes` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - type: What outputs of the contract are decoded as.
  ///   - contract: The contract.
  ///   - readsDatesAsText: Whether dates are texts; otherwise numbers.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  public func assertDecodes<Value: Decodable>(
    _ type: Value.Type, _ contract: Contract, readsDatesAsText: Bool = true, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    Framework.requireXCTest(self, "assertDecodes")
    record(DecodingCheck(contract: contract, readsDatesAsText: readsDatesAsText).run(type), file, line)
  }
}
