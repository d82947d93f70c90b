public import HandoffSchema

/// Writes valid payloads of a schema as JSON text, for volume.
///
/// The payloads are others than those of ``PayloadGenerator``: they are written without being built, which is
/// many times as fast, and cannot be made smaller. The same seed and index give the same bytes on every machine.
public struct PayloadStream: Sendable {
  private let plan: GenerationPlan
  private let program: ByteProgram
  private let generator: PayloadGenerator

  /// Prepares a schema.
  ///
  /// - Complexity: O(*n*) in the size of the schema, patterns aside.
  public init(_ schema: Schema) {
    self.init(PayloadGenerator(schema))
  }

  /// Shares what a generator has prepared.
  public init(_ generator: PayloadGenerator) {
    self.generator = generator
    plan = generator.plan
    program = ByteProgram(generator.plan)
  }

  private static let attempts = 8

  /// Appends a payload as compact JSON text.
  ///
  /// - Parameters:
  ///   - seed: Chooses the sequence of payloads.
  ///   - index: The place in the sequence, from 0.
  ///   - bytes: What the text is appended to.
  /// - Throws: ``GenerationShortfall`` where no valid payload was found within the bounds on attempts; nothing is
  ///   appended then.
  public func write(seed: UInt64, index: Int, into bytes: inout [UInt8]) throws(GenerationShortfall) {
    var marks: [ByteMark]?
    try write(seed: seed, index: index, into: &bytes, marks: &marks)
  }

  /// The same, with what the parts of the text were written for, where that is asked for.
  func write(
    seed: UInt64, index: Int, into bytes: inout [UInt8], marks: inout [ByteMark]?
  ) throws(GenerationShortfall) {
    // What is built whole gets the care of the generator: its checks, its proofs and its reasons.
    guard !program.isBuilt, !plan.isProvenEmpty else { return try build(seed, index, &bytes) }
    let count = bytes.count
    var random = SplitMix64(seed: seed, stream: "bytes", index: index)
    for _ in 0..<Self.attempts {
      // Now and then a large one, or what contains itself would never go deep.
      let size: PayloadSize = random.below(8) == 0 ? .large : .medium
      var writer = ByteWriter(
        program, plan, size, SplitMix64(seed: random.next()), after: bytes, marks: marks)
      (bytes, marks) = ([], nil)
      let isWritten = (try? writer.write()) != nil
      (bytes, marks) = (writer.bytes, writer.marks)
      if isWritten { return }
      bytes.removeLast(bytes.count - count)
      marks?.removeAll(keepingCapacity: true)
    }
    try build(seed, index, &bytes)
  }

  private func build(
    _ seed: UInt64, _ index: Int, _ bytes: inout [UInt8]
  ) throws(GenerationShortfall) {
    try generator.payload(seed: seed, index: index).write(into: &bytes)
  }
}
