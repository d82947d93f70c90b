import Synchronization

/// A schema's program, compiled when it is first asked for.
///
/// Making one costs an allocation, so that schemas that never validate by the tape pay next to nothing.
final class LazyProgram: Sendable {
  // The bits of a retained `Compiled`, or 0; an atomic word is read without the generic detours of
  // `AtomicLazyReference`, which cost more than validating a small value.
  private let bits = Atomic<UInt>(0)

  private final class Compiled: Sendable {
    let program: ValidationProgram?
    init(_ program: ValidationProgram?) { self.program = program }
  }

  deinit {
    Self.reference(bits.load(ordering: .acquiring))?.release()
  }

  /// The program of a schema, which must be the same at each call, or `nil` where there can be none.
  @inline(__always)
  func program(of graph: SchemaGraph) -> ValidationProgram? {
    if let known = Self.reference(bits.load(ordering: .acquiring)) {
      return known._withUnsafeGuaranteedRef { $0.program }
    }
    return compile(graph)
  }

  @inline(never)
  private func compile(_ graph: SchemaGraph) -> ValidationProgram? {
    let fresh = Unmanaged.passRetained(Compiled(ValidationProgram(graph)))
    let (exchanged, original) = bits.compareExchange(
      expected: 0, desired: UInt(bitPattern: fresh.toOpaque()), ordering: .acquiringAndReleasing)
    // Another thread may have been faster; its program is as good.
    if !exchanged { fresh.release() }
    return (exchanged ? fresh : Self.reference(original))?.takeUnretainedValue().program
  }

  private static func reference(_ bits: UInt) -> Unmanaged<Compiled>? {
    UnsafeRawPointer(bitPattern: bits).map { Unmanaged.fromOpaque($0) }
  }
}
