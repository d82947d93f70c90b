internal import HandoffSchema

/// What is lost on the way, one entry for each text with all agents concerned.
struct LossList {
  private(set) var losses: [ImportLoss] = []
  private var blamed: [Set<ExactString>] = []

  /// Notes a loss; the same loss of several agents is one.
  mutating func lose(_ topic: ImportLoss.Topic, _ text: String, agent: String? = nil) {
    let index = losses.firstIndex { $0.topic == topic && $0.text.utf8.elementsEqual(text.utf8) }
    let position = index ?? losses.count
    if index == nil {
      losses.append(ImportLoss(topic, text))
      blamed.append([])
    }
    guard let agent, blamed[position].insert(ExactString(agent)).inserted else { return }
    losses[position].agents.append(agent)
  }
}
