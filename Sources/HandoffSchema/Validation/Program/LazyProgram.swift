/// A schema's program, compiled when it is first asked for.
///
/// Making one costs an allocation, so that schemas that never validate by the tape pay next to nothing.
final class LazyProgram: Sendable {
  private let compiled = LazyReference<ValidationProgram>()

  /// The program of a schema, which must be the same at each call, or `nil` where there can be none.
  func program(of graph: SchemaGraph) -> ValidationProgram? {
    compiled.withObject({ ValidationProgram(graph) }, { $0.fits ? $0 : nil })
  }

  /// The verdict of a schema, which must be the same at each call, on the value on a tape, or `nil` where the program
  /// cannot tell.
  ///
  /// Asks without taking a reference: that would cost as much as a few members.
  @inline(__always)
  func verdict(of graph: SchemaGraph, on tape: TapeView) -> Bool? {
    compiled.withObject({ ValidationProgram(graph) }, { $0.verdict(on: tape) })
  }
}
