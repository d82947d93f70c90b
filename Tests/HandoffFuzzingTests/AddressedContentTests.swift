import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("What is handed over on a named handoff")
struct AddressedContentTests {
  @Test(arguments: [
    AddressedContent(handoff: "a->b", .payload(["x": 1])), AddressedContent(handoff: "", .payload(.null)),
    AddressedContent(handoff: "a->b#2", .text("{")), AddressedContent(handoff: "é", .text("")),
  ])
  func `what is written is read back`(content: AddressedContent) {
    #expect(AddressedContent(json: content.json) == content)
  }

  @Test(arguments: [
    #"{"payload":1}"#, #"{"handoff":1,"payload":1}"#, #"{"handoff":"a->b"}"#,
    #"{"handoff":"a->b","payload":1,"raw":"x"}"#, #"{"handoff":"a->b","raw":1}"#, "[]", "null",
  ])
  func `what hands over nothing, or two things, is no such object`(text: String) throws {
    #expect(AddressedContent(json: try JSONValue(parsing: text)) == nil)
  }
}
