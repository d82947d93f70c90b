internal import HandoffSchema

extension Importer {
  /// A state machine in the Amazon States Language (states-language.net).
  static let asl = Importer(
    name: "asl", summary: "a state machine in the Amazon States Language, as JSON",
    example: """
      {"StartAt": "Fetch", "States": {
        "Fetch": {"Type": "Task", "Resource": "arn:fetch", "Next": "Done",
          "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}],
          "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Apologise"}]},
        "Apologise": {"Type": "Pass", "End": true}, "Done": {"Type": "Succeed"}}}
      """,
    recognizes: { $0.value?["StartAt"] != nil && $0.value?["States"] != nil }
  ) { source throws(ImportError) in
    var machine = StateMachine(name: source.stem)
    return try machine.read(source.export())
  }
}
