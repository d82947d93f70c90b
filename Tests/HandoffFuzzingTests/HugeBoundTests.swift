import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("Bounds without end")
struct HugeBoundTests {
  @Test(arguments: [
    #"{"not": {"maxItems": 1e30}}"#, #"{"not": {"maxLength": 9223372036854775807}}"#,
    #"{"not": {"maxProperties": 1e30}}"#, #"{"not": {"contains": true, "maxContains": 1e30}}"#,
    #"{"if": {"maxLength": 1e30}, "then": {"type": "string"}}"#,
  ])
  func `what goes beyond a bound that nothing can exceed is not looked for`(json: String) throws {
    let generator = PayloadGenerator(try Schema(JSONValue(parsing: json)))
    // There may be no payload; there is no trap.
    _ = generator.payloads(count: 20, seed: 1)
  }

  @Test func `where there is no more room a stream takes the type that comes to an end`() throws {
    let schema = try Schema(
      JSONValue(
        parsing:
          ##"{"type":["array","object"],"minItems":1,"items":{"$ref":"#"},"properties":{"a":{"type":"string"}}}"##
      ))
    let stream = PayloadStream(schema)
    for index in 0..<200 {
      var bytes: [UInt8] = []
      try stream.write(seed: 1, index: index, into: &bytes)
      #expect(schema.isValid(try JSONDocument(parsing: bytes).value))
    }
  }
}
