/// A failure output of a contract: what an agent returns instead when it cannot do its task.
public struct Failure: ContractElement {
  /// The kind; it becomes the value of the payload's tag.
  public var kind: String
  /// What it means.
  public var summary: String?
  /// What the payload carries beside its tag; nothing is promised where absent.
  public var shape: Shape?
  /// Who notices it.
  public var detector = FailureOutput.Detector.agent
  /// Where the failure was written.
  public var declaredAt: SourceLocation

  /// Declares a failure whose payload promises nothing but its tag.
  public init(_ kind: String, _ summary: String? = nil, fileID: String = #fileID, line: Int = #line) {
    self.kind = kind
    self.summary = summary
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// Declares a failure whose payload has fields beside its tag.
  public init(
    _ kind: String, _ summary: String? = nil, fileID: String = #fileID, line: Int = #line,
    @FieldsBuilder _ fields: () -> [Field]
  ) {
    self.init(kind, summary, .object(fields: fields()), fileID: fileID, line: line)
  }

  /// Declares a failure whose whole payload is of a shape.
  ///
  /// A closed object allows the tag in any case.
  public init(
    _ kind: String, _ summary: String? = nil, _ shape: Shape, fileID: String = #fileID, line: Int = #line
  ) {
    self.kind = kind
    self.summary = summary
    self.shape = shape
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// Declares a failure whose whole payload is of a shape, without words.
  public init(_ kind: String, _ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.init(kind, nil, shape, fileID: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable, message: "Fields stand in braces: write Failure(\"kind\") { Field(\"name\", shape) }."
  )
  public init(_ kind: String, _ fields: Field...) {
    self.init(kind, .object(fields: fields))
  }

  /// The same failure without members beyond the tag and the named ones.
  public func closed() -> Failure {
    var copy = self
    copy.shape = (shape ?? .object(fields: [])).closed()
    return copy
  }

  /// The same failure, noticed by something else than the agent itself.
  public func detected(by detector: FailureOutput.Detector) -> Failure {
    var copy = self
    copy.detector = detector
    return copy
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    let schema = shape.map { contract.take($0, at: ["failures", kind, "schema"], declaredAt) }
    var failure = FailureOutput(kind: kind, description: summary, schema: schema, declaredAt: declaredAt)
    failure.detectedBy = detector
    contract.failures.append(failure)
  }
}
