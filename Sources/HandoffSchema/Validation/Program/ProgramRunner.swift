/// One run of a program over a tape: says yes, no, or that it cannot tell.
///
/// It cannot tell where keys repeat in a way that might matter, where schema applications nest deeper than
/// ``depthLimit``, or where there are more of them than ``stepsPerValue`` allows. The collecting road then
/// decides, which knows these cases and has caps of its own; the limits here are lower, so that both roads
/// give one verdict.
struct ProgramRunner {
  let tape: TapeView
  /// The program, which whoever lends the runner keeps alive: counting references costs more than a small value.
  private let owner: Unmanaged<ValidationProgram>
  private let image: UnsafeRawPointer
  let nodes: UnsafePointer<ProgramNode>
  let values: UnsafePointer<ProgramValues>
  let numerics: UnsafePointer<ProgramNumeric>
  let strings: UnsafePointer<ProgramString>
  let arrays: UnsafePointer<ProgramArray>
  let objects: UnsafePointer<ProgramObject>
  let logics: UnsafePointer<ProgramLogic>
  let references: UnsafePointer<ProgramReference>
  let choices: UnsafePointer<ProgramChoice>
  let questions: UnsafePointer<ProgramQuestion>
  let names: UnsafePointer<NameEntry>
  let slots: UnsafePointer<UInt32>
  let bytes: UnsafePointer<UInt8>

  /// Set when the run cannot tell; the verdict is then void.
  var hasGivenUp = false
  /// Marks of what was evaluated, and of names seen: a stack of bytes.
  var marks: MarkStack
  var steps = 0
  /// What few runs need.
  private var books: ProgramBooks?
  /// After so many steps what is decided is remembered.
  let rememberedFrom: Int
  /// The object whose names were last checked for repeats: the branches of a choice often refuse the same.
  private var checkedObject = -1
  var stepLimit: Int

  /// Room on the tape that is not asked for marks.
  static let noMarks = -1
  /// Leaves that are decided in place do not count here.
  static let depthLimit = EvaluationLimits.programDepth
  /// The collecting road allows 1,000,000 steps, or 1,000 a value where that is more.
  static let stepLimit = 500_000
  static let stepsPerValue = 500
  /// Ordinary schemas take a few steps a value; what takes more looks at some values again and again.
  static let rememberedFrom = 1_000
  static let rememberedFromPerValue = 8

  init(_ program: ValidationProgram, image: UnsafeRawPointer, tape: TapeView, marks: MarkStack) {
    self.tape = tape
    owner = .passUnretained(program)
    self.image = image
    self.marks = marks
    let sections = program.sections
    nodes = image.table(sections.nodes)
    values = image.table(sections.values)
    numerics = image.table(sections.numerics)
    strings = image.table(sections.strings)
    arrays = image.table(sections.arrays)
    objects = image.table(sections.objects)
    logics = image.table(sections.logics)
    references = image.table(sections.references)
    choices = image.table(sections.choices)
    questions = image.table(sections.questions)
    names = image.table(sections.names)
    slots = image.table(sections.slots)
    bytes = image.table(sections.bytes)
    stepLimit = max(Self.stepLimit, tape.count * Self.stepsPerValue)
    rememberedFrom = Self.rememberedFrom + tape.count * Self.rememberedFromPerValue
  }

  /// Lends the program, for the parts of it that are no tables.
  @inline(__always)
  func withProgram<Result>(_ body: (ValidationProgram) -> Result) -> Result {
    owner._withUnsafeGuaranteedRef(body)
  }

  /// A table that few values need.
  @inline(__always)
  func table<Element>(
    _ section: (ValidationProgram.Sections) -> ProgramImage.Section<Element>
  ) -> UnsafePointer<Element> {
    image.table(withProgram { section($0.sections) })
  }

  /// The verdict on a value, or `nil` where the run cannot tell.
  mutating func verdict(of schema: ProgramReference, on index: Int) -> Bool? {
    hasGivenUp = false
    let isValid = check(schema, index, marks: Self.noMarks, depth: 0)
    return hasGivenUp || steps > stepLimit ? nil : isValid
  }

  /// Follows an evaluation from outside into the resource of a node, and out of it.
  mutating func enterResource(of node: SchemaGraph.NodeID) {
    enter(resource(of: node + ProgramCompiler.reserved))
  }

