public import XCTest

extension XCTestCase {
  /// Asserts that everything that agents did with a store is granted by the declaration.
  ///
  /// Does the same as `expectGranted` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - probe: What stood between the agents and the store.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  public func assertGranted<Value>(
    _ probe: StoreProbe<Value>, file: StaticString = #filePath, line: UInt = #line
  ) {
    Framework.requireXCTest(self, "assertGranted")
    record(StoreCheck(store: probe.store, accesses: probe.accesses).run(), file, line)
  }
}
