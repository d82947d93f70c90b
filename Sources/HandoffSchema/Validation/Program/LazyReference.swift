import Synchronization

/// An object that is made when it is first asked for, and shared from then on.
///
/// Reading it costs one atomic load: `AtomicLazyReference` of the standard library takes generic detours that
/// cost more than validating a small value.
struct LazyReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  // The bits of a retained object, or 0.
  private let bits = Atomic<UInt>(0)

  deinit {
    Self.reference(bits.load(ordering: .acquiring))?.release()
  }

  /// Lends the object; `make` must give an equivalent one at each call.
  @inline(__always)
  func withObject<Result>(_ make: () -> Object, _ body: (Object) -> Result) -> Result {
    if let known = Self.reference(bits.load(ordering: .acquiring)) {
      // The bits stay what they are until this struct ends, so the object outlives the call.
      return known._withUnsafeGuaranteedRef(body)
    }
    return body(store(make()))
  }

  @inline(never)
  private func store(_ object: Object) -> Object {
    let fresh = Unmanaged.passRetained(object)
    let (exchanged, original) = bits.compareExchange(
      expected: 0, desired: UInt(bitPattern: fresh.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return object }
    // Another thread was faster.
    fresh.release()
    return Self.reference(original)?.takeUnretainedValue() ?? object
  }

  private static func reference(_ bits: UInt) -> Unmanaged<Object>? {
    UnsafeRawPointer(bitPattern: bits).map { Unmanaged.fromOpaque($0) }
  }
}
