/// One evaluation of a value: collects violations, or stops at the first.
///
/// Runs on a stack of its own: no nesting of values or schemas costs call stack, so that it is safe on any
/// thread. An application that needs no other is decided at once and opens no frame.
struct Evaluator {
  let nodes: [SchemaNode]
  let isDynamic: Bool
  let instance: JSONValue

  /// False where only the verdict matters; then nothing is recorded and the first refusal ends it.
  var isCollecting: Bool
  private var found = ViolationRecord()
  /// The way through the value, and the way through the schema.
  var path: [Step] = []
  var route: [Hop] = []
  /// The resources on the way, outermost first; kept only where a dynamic reference asks for it.
  var scope: [String] = []
  /// One entry for each application under way that must know what was evaluated.
  var marks: [EvaluatedPlaces] = []
  /// The choices between alternatives that are under way.
  var choices: [Choice] = []
  /// Above zero while the value is the name of a member.
  var namesUnderWay = 0

  /// How many near misses were looked for.
  var hintsSought = 0

  /// The applications under way, outermost first.
  var frames: [Frame] = []
  /// The verdict of the application that ended last, until the one that waits for it takes it.
  private var outcome: Bool?
  /// What leaves that verdict open: it says yes, and a keyword that nobody can decide may say no.
  private var openOutcome = OpenKeyword.none
  /// The same of the verdict that was taken last.
  private(set) var takenOpen = OpenKeyword.none
  /// The keyword of the value at hand that was left open.
  private var openHere = OpenKeyword.none
  /// The keywords that were left open, each as a violation that says so.
  private var undecided: [Violation] = []
  /// True where violations have locations: then the way is kept through what is only tried, too.
  let isLocating: Bool
  private(set) var steps = 0
  private var stepLimit = EvaluationLimits.steps
  private var hasCountedValues = false
  private var memory = EvaluationMemory()
  /// The fast road over the same value, for what needs no explanation.
  var oracle: ValidationOracle?
  /// After so many steps what is decided is remembered.
  var rememberedFrom = EvaluationLimits.rememberedFrom
  /// The violation of a cap; nothing is evaluated any more once it is set.
  private(set) var limit: Violation?

  /// A step from a value to one inside it.
  enum Step {
    case key(String)
    case index(Int)
  }

  /// A step from a schema to one that it applies.
  struct Hop {
    var from: SchemaGraph.NodeID
    var to: SchemaGraph.NodeID
    /// The keyword of a reference; `nil` for a subschema.
    var reference: String?
  }

  init(_ graph: SchemaGraph, instance: JSONValue, isCollecting: Bool, oracle: ValidationOracle? = nil) {
    nodes = graph.nodes
    isDynamic = graph.isDynamic
    self.instance = instance
    self.isCollecting = isCollecting
    isLocating = isCollecting
    self.oracle = oracle
  }

  /// Evaluates the whole value; with an oracle it must be one that the root refuses.
  ///
  /// A cap that was met refuses whatever else was found: `not` must not turn it into acceptance.
  mutating func run(root: SchemaGraph.NodeID) -> Bool {
    start(root, instance, at: oracle == nil ? -1 : 0, tracking: false, trace: [])
    while !frames.isEmpty { advance(frames.count - 1) }
    let isValid = takeOutcome() ?? false
    if isValid, takenOpen.isOpen { limit = limit ?? undecided[takenOpen.number] }
    if let limit {
      found.add(limit)
      return false
    }
    if found.omitted > 0 { found.add(omission(at: root)) }
    return isValid
  }

  /// Notes that nobody can decide about `pattern` at the value at hand.
  mutating func leaveOpen(_ id: SchemaGraph.NodeID) {
    // Without locations all say the same, and of very many the last one stands for the others.
    if undecided.isEmpty || isLocating && undecided.count < EvaluationLimits.violations,
      let unread = nodes[id].string?.unreadPattern
    {
      undecided.append(
        violation(
          id, keyword: Violation.undecidedKeyword, tokens: ["pattern"],
          found: "text about which nobody can tell",
          allowed: "text that is decided without \(unread.construct)"))
    }
    openHere = OpenKeyword(number: undecided.count - 1)
  }

