import Testing

extension CheckOutcome {
  /// Records everything as issues of the current test, each payload as an attachment.
  func record(at location: Testing.SourceLocation) {
    for warning in warnings { Issue.record("\(warning)", severity: .warning, sourceLocation: location) }
    for failure in failures {
      if let attachment = failure.attachment {
        Attachment.record(attachment.text, named: attachment.name, sourceLocation: location)
      }
      Issue.record("\(failure.text)", sourceLocation: location)
    }
  }
}

extension CheckSite {
  /// The place of a call in a test of Swift Testing.
  init(_ location: Testing.SourceLocation) {
    self.init(
      file: location.fileID, line: location.line, test: Test.current.map { "\($0.id)" } ?? "")
  }
}
