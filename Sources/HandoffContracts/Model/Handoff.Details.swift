public import HandoffSchema

extension Handoff {
  /// What few handoffs say, kept apart: systems of a million handoffs are held and copied without it.
  struct Details: Sendable {
    var result: Agent.Acceptance?
    var payload: Agent.Acceptance?
    var condition: String?
    var each: JSONPointer?
    var changes: Change?
    var limitIsImplied = false
    var carries: [EnvelopePart]?
    var parallel: String?
    var tolerates: [Tolerance] = []
    var extensions: JSONObject = [:]
    var origin: SourceLocation?
    var attachedContracts: [Contract] = []
    var attachedAgents: [Agent] = []
    var builderProblems: [DeclarationProblem] = []
  }

  /// Details in memory of their own, which copies of the handoff share.
  final class DetailsBox: Sendable {
    let details: Details
    init(_ details: Details) { self.details = details }
  }

  private mutating func edit(sayingNothing: Bool, _ change: (inout Details) -> Void) {
    // Saying nothing where nothing was said makes no box.
    if sayingNothing, box == nil { return }
    var details = box?.details ?? Details()
    change(&details)
    box = DetailsBox(details)
  }

  /// What `from` takes back where control returns; what it accepts where absent.
  public var result: Agent.Acceptance? {
    get { box?.details.result }
    set { edit(sayingNothing: newValue == nil) { $0.result = newValue } }
  }
  /// What the handoff carries where that is not the producer's output: the arguments of a transfer call.
  public var payload: Agent.Acceptance? {
    get { box?.details.payload }
    set { edit(sayingNothing: newValue == nil) { $0.payload = newValue } }
  }
  /// The name of a test in code that the declaration cannot see: for every payload it may hold or not.
  public var condition: String? {
    get { box?.details.condition }
    set { edit(sayingNothing: newValue == nil) { $0.condition = newValue } }
  }
  /// The array of the payload whose elements the receiver gets, one a visit.
  public var each: JSONPointer? {
    get { box?.details.each }
    set { edit(sayingNothing: newValue == nil) { $0.each = newValue } }
  }
  /// What is different when the handoff tries again; for a retry.
  public var changes: Change? {
    get { box?.details.changes }
    set { edit(sayingNothing: newValue == nil) { $0.changes = newValue } }
  }
  /// True where the limit is a framework's default that nobody declared.
  public var limitIsImplied: Bool {
    get { box?.details.limitIsImplied ?? false }
    set { edit(sayingNothing: !newValue) { $0.limitIsImplied = newValue } }
  }
  /// What the handoff carries; `nil` where it does not say.
  public var carries: [EnvelopePart]? {
    get { box?.details.carries }
    set { edit(sayingNothing: newValue == nil) { $0.carries = newValue } }
  }
  /// The name of the group that is taken together.
  public var parallel: String? {
    get { box?.details.parallel }
    set { edit(sayingNothing: newValue == nil) { $0.parallel = newValue } }
  }
  /// Ways of breaking a payload that the receiver may accept.
  public var tolerates: [Tolerance] {
    get { box?.details.tolerates ?? [] }
    set { edit(sayingNothing: newValue.isEmpty) { $0.tolerates = newValue } }
  }
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject {
    get { box?.details.extensions ?? [:] }
    set { edit(sayingNothing: newValue.isEmpty) { $0.extensions = newValue } }
  }
  /// Where the manifest says that the handoff was originally declared (its `declaredAt` member); findings about the
  /// handoff point there.
  public var origin: SourceLocation? {
    get { box?.details.origin }
    set { edit(sayingNothing: newValue == nil) { $0.origin = newValue } }
  }

  /// The contracts that `payload` and `result` were given as values; the system takes them over.
  var attachedContracts: [Contract] {
    get { box?.details.attachedContracts ?? [] }
    set { edit(sayingNothing: newValue.isEmpty) { $0.attachedContracts = newValue } }
  }
  /// The agents that were given as values; the system takes those over that it does not declare.
  var attachedAgents: [Agent] {
    get { box?.details.attachedAgents ?? [] }
    set { edit(sayingNothing: newValue.isEmpty) { $0.attachedAgents = newValue } }
  }
  /// What the initialiser of the declaration could not take, with pointers from the handoff; see
  /// ``AgentSystem/problems``.
  package var builderProblems: [DeclarationProblem] {
    get { box?.details.builderProblems ?? [] }
    set { edit(sayingNothing: newValue.isEmpty) { $0.builderProblems = newValue } }
  }
}