  private mutating func omission(at root: SchemaGraph.NodeID) -> Violation {
    violation(
      root, keyword: "limit", tokens: [], found: "more",
      allowed: "a value with so few violations that they can be listed (\(violations.count) are)")
  }

  /// What was refused so far.
  var violations: [Violation] { found.violations }

  /// Says whether one more violation can be recorded.
  ///
  /// Where it cannot and no choice between alternatives is open, the value is refused whatever follows, so
  /// that nothing more is looked for.
  mutating func hasRoom() -> Bool {
    if found.hasRoom() { return true }
    if choices.isEmpty { isCollecting = false }
    return false
  }

  mutating func record(_ violation: Violation) { found.add(violation) }

  /// Begins a choice between alternatives.
  mutating func beginChoice(_ members: JSONObject?, _ tree: TagTree?) {
    var choice = Choice(start: found.mark)
    if let members, let tree {
      let candidates = tree.branches(for: members)
      choice.unanswered = candidates.isEmpty ? tree.unanswered(by: members) : nil
      // Where nothing is left and no single member is to blame, all alternatives have their say.
      if !candidates.isEmpty || choice.unanswered != nil { choice.candidates = candidates }
      if candidates.count == 1, isCollecting { choice.reasons = tree.reasons(for: members) }
    }
    choices.append(choice)
  }

  /// Says of the violations from a number on why their schema applies, unless they say it already.
  mutating func explain(from start: Int, _ reason: String) { found.explain(from: start, reason) }

  /// Takes what an alternative of the innermost choice refuses out of the record.
  mutating func endAlternative(isAccepted: Bool) {
    let last = choices.count - 1
    if isAccepted { choices[last].hasAccepted = true }
    if !isAccepted { choices[last].branches.add(found.since(choices[last].start), depth: path.count) }
    found.takeBack(to: choices[last].start)
  }

  /// Ends the innermost choice; what was omitted within it counts only where it refuses.
  mutating func endChoice() -> Choice {
    let choice = choices.removeLast()
    if choice.hasAccepted { found.forgetOmitted(since: choice.start) }
    return choice
  }

  /// Begins to apply a schema to a value; the verdict is there at once, or once the frame that was opened
  /// has ended.
  ///
  /// `index` is where the value stands on the tape, or -1. With `tracking` the caller will know which places were evaluated; `trace` is what the caller changed for
  /// this application, to be undone at its end.
  mutating func start(
    _ id: SchemaGraph.NodeID, _ value: JSONValue, at index: Int, tracking: Bool, trace: Frame.Trace
  ) {
    if let always = nodes[id].always {
      if !always { refuseAlways(id, value) }
      return end(always, trace)
    }
    if let known = known(id, value, at: index, tracking: tracking) { return end(known, trace) }
    guard enter(id) else { return end(false, trace) }
    let violationStart = found.violations.count
    openHere = .none
    let isValid = checkHere(id, value)
    let open = openHere
    guard isValid || isCollecting, appliesOthers(id, value) else {
      return end(isValid, trace, open: open)
    }

    let entersResource = isDynamic && scope.last != nodes[id].location.base
    if entersResource {
      scope.append(nodes[id].location.base)
      oracle?.enterResource(of: id)
    }
    var stage = Frame.Stage.reference
    var hasUnevaluated = false
    switch value {
    case .array where !nodes[id].$array:
      stage = .elements
      hasUnevaluated = nodes[id].array?.unevaluatedItems != nil
    case .object where !nodes[id].$object:
      stage = .members
      hasUnevaluated = nodes[id].object?.unevaluatedProperties != nil
    default: break
    }
    let marking = tracking || hasUnevaluated
    if marking { marks.append(EvaluatedPlaces()) }
    frames.append(
      Frame(
        id: id, value: value, index: index, tracking: tracking, marking: marking,
        hasUnevaluated: hasUnevaluated,
        entersResource: entersResource, trace: trace, violationStart: violationStart, stage: stage,
        isValid: isValid))
    frames[frames.count - 1].open = open
  }

