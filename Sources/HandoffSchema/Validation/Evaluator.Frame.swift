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
    /// The keyword that nobody can decide and that may refuse what is valid otherwise.
    var open = OpenKeyword.none
    /// The same of parts that the stage has come by; whether they matter is known at its end.
    var openParts = OpenKeyword.none
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
    /// The record of violations before the first alternative.
    let start: ViolationRecord.Mark
    var hasAccepted = false
    var branches = Branches()
    /// The alternatives that accept.
    var matching: [Int] = []
    /// How many may accept, and what leaves the first of them open.
    var openCount = 0
    var open = OpenKeyword.none
    /// The alternatives that are tried, where what tells them apart leaves some; `nil` for all.
    var candidates: [Int]?
    /// The members that left them.
    var reasons: [String] = []
    /// The member whose value leaves none of them.
    var unanswered: TagTree.Question?
  }
}

/// What leaves a verdict open: one of the evaluator's undecided keywords, or nothing.
struct OpenKeyword {
  /// Its place among the evaluator's, or -1.
  let number: Int

  static let none = OpenKeyword(number: -1)

  var isOpen: Bool { number >= 0 }

  /// Takes another one where there is none yet.
  mutating func formFirst(_ other: OpenKeyword) {
    if !isOpen { self = other }
  }
}
