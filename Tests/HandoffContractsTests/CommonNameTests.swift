import Testing

/// What `import HandoffContracts` leaves to those who had a name before.
@Suite(
  "Common names", .enabled(if: SwiftCompiler.found != nil, Comment(rawValue: SwiftCompiler.missing)))
struct CommonNameTests {
  @Test func `types of the importing module keep their names`() throws {
    let names = [
      "Command", "Input", "Output", "Field", "Limit", "Limits", "Reads", "Writes", "Tools", "Agent", "Store",
      "Join",
      "Contract", "Shape", "Human", "Extension", "Definition", "Finding", "Handoff", "Accepts", "Produces",
    ]
    let types = names.map { "struct \($0) { var own = 1 }\nfunc use(_ value: \($0)) -> Int { value.own }\n" }
    let code = """
      import HandoffContracts
      struct Failure: Error {}
      func work() async throws(Failure) -> Output {
        let result: Result<Output, Failure> = .success(Output(own: 2))
        _ = Task<Void, Never> {}
        return try result.get()
      }
      let promise = HandoffContracts.Contract("c") {
        HandoffContracts.Output { HandoffContracts.Field("a", .string) }
      }

      """
    let source = (file: "production.swift", text: code + types.joined())
    #expect(try SwiftCompiler.found?.diagnostics(of: [source]) == [])
  }

  @Test func `two words that every program has are not taken at all`() throws {
    let uses = ["Command", "Input"].map { "let value\($0): \($0)? = nil\n" }
    let source = (file: "uses.swift", text: "import HandoffContracts\n" + uses.joined())
    #expect(
      try SwiftCompiler.found?.diagnostics(of: [source]).map(\.text) == [
        "2:19: error: cannot find type 'Command' in scope", "3:17: error: cannot find type 'Input' in scope",
      ])
  }
}
