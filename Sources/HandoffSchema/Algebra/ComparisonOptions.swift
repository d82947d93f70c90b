/// How schemas are compared.
public struct ComparisonOptions: Sendable {
  /// The steps that a question may take unless the caller says otherwise; about a second of work.
  public static let defaultStepLimit = 200_000

  /// True to take the producer as sending only members that it names.
  ///
  /// An object schema that names no member at all stays open.
  public var producerIsClosed: Bool
  /// True to say for a positive verdict how it was derived.
  public var derives: Bool
  /// The most steps for one question, above 0.
  ///
  /// Beyond it the answer is undecided, on every machine alike.
  public var stepLimit: Int
  /// When to give up; `nil` keeps verdicts independent of the machine's speed.
  public var deadline: Deadline?

  /// Chooses how to compare; the defaults take both schemas as written.
  public init(
    producerIsClosed: Bool = false, derives: Bool = false, stepLimit: Int = defaultStepLimit,
    deadline: Deadline? = nil
  ) {
    self.producerIsClosed = producerIsClosed
    self.derives = derives
    self.stepLimit = stepLimit
    self.deadline = deadline
  }
}
