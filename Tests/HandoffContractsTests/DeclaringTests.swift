import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

private let brief = Shape.object { Field("topic", .string(length: 1...200)) }

private let finding = Shape.object {
  Field("claim", .string(length: 1...))
  Field("source", .string(format: "uri"))
  Field("confidence", .number(0...1)).optional()
}

private let findings = Contract(
  "research.findings", version: "1.2.0", description: "What the researcher found, with its sources."
) {
  Output {
    Field("topic", .string(length: 1...200))
    Field("findings", .array(of: .reference("finding"), count: 1...50))
    Field("language", .oneOf("en", "de")).optional()
  }
  .closed()
  Failure("no_sources", "Nothing citable was found.") {
    Field("queries", .array(of: .string, count: 1...))
  }
  Failure("timed_out")
}

private let article = Contract("article", version: "2.0.0") {
  Output {
    Field("topic", .string(length: 1...200))
    Field("body", .string(length: 1...))
    Field("words", .integer(1...5000))
  }
  .closed()
  Failure("too_thin", "The findings do not carry an article.")
}

private let newsroom = AgentSystem("newsroom", entry: "researcher") {
  Starts(with: .reference("brief"))
  Limits(handoffs: 12, onLimit: "editor")
  Agent("researcher") {
    Performs("Find and cite sources for the topic.")
    Accepts(.reference("brief"))
    Produces(findings)
    OnInvalid(.reject)
    Tools("web.search"); Reads("archive"); Writes("notes")
    Preserves("/topic")
  }
  Agent("writer") {
    Performs("Write the article.")
    Accepts(findings)
    Produces(article)
    Finishes()
    OnInvalid(.failure("too_thin"))
    Reads("notes")
    ContextTokens(128_000)
    Preserves("/topic")
  }
  Human("editor")
  Handoff("researcher", to: "writer", .pipeline, carries: .everything)
  Handoff("researcher", to: "editor", on: .failure("no_sources"))
  Handoff("researcher", to: "researcher", on: .failure("timed_out"), limit: 2, changes: .tool)
  Handoff("researcher", to: "editor", on: .limit)
  Handoff("writer", to: "editor", on: .failure("too_thin"))
  Definition("brief", brief)
  Definition("finding", finding)
  Store("archive", .longTerm)
  Store("notes", .shortTerm)
}

@Suite("Declaring in Swift")
struct DeclaringTests {
  @Test func `a declaration in Swift says the same as its manifest`() throws {
    let file = Fixtures.folder.appendingPathComponent("systems/newsroom.json")
    let read = try AgentSystem(manifest: Array(try Data(contentsOf: file)), file: "newsroom.json")
    #expect(newsroom == read)
    #expect(newsroom.problems == [])
  }

  @Test func `every element remembers the file and line it was written on`() {
    let first = #line
    let system = AgentSystem("s", entry: "a") {
      Agent("a") { Produces(findings) }
      Human("h")
      Handoff("a", to: "h")
      Store("s", .active)
      Allow("dead-end", because: "so")
      Limits(handoffs: 3)
    }
    let file = "HandoffContractsTests/DeclaringTests.swift"
    func place(_ line: Int) -> HandoffContracts.SourceLocation {
      HandoffContracts.SourceLocation(file: file, line: line)
    }
    #expect(system.declaredAt == place(first + 1))
    #expect(system.agents.map(\.declaredAt) == [place(first + 2), place(first + 3)])
    #expect(system.handoffs.map(\.declaredAt) == [place(first + 4)])
    #expect(system.stores.map(\.declaredAt) == [place(first + 5)])
    #expect(system.allowances.map(\.declaredAt) == [place(first + 6)])
    #expect(system.limits?.declaredAt == place(first + 7))
    #expect(system.contracts.map(\.declaredAt?.file) == [file])
  }

  @Test func `conditions and loops work in every builder`() {
    let strict = true
    let contract = Contract("c") {
      Output {
        for name in ["a", "b"] { Field(name, .string) }
        if strict { Field("c", .integer) } else { Field("d", .integer) }
        if !strict { Field("e", .integer) }
      }
      for kind in ["late", "lost"] { Failure(kind) }
    }
    let system = AgentSystem("s", entry: "w0") {
      for index in 0..<3 {
        Agent("w\(index)") {
          if index == 0 { Accepts(contract) }
          for tool in ["x", "y"] { Tools(tool) }
        }
        if index > 0 { Handoff("w\(index - 1)", to: "w\(index)") }
      }
    }
    #expect(contract.output["required"] == ["a", "b", "c"])
    #expect(contract.failures.map(\.kind) == ["late", "lost"])
    #expect(system.agents.map(\.name) == ["w0", "w1", "w2"])
    #expect(system.agents.map(\.tools) == [["x", "y"], ["x", "y"], ["x", "y"]])
    #expect(system.handoffNames == ["w0->w1", "w1->w2"])
    #expect(system.contracts == [contract])
  }

