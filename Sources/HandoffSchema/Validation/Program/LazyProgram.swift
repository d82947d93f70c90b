/// A schema's program, compiled when it is first asked for.
///
/// Making one costs an allocation, so that schemas that never validate by the tape pay next to nothing.
final class LazyProgram: Sendable {
  private let compiled = LazyReference<Compiled>()

  private final class Compiled: Sendable {
    let program: ValidationProgram?
    init(_ program: ValidationProgram?) { self.program = program }
  }

  /// The program of a schema, which must be the same at each call, or `nil` where there can be none.
  @inline(__always)
  func program(of graph: SchemaGraph) -> ValidationProgram? {
    compiled.withObject({ Compiled(ValidationProgram(graph)) }, { $0.program })
  }
}
