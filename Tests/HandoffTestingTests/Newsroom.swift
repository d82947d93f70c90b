import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// A small sound system, and consumers of its one output handoff.
enum Newsroom {
  static let findings = Contract("findings", version: "1.0.0") {
    Output {
      Field("topic", .string(length: 1...80))
      Field("priority", .integer(1...5))
    }
    .closed()
    Failure("no_sources", "Nothing citable was found.")
  }

  static let article = Contract("article", version: "1.0.0") {
    Output { Field("title", .string(length: 1...)) }
    Failure("too_vague")
  }

  static let system = AgentSystem("newsroom", entry: "researcher") {
    Agent("researcher") {
      Performs("Find sources for the topic.")
      Produces(findings)
    }
    Agent("writer") {
      Performs("Write the article.")
      Accepts(findings)
      Produces(article)
      Finishes()
    }
    Human("editor")
    Handoff("researcher", to: "writer")
    Handoff("researcher", to: "editor", on: .failure("no_sources"))
    Handoff("writer", to: "editor", on: .failure("too_vague"))
  }

  struct Findings: Codable {
    var topic: String
    var priority: Int
  }

  struct Article: Codable {
    var title: String
  }

  struct Refusal: Error {}

  /// Checks everything that the contract promises.
  static func write(_ payload: Payload) throws -> Article {
    let findings = try payload.decode(Findings.self)
    guard case .object(let members) = payload.value, members.count == 2, !findings.topic.isEmpty,
      findings.topic.unicodeScalars.count <= 80
    else { throw Refusal() }
    guard (1...5).contains(findings.priority) else { throw HandoffFailure("too_vague") }
    return Article(title: findings.topic)
  }

  /// Forgets to look at the priority.
  static func writeCarelessly(_ payload: Payload) throws -> Article {
    var copy = payload
    if case .object(var members) = payload.value, members["priority"]?.intValue != nil {
      members["priority"] = 1
      copy = Payload(.object(members))
    }
    return try write(copy)
  }
}
