import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

@Suite("Text operators")
struct TextOperatorTests {
  @Test func `a text that was cut off anywhere is closed to JSON`() throws {
    var source = RandomJSON(seed: 3)
    for _ in 0..<400 {
      let value = source.value()
      let structure = TextStructure(value.text())
      #expect(structure.cuts == structure.cuts.sorted())
      for cut in structure.cuts where value.objectValue != nil || value.arrayValue != nil {
        let closed = structure.closed(at: cut)
        #expect((try? JSONValue(parsing: closed)) != nil, "\(structure.prefix(cut)) was closed to \(closed)")
      }
    }
  }

  @Test func `closing leaves out what is not whole`() {
    let structure = TextStructure(#"{"id":7,"tags":["abcd","b"],"ok":true}"#)
    let closed = structure.cuts.map { structure.closed(at: $0) }
    #expect(
      Set(closed) == [
        "{}", #"{"id":7}"#, #"{"id":7,"tags":[]}"#, #"{"id":7,"tags":["ab"]}"#, #"{"id":7,"tags":["abcd"]}"#,
        #"{"id":7,"tags":["abcd","b"]}"#, #"{"id":7,"tags":["abcd","b"],"ok":true}"#,
      ])
  }

  @Test func `members are found in objects of every depth, with their names`() {
    let text = #"{"a:b":{"x":[{"y":1}]},"c":"}"}"#
    let structure = TextStructure(text)
    #expect(
      structure.members.map { structure.text($0) } == [
        #""y":1"#, #""x":[{"y":1}]"#, #""a:b":{"x":[{"y":1}]}"#, #""c":"}""#,
      ])
    #expect(structure.members.map { structure.name(of: $0) } == [#""y""#, #""x""#, #""a:b""#, #""c""#])
    #expect(structure.members.map { structure.endOfObject(around: $0) } == [19, 21, 30, 30])
  }

  /// What a text is worth is asked of the parser and the validator, never of the operator.
  @Test(arguments: MutationOperator.ofTexts)
  func `no text that the schema allows is sent as a broken one`(operation: MutationOperator) throws {
    // Everything but texts is allowed, so that cut numbers and the like are payloads again.
    let builder = CaseBuilder(try Schema(["type": ["null", "boolean", "number", "array", "object"]]))
    var sent = 0
    for index in 0..<40 {
      let random = SplitMix64(seed: 7, stream: operation.name, index: index)
      guard let built = try? builder.text(by: operation, index: index, random: random) else { continue }
      sent += 1
      switch built.content {
      case .payload(let payload): #expect(!builder.schema.isValid(payload))
      case .text(let text):
        let document = try? JSONDocument(parsing: Array(text.utf8))
        #expect(document.map { $0.duplicateKeyCount > 0 } ?? true)
      }
      let again = try builder.text(by: operation, Draws(replaying: built.record.words))
      #expect(again.content == built.content)
    }
    #expect(sent > 0)
  }

  @Test func `a number whose last digits are missing is a payload, and broken only where the schema says so`()
    throws
  {
    let open = CaseBuilder(try Schema(["type": "integer"]))
    #expect(open.content(of: "125") == nil)
    let bounded = CaseBuilder(try Schema(["type": "integer", "minimum": 1000]))
    #expect(bounded.content(of: "125") == .payload(125))
    #expect(bounded.content(of: "1250") == nil)
    #expect(bounded.content(of: #"{"a":1,"a":1}"#) == .text(#"{"a":1,"a":1}"#))
  }
}