  mutating func leaveResource() { books?.scope.leave() }

  /// A number for what dynamic references depend on.
  var scopeState: Int { books?.scope.state ?? 0 }
  /// The resources on the way, outermost first.
  var resourcesOnTheWay: [Int32] { books?.scope.resources ?? [] }

  private mutating func enter(_ resource: Int32) { openBooks().scope.enter(resource) }

  private func resource(of node: Int) -> Int32 {
    table { $0.resources }[node]
  }

  private mutating func openBooks() -> ProgramBooks {
    if let books { return books }
    let opened = ProgramBooks()
    books = opened
    return opened
  }

  /// Applies a schema to a value.
  ///
  /// `marks` is the place in the mark stack where the caller wants to know which members or elements were
  /// evaluated, or ``noMarks``.
  @inline(__always)
  mutating func check(_ reference: ProgramReference, _ index: Int, marks: Int, depth: Int) -> Bool {
    let node = nodes + reference.node
    let bit = tape.nodes[index].classBit
    if node.pointee.accepted & bit != 0 { return true }
    if node.pointee.refused & bit != 0 { return false }
    let shape = node.pointee.shape
    if shape.isScalar { return checkScalar(node, index) }
    let depth = depth &+ 1 &+ reference.hops
    if marks == Self.noMarks {
      if shape == .plainObject { return checkPlainObject(node.pointee.object, index, depth: depth) }
      if shape == .plainArray { return checkPlainArray(node.pointee.array, index, depth: depth) }
    }
    return shape == .choice
      ? checkChoice(node, index, marks: marks, depth: depth)
      : checkBeyondType(node, index, marks: marks, depth: depth)
  }

  /// Applies a schema of one keyword group to a value that its types leave open.
  @inline(__always)
  private mutating func checkScalar(_ node: UnsafePointer<ProgramNode>, _ index: Int) -> Bool {
    switch node.pointee.shape {
    case .onlyValues: checkValues(Int(node.pointee.values), index)
    case .onlyString: checkString(Int(node.pointee.string), index)
    case .onlyNumeric: isWholeWhereAsked(node, index) && checkNumber(Int(node.pointee.numeric), index)
    default: isWholeWhereAsked(node, index)
    }
  }

  /// Counts an application that is not decided by type alone, and the applications to the value's parts that
  /// may be.
  @inline(__always)
  mutating func enter(_ depth: Int, parts: Int = 0) -> Bool {
    steps &+= 1 &+ parts
    if depth <= Self.depthLimit, steps <= stepLimit, !hasGivenUp { return true }
    hasGivenUp = true
    return false
  }

  @inline(never)
  mutating func checkBeyondType(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    guard node.pointee.flags.contains(.isMeeting) else {
      return checkAnew(node, index, marks: marks, depth: depth)
    }
    if steps > rememberedFrom, let key = ProgramMemory.Key(node - nodes, index, scopeState) {
      return checkRemembering(node, index, key, marks: marks, depth: depth)
    }
    return checkMeeting(node, index, marks: marks, depth: depth)
  }

  @inline(__always)
  private mutating func checkMeeting(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    if node.pointee.flags.contains(.isPlain), marks == Self.noMarks {
      return node.pointee.array >= 0
        ? checkPlainArray(node.pointee.array, index, depth: depth)
        : checkPlainObject(node.pointee.object, index, depth: depth)
    }
    return checkAnew(node, index, marks: marks, depth: depth)
  }

  @inline(never)
  private mutating func checkRemembering(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, _ key: ProgramMemory.Key, marks: Int, depth: Int
  ) -> Bool {
    steps &+= 1
    let books = openBooks()
    let kind = tape.nodes[index].kind
    guard marks != Self.noMarks, kind == .array || kind == .object else {
      if let known = books.memory[key] { return known }
      let isValid = checkMeeting(node, index, marks: marks, depth: depth)
      if !hasGivenUp { books.memory[key] = isValid }
      return isValid
    }
    if books.memory[key] == false { return false }
    if let evaluated = books.memory.evaluated(key) {
      self.marks.merge(evaluated, into: marks)
      return true
    }
    // Marks of its own, so that they can be told from those of others.
    let count = Int(tape.nodes[index].length)
    let own = self.marks.push(count)
    defer { self.marks.pop(own) }
    let isValid = checkAnew(node, index, marks: own, depth: depth)
    if hasGivenUp { return false }
    books.memory[key] = isValid
    guard isValid else { return false }
    books.memory.note(self.marks.run(own, count: count), key)
    self.marks.merge(own, into: marks, count: count)
    return true
  }