  /// The verdict on an application that needs no look, with what it refuses where that is asked for: the fast road
  /// knows it, or it was decided before.
  private mutating func known(
    _ id: SchemaGraph.NodeID, _ value: JSONValue, at index: Int, tracking: Bool
  ) -> Bool? {
    guard !tracking, limit == nil else { return nil }
    // Of the value as a whole the caller knows that it is refused.
    if index > 0 || index == 0 && !frames.isEmpty, !isSettledHere(id, value),
      let verdict = oracle?.verdict(of: id, on: index), verdict || !isCollecting
    {
      return verdict
    }
    return steps > rememberedFrom || oracle?.isMeeting(id) == true ? remembered(id, value, at: index) : nil
  }

  /// True where a look costs no more than a question.
  private func isSettledHere(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    switch value {
    case .array, .object: false
    default: nodes[id].$logic
    }
  }

  private func key(_ id: SchemaGraph.NodeID, _ value: JSONValue, at index: Int) -> EvaluationMemory.Key? {
    if let oracle, index >= 0 { return EvaluationMemory.Key(id, at: index, scope: oracle.scope) }
    // What a dynamic reference means depends on the way to it.
    return isDynamic ? nil : EvaluationMemory.Key(id, value)
  }

  private mutating func remembered(_ id: SchemaGraph.NodeID, _ value: JSONValue, at index: Int) -> Bool? {
    guard let key = key(id, value, at: index), let verdict = memory.verdict(key) else { return nil }
    guard isCollecting, !verdict else { return verdict }
    guard let refusal = memory.refusal(key) else { return nil }
    let (here, there) = (pointer, routePointer)
    for violation in refusal.violations where hasRoom() { record(violation.moved(refusal, to: here, there)) }
    // What was not kept is missing from the list, and the list says so.
    found.omit(refusal.omitted)
    return false
  }

  /// Keeps what a frame has decided.
  private mutating func remember(_ frame: Frame) {
    guard !frame.tracking, !frame.open.isOpen, limit == nil,
      let key = key(frame.id, frame.value, at: frame.index)
    else { return }
    memory.note(key, frame.isValid)
    guard isCollecting, !frame.isValid, found.omitted == 0, violations.count >= frame.violationStart
    else { return }
    memory.note(
      key, violations[frame.violationStart...], pathCount: path.count, routeCount: routePointer.tokens.count)
  }

  /// Says whether a node may apply schemas to a value or to what is inside it.
  private mutating func appliesOthers(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    if !nodes[id].$logic { return true }
    return switch value {
    case .array: !nodes[id].$array
    case .object: !nodes[id].$object
    default: false
    }
  }

  private mutating func end(_ isValid: Bool, _ trace: Frame.Trace, open: OpenKeyword = .none) {
    if trace.contains(.path) { path.removeLast() }
    if trace.contains(.route) { route.removeLast() }
    if trace.contains(.quiet) { isCollecting = true }
    outcome = isValid
    openOutcome = isValid ? open : .none
  }

  /// Takes the verdict of the application that a frame has waited for.
  mutating func takeOutcome() -> Bool? {
    takenOpen = openOutcome
    openOutcome = .none
    defer { outcome = nil }
    return outcome
  }

  /// True while the application that was started last has not ended.
  var isWaiting: Bool { outcome == nil }

  /// Takes a verdict into a frame's own.
  ///
  /// - Returns: False where the frame's verdict is final.
  mutating func record(_ isValid: Bool, _ top: Int) -> Bool {
    if isValid {
      frames[top].open.formFirst(takenOpen)
      return true
    }
    frames[top].isValid = false
    return isCollecting
  }

  private mutating func advance(_ top: Int) {
    let hasEnded =
      switch frames[top].stage {
      case .elements: advanceElements(top)
      case .contains: advanceContains(top)
      case .members: advanceMembers(top)
      case .names: advanceNames(top)
      case .dependents: advanceDependents(top)
      case .reference: advanceReference(top)
      case .dynamicReference: advanceDynamicReference(top)
      case .all: advanceAll(top)
      case .any: advanceAny(top)
      case .one: advanceOne(top)
      case .not: advanceNot(top)
      case .condition: advanceCondition(top)
      case .unevaluated: advanceUnevaluated(top)
      }
    if !hasEnded { return }
    guard frames[top].isValid || isCollecting, let next = nextStage(top) else {
      close()
      return
    }
    frames[top].begin(next)
  }

