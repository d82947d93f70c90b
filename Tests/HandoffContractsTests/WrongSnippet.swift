/// A slip that newcomers make, and the first line of what the compiler answers.
struct WrongSnippet {
  /// The source, after the import.
  var code: String
  /// Line, column and message.
  var answer: String

  init(_ code: String, _ answer: String) {
    self.code = code
    self.answer = answer
  }

  static let all: [WrongSnippet] = contracts + shapes + agents + systems

  private static let contracts = [
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .string(patern: "^C$")) }.closed() }"#,
      #"2:55: error: cannot call value of non-function type 'Shape'"#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", "string") } }"#,
      #"2:42: error: 'init(_:_:)' is unavailable: A shape is no text: write Field("name", .string)."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", String.self) } }"#,
      #"2:42: error: 'init(_:_:)' is unavailable: A shape is no Swift type: write .string, .integer, .number, .boolean, …."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id") } }"#,
      #"2:42: error: 'init(_:)' is unavailable: A field has a shape: write Field("name", .string)."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field(name: "id", type: .string) } }"#,
      #"2:42: error: 'init(name:type:)' is unavailable: The arguments have no labels: write Field("name", .string)."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .strng) } }"#,
      #"2:55: error: type 'Shape' has no member 'strng'"#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .string, optional: true) } }"#,
      #"2:42: error: 'init(_:_:optional:)' is unavailable: Write Field("name", .string).optional()."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .string, default: "x") } }"#,
      #"2:42: error: 'init(_:_:default:)' is unavailable: Write Field("name", .string).defaulting(to: value)."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output(Field("id", .string)) }"#,
      #"2:33: error: 'init(_:)' is unavailable: Fields stand in braces: write Output { Field("name", shape) }."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Field("id", .string) }"#,
      #"2:33: error: 'buildExpression' is unavailable: Fields belong to the output: write Output { Field("name", shape) }."#
    ),
    WrongSnippet(
      #"private let c = Contract("k")"#,
      #"2:17: error: 'init(_:version:description:)' is unavailable: A contract has an output: write Contract("name") { Output { Field("field", shape) } }."#
    ),
    WrongSnippet(
      #"private let c = Contract("k", "1.0.0") { Output(.string) }"#,
      #"2:17: error: 'init(_:_:_:)' is unavailable: The version has a label: write Contract("name", version: "1.0.0") { … }."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { "id" } }"#,
      #"2:42: error: 'buildExpression' is unavailable: Write Field("name", shape); a bare string has no shape."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("a", .string); Failure("x") } }"#,
      #"2:63: error: 'buildExpression' is unavailable: A failure stands beside Output { … } in Contract, not within it."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output(.string); "late" }"#,
      #"2:50: error: 'buildExpression' is unavailable: Write Failure("kind", "what it means"); a bare string says neither."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output(.string); Finishes() }"#,
      #"2:50: error: 'buildExpression' is unavailable: This belongs within Agent("name") { … }, not within its contract."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output(.string); Failure("late", Field("by", .integer)) }"#,
      #"2:50: error: 'init(_:_:)' is unavailable: Fields stand in braces: write Failure("kind") { Field("name", shape) }."#
    ),
  ]

  private static let shapes = [
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .int) } }"#,
      #"2:55: error: 'int' has been renamed to 'integer': Write .integer."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .bool) } }"#,
      #"2:55: error: 'bool' has been renamed to 'boolean': Write .boolean."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .array(.string)) } }"#,
      #"2:55: error: 'array' is unavailable: Write .array(of: shape)."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .array) } }"#,
      #"2:55: error: 'array' is unavailable: Write .array(of: shape)."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .string.optional()) } }"#,
      #"2:62: error: 'optional()' is unavailable: A field is optional, not its shape: write Field("name", shape).optional()."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .string(1...5)) } }"#,
      #"2:55: error: 'string' is unavailable: Write .string(length: 1...200)."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .string(maxLength: 5)) } }"#,
      #"2:55: error: 'string(minLength:maxLength:)' is unavailable: Write .string(length: 1...200), .string(length: 1...) or .string(length: ...200)."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .integer(min: 1, max: 5)) } }"#,
      #"2:55: error: 'integer(min:max:)' is unavailable: Write .integer(1...60), .integer(1...) or .integer(...60)."#
    ),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .oneOf()) } }"#,
      #"2:55: error: 'oneOf()' is unavailable: A choice has values: write .oneOf("a", "b")."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .enum("a", "b")) } }"#,
      #"2:55: error: 'enum' is unavailable: Write .oneOf("a", "b")."#),
    WrongSnippet(
      #"private let c = Contract("k") { Output { Field("id", .oneOf(.string, .null)) } }"#,
      #"2:55: error: 'oneOf' is unavailable: Write .anyOf(shape, shape); oneOf takes values."#),
  ]

  private static let agents = [
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Agent("a") { Produces { Field("x", .string) } } }"#,
      #"2:61: error: 'init(_:)' is unavailable: An agent produces by contract: write Produces(Contract("name") { Output { Field("field", shape) } })."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { "Find sources" }"#,
      #"2:30: error: 'buildExpression' is unavailable: Write Performs("…") for the agent's task."#),
    WrongSnippet(
      #"private let a = Agent("a") { Task("Find sources") }"#,
      #"2:30: error: 'buildExpression' is unavailable: Write Performs("…"); Task is Swift's own."#),
    WrongSnippet(
      #"private let a = Agent("a") { Contract("k") { Output(.string) } }"#,
      #"2:30: error: 'buildExpression' is unavailable: Write Accepts(contract) or Produces(contract)."#),
    WrongSnippet(
      #"private let a = Agent("a") { Output { Field("x", .string) } }"#,
      #"2:30: error: 'buildExpression' is unavailable: This belongs within Contract("name") { … }; write Produces(contract)."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { Field("x", .string) }"#,
      #"2:30: error: 'buildExpression' is unavailable: Fields belong to a shape: write Accepts { Field("name", shape) }."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { Handoff("a", to: "b") }"#,
      #"2:30: error: 'buildExpression' is unavailable: Handoffs stand beside the agents in AgentSystem("…") { … }."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { Human("b") }"#,
      #"2:30: error: 'buildExpression' is unavailable: This stands beside the agents in AgentSystem("…") { … }."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { Produces(.string) }"#,
      #"2:30: error: 'init(_:)' is unavailable: An agent produces by contract: write Produces(Contract("name") { Output(shape) })."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { Finishes(true) }"#,
      #"2:30: error: 'init(_:)' is unavailable: Write Finishes(), or leave it out."#),
    WrongSnippet(
      #"private let a = Agent("a") { Accepts("k", orFailure: "late") }"#,
      #"2:30: error: 'init(_:orFailure:)' is unavailable: Only the contract itself tells its failures: write Accepts(contract, orFailure: "kind") with the value."#
    ),
    WrongSnippet(
      #"private let a = Agent("a") { Join("a->b") }"#,
      #"2:30: error: 'init(_:)' is unavailable: Write Join(of: ["a->b", …]) with the names of the handoffs."#),
    WrongSnippet(
      #"private let a = Agent(name: "a") { Finishes() }"#,
      #"2:17: error: 'init(name:_:)' is unavailable: The name has no label: write Agent("name") { … }."#),
  ]

  private static let systems = [
    WrongSnippet(
      #"private let s = AgentSystem("s") { Agent("a") { Finishes() } }"#,
      #"2:17: error: 'init(_:_:)' is unavailable: A run begins at an agent: write AgentSystem("name", entry: "agent") { … }."#
    ),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { "a" }"#,
      #"2:48: error: 'buildExpression' is unavailable: Write Agent("name") { … }; a bare string declares nothing."#
    ),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Agent("a"); Accepts("k") }"#,
      #"2:60: error: 'buildExpression' is unavailable: This belongs within Agent("name") { … }."#),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Agent("a"); Starts(.string) }"#,
      #"2:60: error: 'init(_:)' is unavailable: Write Starts(with: shape)."#),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Handoff("a", "b") }"#,
      #"2:48: error: 'init(_:_:)' is unavailable: Write Handoff("a", to: "b")."#),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Handoff("a", to: ["b", "c"]) }"#,
      #"2:48: error: 'init(_:to:_:)' is unavailable: Write one Handoff for each target; parallel: "group" takes several together."#
    ),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Handoff("a", to: "b", on: "late") }"#,
      #"2:48: error: 'init(_:to:on:)' is unavailable: Write on: .failure("kind"), .anyFailure, .limit or .none."#
    ),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: "a") { Handoff("a", to: "b", when: .const(1), carries: .all) }"#,
      #"2:97: error: 'all' has been renamed to 'everything': Write carries: .everything."#),
    WrongSnippet(
      #"private let s = AgentSystem("s", entry: bookr) { Agent("a") }"#,
      #"2:41: error: cannot find 'bookr' in scope"#),
    WrongSnippet(
      #"""
      private let booker = Agent("booker")
      private let s = AgentSystem("s", entry: booker) { Handoff(booker, to: bokker) }
      """#,
      #"3:71: error: cannot find 'bokker' in scope"#),
    WrongSnippet(
      #"""
      private let s = AgentSystem("s", entry: "a") {
        Agent("a") {
          Performs("x")
          Accepts(.object { Field("m", .string(length: 1...)) })
          Produces(Contract("k", version: "1.0.0") { Output { Field("id", .string(patern: "^C$")) }.closed() })
          Finishes()
        }
        Agent("b") { Accepts("k"); Finishes() }
        Handoff("a", to: "b", .pipeline, carries: .everything)
        Handoff("b", to: "a", .pipeline, limit: 2)
      }
      """#,
      #"6:70: error: cannot call value of non-function type 'Shape'"#),
  ]
}
