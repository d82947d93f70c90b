public import HandoffFuzzing
public import Testing

/// How the expectations of a test or of a suite check, where the calls themselves say nothing.
///
///     @Suite(.cases(1_000), .perCase(.seconds(2))) struct NewsroomHandoffs { … }
public struct HandoffTrait: TestTrait, SuiteTrait {
  let options: CheckOptions

  /// What a suite says holds for all that is in it.
  public var isRecursive: Bool { true }
}

extension Trait where Self == HandoffTrait {
  /// How many payloads each handoff is checked with.
  public static func cases(_ count: Int) -> Self { Self(options: CheckOptions(cases: count)) }

  /// Chooses the payloads.
  public static func seed(_ seed: UInt64) -> Self { Self(options: CheckOptions(seed: seed)) }

  /// The token of an earlier failure, to run that case alone; calls for other handoffs run nothing and say so.
  public static func replay(_ token: String) -> Self { Self(options: CheckOptions(replay: token)) }

  /// Ways of breaking a payload that consumers may accept.
  public static func tolerating(_ operations: MutationOperator...) -> Self {
    Self(options: CheckOptions(tolerating: operations))
  }

  /// How long a consumer may take for one payload before that is a `hang`; 10 seconds where nobody says.
  public static func perCase(_ limit: Duration) -> Self { Self(options: CheckOptions(perCase: limit)) }

  /// Runs each consumer in a process of its own: the tests' program, started again for this test alone.
  ///
  /// A consumer that traps or blocks its thread is then a `crash` or a `hang` like any other, in the run in which it does. A
  /// payload costs a line to the other process and one back; a test must reach its call without input from outside.
  public static var isolated: Self { Self(options: CheckOptions(isIsolated: true)) }

  /// How many distinct failures of a handoff are reported; more are counted.
  public static func failureLimit(_ count: Int) -> Self { Self(options: CheckOptions(failureLimit: count)) }
}

extension CheckOptions {
  /// What the traits of the current test say; what stands nearest to the test wins.
  static var ofTraits: CheckOptions {
    (Test.current?.traits ?? []).reduce(CheckOptions()) { options, trait in
      guard let trait = trait as? HandoffTrait else { return options }
      return trait.options.over(options)
    }
  }
}