  private mutating func nextStage(_ top: Int) -> Frame.Stage? {
    let stage = frames[top].stage
    switch stage {
    case .contains, .dependents, .elements, .members, .names:
      if let next = stage.next, next != .reference { return next }
      if !nodes[frames[top].id].$logic { return .reference }
    default:
      if let next = stage.next, next != .unevaluated { return next }
    }
    // A subschema that refused evaluated nothing, and every member would be reported for want of it.
    // What is open may have evaluated anything.
    let asks = stage != .unevaluated && frames[top].hasUnevaluated
    return asks && frames[top].isValid && !frames[top].open.isOpen ? .unevaluated : nil
  }

  private mutating func close() {
    let frame = frames.removeLast()
    if frame.marking {
      let evaluated = marks.removeLast()
      if frame.isValid, frame.tracking { marks[marks.count - 1].formUnion(evaluated) }
    }
    if frame.entersResource {
      scope.removeLast()
      oracle?.leaveResource()
    }
    if steps > rememberedFrom || oracle?.isMeeting(frame.id) == true { remember(frame) }
    end(frame.isValid, frame.trace, open: frame.open)
  }

  /// The checks of the value itself, which apply no other schema.
  private mutating func checkHere(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    let isValid = checkAnyType(id, value)
    if !isValid, !isCollecting { return false }
    return switch value {
    case .number(let number): checkNumber(id, number, value) && isValid
    case .string(let text): checkString(id, text, value) && isValid
    case .array(let elements): checkCounts(id, elements, value) && isValid
    case .object(let members): checkNames(id, members, value) && isValid
    case .null, .bool: isValid
    }
  }

  private mutating func checkAnyType(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    var isValid = true
    if nodes[id].types != .all, !nodes[id].types.allows(value) || isUnspelt(id, value) {
      isValid = false
      if !isCollecting { return false }
      refuseType(id, value)
    }
    if let values = nodes[id].enumeration {
      let isListed = nodes[id].enumerationIndex?.contains(value) ?? values.contains(value)
      if !isListed {
        isValid = false
        if !isCollecting { return false }
        refuseEnumeration(id, values, value)
      }
    }
    if let constant = nodes[id].constant, constant != value {
      isValid = false
      if isCollecting { refuseConstant(id, constant, value) }
    }
    return isValid
  }

  /// True for a number that is whole and yet none of the integers of draft-04, which have no fraction and no exponent.
  private func isUnspelt(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    guard nodes[id].takesOnlySpeltIntegers, case .number(let number) = value else { return false }
    return nodes[id].types.contains(.integer) && !nodes[id].types.contains(.number) && !number.isPlainInteger
  }

  private mutating func enter(_ id: SchemaGraph.NodeID) -> Bool {
    if limit != nil { return false }
    steps += 1
    if frames.count >= EvaluationLimits.depth {
      meet("nesting of at most \(EvaluationLimits.depth) schema applications", at: id)
      return false
    }
    if steps > stepLimit, !extendSteps() {
      meet("at most \(stepLimit) schema applications", at: id)
      return false
    }
    return true
  }

  // Counting the value's parts costs time, so it waits until the number that every value may use is used up.
  private mutating func extendSteps() -> Bool {
    if hasCountedValues { return false }
    hasCountedValues = true
    let (product, overflow) = instance.countOfValues.multipliedReportingOverflow(
      by: EvaluationLimits.stepsPerValue)
    stepLimit = overflow ? .max : max(stepLimit, product)
    return steps <= stepLimit
  }

  private mutating func meet(_ what: String, at id: SchemaGraph.NodeID) {
    limit = violation(
      id, keyword: "limit", tokens: [], found: "a value and schema that need more", allowed: what)
  }
}

extension JSONValue {
  /// How many values this one consists of, itself included.
  ///
  /// - Complexity: O(*n*), with a stack of its own.
  var countOfValues: Int {
    var count = 0
    var stack = [self]
    while let value = stack.popLast() {
      count += 1
      switch value {
      case .array(let elements): stack.append(contentsOf: elements)
      case .object(let members): stack.append(contentsOf: members.lazy.map(\.value))
      default: break
      }
    }
    return count
  }
}