  @inline(__always)
  private mutating func checkAnew(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    guard enter(depth) else { return false }
    if node.pointee.values >= 0, !checkValues(Int(node.pointee.values), index) { return false }
    if node.pointee.flags.contains(.hasUnevaluated) || node.pointee.flags.contains(.tracksResource) {
      return checkSpecially(node, index, marks: marks, depth: depth)
    }
    return checkKeywords(node, index, marks: marks, depth: depth)
  }

  @inline(__always)
  mutating func checkKeywords(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    switch tape.nodes[index].kind {
    case .null, .false, .true: break
    case .number:
      guard isWholeWhereAsked(node, index) else { return false }
      if node.pointee.numeric >= 0, !checkNumber(Int(node.pointee.numeric), index) { return false }
    case .string:
      if node.pointee.string >= 0, !checkString(Int(node.pointee.string), index) { return false }
    case .array:
      if node.pointee.array >= 0,
        !checkArray(Int(node.pointee.array), index, marks: marks, depth: depth)
      {
        return false
      }
    case .object:
      if node.pointee.object >= 0,
        !checkObject(objects + Int(node.pointee.object), index, marks: marks, depth: depth)
      {
        return false
      }
    }
    if node.pointee.logic >= 0 {
      return checkLogic(Int(node.pointee.logic), index, marks: marks, depth: depth)
    }
    return true
  }

  /// Says whether a number is whole, where the node's types allow no others.
  @inline(__always)
  private mutating func isWholeWhereAsked(_ node: UnsafePointer<ProgramNode>, _ index: Int) -> Bool {
    !node.pointee.flags.contains(.isWhole) || !tape.nodes[index].flags.contains(.notPlainInteger)
      || isInteger(index)
  }

  /// The evaluation of a node that keeps books: marks of its own, or its resource on the way.
  @inline(never)
  private mutating func checkSpecially(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks outer: Int, depth: Int
  ) -> Bool {
    let entersResource = node.pointee.flags.contains(.tracksResource) && entersResource(of: node - nodes)
    defer { if entersResource { leaveResource() } }
    let kind = tape.nodes[index].kind
    guard node.pointee.flags.contains(.hasUnevaluated), kind == .array || kind == .object else {
      return checkKeywords(node, index, marks: outer, depth: depth)
    }
    let count = Int(tape.nodes[index].length)
    let own = marks.push(count)
    defer { marks.pop(own) }
    guard checkKeywords(node, index, marks: own, depth: depth),
      checkUnevaluated(node, index, marks: own, depth: depth)
    else { return false }
    if outer != Self.noMarks { marks.merge(own, into: outer, count: count) }
    return true
  }

  /// Enters the resource of a node, unless it is the innermost one already.
  private mutating func entersResource(of node: Int) -> Bool {
    let resource = resource(of: node)
    if books?.scope.innermost == resource { return false }
    enter(resource)
    return true
  }

  private mutating func checkUnevaluated(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks own: Int, depth: Int
  ) -> Bool {
    let isObject = tape.nodes[index].kind == .object
    let schema =
      isObject
      ? node.pointee.object >= 0 ? objects[Int(node.pointee.object)].unevaluated : .none
      : node.pointee.array >= 0
        ? arrays[Int(node.pointee.array)].unevaluated : .none
    if schema.isNone { return true }
    var child = index + 1
    let end = Int(tape.nodes[index].next)
    var position = 0
    while child < end {
      let value = isObject ? child + 1 : child
      if !marks[own + position] {
        guard check(schema, value, marks: Self.noMarks, depth: depth) else {
          return isObject ? refuseMember(of: index) : false
        }
        marks[own + position] = true
      }
      child = Int(tape.nodes[value].next)
      position += 1
    }
    return true
  }

  /// The answer to a member that was refused: where keys repeat, it might not have counted.
  @inline(never)
  mutating func refuseMember(of object: Int) -> Bool {
    if object != checkedObject {
      checkedObject = object
      if tape.hasRepeatedNames(object) { hasGivenUp = true }
    }
    return false
  }
}
