import HandoffContracts
import HandoffFuzzing
import HandoffSchema
package import HandoffTraffic

/// Tries whether the consumers of a system work on this machine: each is started, gets one payload and is ended.
package struct ConsumerExaminer {
  /// Somebody who is to be tried.
  private struct Candidate {
    var name: String
    var call: ConsumerCall
    /// The passage whose payload it gets; `nil` where nothing is ever sent to it.
    var position: Int?
  }

  private var traffic: Traffic
  private let choice: ConsumerChoice
  private let manifestFolder: String
  private let environment: ProcessEnvironment
  private let conduct: ProgramConduct

  /// Takes a system and who consumes its payloads.
  ///
  /// - Parameters:
  ///   - traffic: What travels in the system.
  ///   - choice: The consumers.
  ///   - manifestFolder: Where the manifest lies.
  ///   - environment: What programs get.
  ///   - conduct: How long an answer may take.
  package init(
    _ traffic: Traffic, _ choice: ConsumerChoice, manifestFolder: String, in environment: ProcessEnvironment,
    _ conduct: ProgramConduct
  ) {
    self.traffic = traffic
    self.choice = choice
    self.manifestFolder = manifestFolder
    self.environment = environment
    self.conduct = conduct
  }

  /// Tries one after the other: the agents' commands in their order, then those who were named beside the manifest.
  package mutating func examine() async -> [Examination] {
    var found: [Examination] = []
    for candidate in candidates {
      if Task.isCancelled { break }
      switch candidate.call {
      case .endpoint: break
      case .program(let call):
        let problems = ProgramExamination(call, name: candidate.name).problems(in: environment)
        found += problems
        guard problems.isEmpty else { continue }
      }
      found.append(await answer(of: candidate))
    }
    return found
  }

  private var candidates: [Candidate] {
    let system = traffic.system
    let agents = system.agentIndices.compactMap { agent -> Candidate? in
      guard let words = system[agent].command, !words.isEmpty else { return nil }
      let call = ConsumerCall.program(
        ProgramCall(words: words, of: system[agent], manifestFolder: manifestFolder))
      let position = choice.passages.indices.first { position in
        choice.call(position) == call && !choice.isChosen(position)
          && traffic.structure.receiver(of: choice.passages[position]) == agent
      }
      return Candidate(name: system[agent].name, call: call, position: position)
    }
    let chosen = choice.passages.indices.compactMap { position -> Candidate? in
      guard choice.isChosen(position), let call = choice.call(position) else { return nil }
      return Candidate(name: choice.names[position], call: call, position: position)
    }
    return agents + chosen
  }

  private mutating func answer(of candidate: Candidate) async -> Examination {
    guard let position = candidate.position else {
      return Examination(
        .start, candidate.name, .notTried(because: "check never runs it: no handoff leads to it"))
    }
    let passage = choice.passages[position]
    let campaign: HandoffCampaign
    do throws(CampaignError) {
      campaign = try HandoffCampaign(passage, in: &traffic, options: CampaignOptions(cases: 1, seed: 1))
    } catch {
      return Examination(.start, candidate.name, .notTried(because: "nothing says what it gets: \(error)"))
    }
    let contract = traffic.structure.receiver(of: passage).flatMap { traffic.structure.role(of: $0).contract }
    let tag = contract.map { traffic.system[$0].failureTag } ?? Contract.defaultFailureTag
    let consumer: any ProgramConsumer
    switch candidate.call {
    case .program(let call): consumer = ProcessConsumer(call, in: environment, conduct, failureTag: tag)
    case .endpoint(let endpoint): consumer = HTTPConsumer(endpoint, conduct, failureTag: tag)
    }
    let first = FirstAnswer(of: consumer)
    _ = await campaign.run(first, isOver: { first.answer != nil })
    await consumer.finish()
    guard let answer = first.answer else {
      return Examination(.start, candidate.name, .notTried(because: "no payload could be made for it"))
    }
    return examination(answer, candidate)
  }

  private func examination(_ answer: ConsumerAnswer, _ candidate: Candidate) -> Examination {
    let isProgram = if case .program = candidate.call { true } else { false }
    let topic: Examination.Topic = isProgram ? .start : .address
    switch answer {
    case .accepted, .failure, .rejected: return Examination(topic, candidate.name, .works)
    case .garbled(let mistake):
      return Examination(
        .answer, candidate.name, .fails(why: "\(candidate.call): \(mistake.what)", remedy: mistake.remedy))
    case .crashed(let crash):
      let remedy =
        isProgram
        ? "run it by hand with a line of docs/consumer-protocol.md, and mend what it says"
        : "start the agent, or correct the address"
      return Examination(
        topic, candidate.name, .fails(why: "\(candidate.call): \(crash.how)", remedy: remedy))
    case .timedOut:
      return Examination(
        topic, candidate.name,
        .fails(
          why: "\(candidate.call): it gave no answer within \(conduct.firstTimeout)",
          remedy: isProgram
            ? "flush standard output after each answer, or allow more time with --start-timeout"
            : "see what the agent waits for, or allow more time with --timeout"))
    }
  }
}

/// Lets a campaign have one answer of a consumer, and ends it then.
private final class FirstAnswer: HandoffConsumer {
  private let consumer: any ProgramConsumer
  private(set) var answer: ConsumerAnswer?

  let readsText = false
  let isRenewable = false
  var language: ConsumerLanguage { consumer.language }
  var surrender: String? { answer == nil ? nil : "one answer is all that was asked for" }

  init(of consumer: any ProgramConsumer) { self.consumer = consumer }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    if let answer { return answer }
    let first = await consumer.answer(handoffCase)
    answer = first
    return first
  }
}
