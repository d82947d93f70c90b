/// One thing that a declaration can say, as it is written in a manifest and in Swift.
///
/// Remedies name what to write; each reader writes in one of the two languages.
package struct Term: Sendable, Hashable {
  /// The language of a declaration.
  package enum Language: Sendable, Hashable {
    case manifest, swift
  }

  private let manifest: String
  private let swift: String

  private init(_ manifest: String, swift: String) {
    self.manifest = manifest
    self.swift = swift
  }

  /// What to write in a language.
  package func spelled(in language: Language) -> String {
    switch language {
    case .manifest: manifest
    case .swift: swift
    }
  }
}

extension Term {
  // Agents.
  static let accepts = Term(#""accepts""#, swift: "Accepts(…)")
  static let finishes = Term(#""finishes": true"#, swift: "Finishes()")
  static let agentLimit = Term(#""limit""#, swift: "Limit(…)")
  static let limitThatLasts = Term(#""limitResets": false"#, swift: "Limit(…, resets: false)")
  static let onInvalid = Term(#""onInvalid": "reject""#, swift: "OnInvalid(.reject)")
  static let produces = Term(#""produces""#, swift: "Produces(…)")

  // Agents: what they use and what they do to what they receive.
  static let contextTokens = Term(#""contextTokens""#, swift: "ContextTokens")
  static let observes = Term(#""observes""#, swift: "Observes")
  static let preserves = Term(#""preserves""#, swift: "Preserves")
  static let reads = Term(#""reads""#, swift: "Reads")
  static let tools = Term(#""tools""#, swift: "Tools")
  static let writes = Term(#""writes""#, swift: "Writes")

  // Joins.
  static let allBranches = Term(#""join": "all""#, swift: "Join()")
  static let anyBranch = Term(#""join": "any""#, swift: "no Join")
  static let awaitedBranches = Term(#""of""#, swift: "of:")
  static let receivesApart = Term(#""receives": "bySender" or "list""#, swift: "receives: .bySender or .list")
  static let receivesAny = Term(
    #""receives": "merged", "list" or "bySender""#, swift: "receives: .merged, .list or .bySender")

  // Contracts.
  static let closed = Term(#""additionalProperties": false"#, swift: ".closed()")
  static let failures = Term(#""failures""#, swift: "Failure(\"…\")")
  static let failureTag = Term(#""failureTag""#, swift: "FailureTag(\"…\")")
  static let untagged = Term(#""failureTag": null"#, swift: "Untagged()")

  // Handoffs.
  static let carries = Term(#""carries""#, swift: "carries:")
  static let changes = Term(#""changes""#, swift: "changes:")
  static let limit = Term(#""limit""#, swift: "limit:")
  static let onAnyFailure = Term(#""on": "failure""#, swift: "on: .anyFailure")
  static let onFailure = Term(#""on": {"failure": …}"#, swift: "on: .failure(\"…\")")
  static let onLimit = Term(#""on": "limit""#, swift: "on: .limit")
  static let parallel = Term(#""parallel""#, swift: "parallel:")
  static let result = Term(#""result""#, swift: "result:")

  // The system.
  static let allowanceNames = Term(#""rule" or "at""#, swift: "rule or at:")
  static let stores = Term(#""stores""#, swift: "Store")
  static let limitTaker = Term(#""limits": {"onLimit": …}"#, swift: "Limits(handoffs: …, onLimit: \"…\")")
}
