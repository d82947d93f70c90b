/// The alternatives of `anyOf` or `oneOf`.
struct ProgramBranches: BitwiseCopyable {
  var schemas = ProgramRange()
  /// Where the choices that a kind of value leaves begin, in the order of `TapeNode.Kind`; -1 where there is only one
  /// alternative.
  var kinds: Int32 = -1
}

/// Some schemas, or a question that leaves fewer of them; see ``TagTree``.
struct ProgramChoice: BitwiseCopyable {
  var schemas = ProgramRange()
  /// In the table of questions, or -1.
  var question: Int32 = -1

  /// The choice of nothing.
  static let none: Int32 = 0
}

/// A member whose value leaves few schemas; the answers are choices.
struct ProgramQuestion: BitwiseCopyable {
  /// The table of its one name.
  var name: NameTable
  /// The texts that are known, each with its choice.
  var texts: NameTable
  /// The machine integers that are known, ascending, in the table of answers.
  var integers = ProgramRange()
  var null = ProgramChoice.none
  var falsehood = ProgramChoice.none
  var truth = ProgramChoice.none
  /// For any other value, and where the member is missing.
  var otherwise = ProgramChoice.none
  var absent = ProgramChoice.none
  /// In any case.
  var always = ProgramChoice.none
}

/// A number that a question knows.
struct ProgramAnswer: BitwiseCopyable {
  var integer: Int
  var choice: Int32
}

extension ProgramCompiler {
  /// What tells the alternatives of a choice apart, or `nil` where there is no choice.
  mutating func tree(of ids: [SchemaGraph.NodeID]) -> TagTree? {
    guard ids.count > 1 else { return nil }
    var facts: [BranchFacts] = []
    facts.reserveCapacity(ids.count)
    for id in ids { facts.append(self.facts.facts(of: id)) }
    return TagTree(facts)
  }

  /// The alternatives of a choice, with what tells beforehand that some cannot match.
  mutating func branches(_ ids: [SchemaGraph.NodeID], _ tree: TagTree?) -> ProgramBranches {
    var result = ProgramBranches(schemas: list(ids))
    guard let tree else { return result }
    let (first, questions) = (Int32(choices.count), Int32(self.questions.count))
    // The choices of the kinds come first, so that they stand together.
    choices += tree.kinds.map { _ in ProgramChoice() }
    let others = Int32(choices.count)
    for choice in tree.choices {
      choices.append(
        ProgramChoice(
          schemas: choice.branches.count == ids.count
            ? result.schemas : list(choice.branches.map { ids[$0] }),
          question: choice.question.map { questions + Int32($0) } ?? -1))
    }
    for (kind, choice) in tree.kinds.enumerated() {
      choices[Int(first) + kind] = choices[Int(others) + choice]
    }
    func place(_ choice: Int) -> Int32 {
      choice == TagTree.none ? ProgramChoice.none : others + Int32(choice)
    }
    for question in tree.questions {
      let compiled = compile(
        question.name, question.answers.map { ($0.value, place($0.choice)) },
        otherwise: ProgramChoice.none, absent: place(question.absent), always: place(question.always))
      self.questions.append(compiled)
    }
    result.kinds = first
    return result
  }

  /// A question with its answers, which are scalars and distinct.
  mutating func compile(
    _ name: String, _ answers: [(value: JSONValue, choice: Int32)], otherwise: Int32, absent: Int32,
    always: Int32
  ) -> ProgramQuestion {
    var texts: [(name: String, choice: Int32)] = []
    var integers: [ProgramAnswer] = []
    var (null, falsehood, truth) = (otherwise, otherwise, otherwise)
    for (value, choice) in answers {
      switch value {
      case .null: null = choice
      case .bool(let value): if value { truth = choice } else { falsehood = choice }
      case .string(let text): texts.append((text, choice))
      case .number(let number):
        if let integer = number.intValue { integers.append(ProgramAnswer(integer: integer, choice: choice)) }
      case .array, .object: break
      }
    }
    let range = ProgramRange(start: UInt32(self.answers.count), count: UInt32(integers.count))
    self.answers += integers.sorted { $0.integer < $1.integer }
    return ProgramQuestion(
      name: names.add([(name: name, choice: 0)]), texts: names.add(texts), integers: range, null: null,
      falsehood: falsehood, truth: truth, otherwise: otherwise, absent: absent, always: always)
  }
}
