/// What running the smallest case of a failure again has shown.
public enum Confirmation: Sendable, Hashable {
  /// It fails each time; in a consumer that was started afresh where one can be.
  case confirmed
  /// It fails only after other cases: these, in order; `isShortest` says whether leaving out any one of them was tried.
  case dependsOnState(after: [HandoffCase.Content], isShortest: Bool)
  /// It fails sometimes.
  case flaky(FailureRate)
  /// It could not be run again, and why.
  case unconfirmed(String)

  /// The name in reports: words joined by hyphens.
  public var name: String {
    switch self {
    case .confirmed: "confirmed"
    case .dependsOnState: "depends-on-state"
    case .flaky: "flaky"
    case .unconfirmed: "unconfirmed"
    }
  }
}
