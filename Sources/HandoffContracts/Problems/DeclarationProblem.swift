public import HandoffSchema

/// One thing in a declaration that cannot stand, wherever it was written.
///
/// A manifest with a problem is not read at all (see ``ManifestError``); a declaration in Swift keeps its
/// problems in ``AgentSystem/problems``.
public struct DeclarationProblem: Sendable, Hashable {
  /// What is wrong.
  public var reason: Reason
  /// The place in the manifest form of the system, such as `/agents/writer/produces`.
  public var pointer: JSONPointer
  /// Where it was written; absent where nobody said.
  public var location: SourceLocation?

  /// Pairs a reason with its place.
  public init(reason: Reason, pointer: JSONPointer, location: SourceLocation? = nil) {
    self.reason = reason
    self.pointer = pointer
    self.location = location
  }

  /// What a declaration names.
  public enum Subject: String, Sendable, Hashable {
    case agent, contract, store, failure, definition, handoff, field, tool
    case mutationOperator = "operator"
  }

  /// Why a part of a declaration cannot stand.
  public enum Reason: Sendable, Hashable {
    /// A member that the format does not have; the allowed ones, and the nearest of them if one is near.
    case unknownMember(String, known: [String], nearest: String?)
    /// A required member that is not there.
    case missingMember(String)
    /// A value of the wrong type, or out of range: what was found, what is allowed.
    case wrongValue(found: String, allowed: String)
    /// A version of the manifest format that is not known.
    case unknownFormat(found: String, known: Int)
    /// A member that stands twice in one object.
    case repeatedMember(String)
    /// A name that nobody declares: at most 20 of the declared ones, how many there are, and the nearest.
    case undeclared(Subject, name: String, declared: [String], count: Int, nearest: String?)
    /// Two declarations under one name, and where the first stands.
    case duplicate(Subject, name: String, first: SourceLocation?)
    /// An element that may stand once stands twice, such as `Produces` in one agent.
    case repeatedElement(String)
    /// An element that has to be there is not, and what to write.
    case missingElement(String)
    /// A name that stands twice in one list.
    case repeatedName(Subject, String)
    /// A join whose own agent sends one of its branches.
    case waitsForItself(handoff: String)
    /// A handoff that is named as the branch of a join and does not lead to its agent, and where it leads.
    case leadsElsewhere(handoff: String, to: String)
    /// A second branch of one sender where a join tells branches by their senders, and the first one.
    case sharedSender(String, first: String)
    /// More branches to wait for than there are.
    case tooFewBranches(wanted: Int, found: Int)
    /// A result of a handoff that gives no control back.
    case resultWithoutReturn
    /// Something that changes when a handoff to another agent tries again.
    case changesWithoutRetry
    /// A failure kind as an answer of an agent that no contract declares failures for.
    case answerWithoutContract(String)
    /// A member that says something about a limit where there is none.
    case withoutLimit(String)
    /// A failure without tag that has no schema either.
    case shapelessFailure
    /// A payload that is both an output and a failure without tag.
    case ambiguousFailure(JSONValue)
    /// A schema file that cannot be read, by its path from the manifest's folder, and why.
    case schemaFile(String, SchemaFileReader.Refusal)
    /// An identifier that two schema files give themselves, or are found under, although they say different things.
    case sharedIdentifier(String, files: [String])
    /// A name of a definition that the schema and the manifest both have.
    case ambiguousDefinition(String)
    /// A schema that cannot be compiled.
    case schema(SchemaError.Reason)
  }
}

extension DeclarationProblem: CustomStringConvertible {
  /// One line: place, what is wrong, what is allowed.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    let path = pointer.tokens.isEmpty ? "" : "\(pointer): "
    return "\(place)\(path)\(reason)"
  }
}
