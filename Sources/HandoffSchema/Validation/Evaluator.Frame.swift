extension Evaluator {
  /// One application of a schema to a value that needs further ones.
  struct Frame {
    let id: SchemaGraph.NodeID
    let value: JSONValue
    /// Where the value stands on the tape; -1 without one.
    let index: Int
    /// True where the application that waits for this one must know which places were evaluated.
    let tracking: Bool
    /// True where this one has an entry among the evaluator's marks.
    let marking: Bool
    let hasUnevaluated: Bool
    let entersResource: Bool
    let trace: Trace
    /// How many violations there were before it.
    let violationStart: Int

    private(set) var stage: Stage
    var isValid: Bool
    /// True where a keyword that nobody can decide may refuse what is valid otherwise.
    var isOpen = false
    /// The element, member or subschema that the stage has come to.
    var place = 0
    /// The further step within one place.
    var part = 0
    /// What the stage counts.
    var count = 0
    /// The part of the value that was last looked up on the tape, and the index where it begins.
    var partPlace = 0
    var partIndex = -1

    init(
      id: SchemaGraph.NodeID, value: JSONValue, index: Int, tracking: Bool, marking: Bool,
      hasUnevaluated: Bool,
      entersResource: Bool, trace: Trace, violationStart: Int, stage: Stage, isValid: Bool
    ) {
      self.id = id
      self.value = value
      self.index = index
      self.tracking = tracking
      self.marking = marking
      self.hasUnevaluated = hasUnevaluated
      self.entersResource = entersResource
      self.trace = trace
      self.violationStart = violationStart
      self.stage = stage
      self.isValid = isValid
    }

    mutating func begin(_ stage: Stage) {
      self.stage = stage
      place = 0
      part = 0
      count = 0
    }

    /// The keywords that apply schemas, in the order of evaluation; the first two are for arrays, the next
    /// three for objects.
    enum Stage: UInt8 {
      case elements, contains
      case members, names, dependents
      case reference, dynamicReference, all, any, one, not, condition
      case unevaluated

      var next: Stage? {
        self == .contains ? .reference : Stage(rawValue: rawValue + 1)
      }
    }

    /// What an application changes in the evaluator until it ends.
    struct Trace: OptionSet {
      let rawValue: UInt8
      /// It went a step into the value.
      static let path = Trace(rawValue: 1)
      /// It went a step through the schema.
      static let route = Trace(rawValue: 2)
      /// It stopped the collecting of violations.
      static let quiet = Trace(rawValue: 4)
    }
  }

  /// A choice between alternatives, `anyOf` or `oneOf`, that is under way.
  struct Choice {
    /// The number of violations before the first alternative.
    let start: Int
    /// The state of the record before it.
    let tokenCount: Int
    let omitted: Int
    var hasAccepted = false
    var branches = Branches()
    /// The alternatives that accept.
    var matching: [Int] = []
    /// How many may accept.
    var openCount = 0
    /// The alternatives that are tried, where what tells them apart leaves some; `nil` for all.
    var candidates: [Int]?
    /// The members that left them.
    var reasons: [String] = []
    /// The member whose value leaves none of them.
    var unanswered: TagTree.Question?
  }
}