  @Test func `everything that an agent can say arrives in the manifest`() throws {
    let system = AgentSystem("s", entry: ["a", "b"]) {
      Selects(.firstMatch)
      Escalates("a", "b")
      Starts(with: .anything)
      Extension("x-by", "hand")
      Agent("a") {
        Accepts("c"); Produces("c"); Finishes(.implied); Selects(.choice); Join(.all)
        Limit(3, resets: true); ContextTokens(10); Seconds(2.5); Runs("python3", "a.py")
        Preserves("/a"); Preserves("/b"); Adds(1, to: "/n"); Copies("/x", from: "/y"); Extension("x-k", 1)
      }
      Agent("b") { Preserves(.everything) }
      Contract("c") {
        Output(.anyOf(.string, .null)); FailureTag("error"); Extension("x-c", true)
      }
      Handoff(
        "a", to: "b", on: .failure("x", "y"), when: .object { Field("n", .integer(...3)) }, limit: 2,
        returns: true,
        carries: [.task], parallel: "g", evidence: .observed)
      Allow("dead-end", at: "b", because: "so")
    }
    let text = """
      {"handoffSystem":1,"name":"s","entry":["a","b"],"input":true,"selection":"firstMatch","escalation":["a","b"],\
      "contracts":{"c":\
      {"output":{"anyOf":[{"type":"string"},{"type":"null"}]},"failureTag":"error","x-c":true}},"agents":{"a":\
      {"accepts":{"contract":"c"},"produces":"c","finishes":"implied","selection":"choice","join":"all",\
      "contextTokens":10,"seconds":2.5,"limit":3,"limitResets":true,"preserves":["/a","/b"],"adds":{"/n":1},\
      "copies":{"/x":"/y"},"command":["python3","a.py"],"x-k":1},"b":{"preserves":"*"}},"handoffs":[{"from":"a",\
      "to":"b","on":{"failure":["x","y"]},"when":{"type":"object","properties":{"n":{"type":"integer","maximum":\
      3}},"required":["n"]},"returns":true,"limit":2,"carries":["task"],"parallel":"g","evidence":"observed"}],\
      "allow":[{"rule":"dead-end","at":"b","because":"so"}],"x-by":"hand"}
      """
    #expect(system.manifest.text() == text)
    #expect(try AgentSystem(manifest: Array(text.utf8), file: "s.json") == system)
  }

  @Test func `what travels and comes back is said in Swift as in a manifest`() throws {
    let task = Contract("task") {
      Output { Field("items", .array(of: .string)) }
      Untagged()
      Failure("silent", "It never answered.", .null).detected(by: .timeout)
      Failure("said", .string(pattern: "^Error"))
    }
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        Produces(task); OnInvalid("said"); Observes(); Limit(3, implied: true)
      }
      Agent("b") {
        Join(); OnInvalid(.reject)
      }
      Agent("c") { Join(1, receives: .list) }
      Agent("d") { Join(.count(1), receives: .bySender, of: ["a->d", "b->d"]) }
      Agent("e") { Join(.all, of: ["a->e"]) }
      Handoff(
        "a", to: "b", .supervisor, payload: .contract("reply"),
        result: .contract(Contract("reply") { Output(.null) }))
      Handoff("a", to: "c", payload: .object { Field("n", .integer) }, condition: "is_open", each: "/items")
      Handoff("a", to: "d", returns: true, result: .shape(.string))
      Handoff("b", to: "d", payload: .contract(task))
      Handoff("a", to: "a", on: .failure("said"), limit: 2, limitImplied: true, changes: .prompt)
      Handoff("a", to: "e")
      Store("notes", .active, merge: .append)
    }
    let text = """
      {"handoffSystem":1,"name":"s","entry":"a","contracts":{"task":{"output":{"type":"object","properties":{"items":\
      {"type":"array","items":{"type":"string"}}},"required":["items"]},"failures":{"silent":{"description":\
      "It never answered.","schema":{"type":"null"},"detectedBy":"timeout"},"said":{"schema":{"type":"string",\
      "pattern":"^Error"}}},"failureTag":null},"reply":{"output":{"type":"null"}}},"agents":{"a":{"produces":"task",\
      "onInvalid":"said","observes":true,"limit":3,"limitImplied":true},"b":{"join":"all","onInvalid":"reject"},\
      "c":{"join":{"wait":1,"receives":"list"}},"d":{"join":{"wait":1,"receives":"bySender","of":["a->d","b->d"]}},\
      "e":{"join":{"of":["a->e"]}}},"handoffs":[{"from":"a","to":"b","payload":{"contract":"reply"},\
      "pattern":"supervisor","result":{"contract":"reply"}},{"from":"a","to":"c","payload":{"type":"object",\
      "properties":{"n":{"type":"integer"}},"required":["n"]},"condition":"is_open","each":"/items"},{"from":"a",\
      "to":"d","returns":true,"result":{"type":"string"}},{"from":"b","to":"d","payload":{"contract":"task"}},\
      {"from":"a","to":"a","on":{"failure":"said"},"limit":2,"limitImplied":true,"changes":"prompt"},{"from":"a",\
      "to":"e"}],"stores":{"notes":{"layer":"active","merge":"append"}}}
      """
    #expect(system.problems == [])
    #expect(system.manifest.text() == text)
    #expect(try AgentSystem(manifest: Array(text.utf8), file: "s.json") == system)
  }

  @Test func `a failure that is called like the word for refusing keeps its name`() throws {
    let system = AgentSystem("s", entry: "a") {
      Agent("a") {
        OnInvalid("reject")
        Produces(
          Contract("c") {
            Output(.string)
            Failure("reject")
          })
      }
    }
    #expect(system.manifest["agents"]?["a"]?["onInvalid"] == ["failure": "reject"])
    #expect(try AgentSystem(manifest: Array(system.manifest.text().utf8), file: "s.json") == system)
  }
}
