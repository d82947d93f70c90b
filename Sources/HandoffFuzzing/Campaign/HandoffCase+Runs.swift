extension [HandoffCase.Content] {
  /// Equal contents that follow on each other, each run once with its length.
  var runs: [(content: HandoffCase.Content, count: Int)] {
    var result: [(content: HandoffCase.Content, count: Int)] = []
    for content in self {
      if let last = result.last, last.content == content {
        result[result.count - 1].count += 1
      } else {
        result.append((content, 1))
      }
    }
    return result
  }
}
