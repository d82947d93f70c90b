import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite struct ScratchTests {
  @Test func scratch() throws {
    let schema = try Schema(
      JSONValue(
        parsing: """
          {"type":"object","required":["topic","findings"],"additionalProperties":false,
           "properties":{"topic":{"type":"string","minLength":1,"maxLength":200},
           "findings":{"type":"array","minItems":1,"maxItems":50,"items":{"$ref":"#/$defs/f"}},
           "language":{"enum":["en","de"]}, "score":{"type":"number","minimum":0,"exclusiveMaximum":1},
           "tree":{"$ref":"#/$defs/t"}, "when":{"type":"string","format":"date-time"},
           "kind":{"oneOf":[{"type":"integer","multipleOf":5},{"type":"string"},{"not":{"type":"object"},"type":["null","object","boolean"]}]}},
           "$defs":{"f":{"type":"object","required":["url"],"properties":{"url":{"type":"string"},"n":{"type":"integer","minimum":1,"maximum":5}}},
             "t":{"type":"object","properties":{"kids":{"type":"array","items":{"$ref":"#/$defs/t"},"uniqueItems":true}}}}}
          """))
    let generator = PayloadGenerator(schema)
    let (payloads, short) = generator.payloads(count: 12, seed: 3)
    for p in payloads { print(p.text().prefix(400)) }
    print(short)
    let targets = MutationTarget.all(in: generator.plan)
    let builder = CaseBuilder(schema)
    for t in targets {
      do { let b = try builder.broken(at: t, index: 0, random: SplitMix64(seed: 1, stream: "", index: 7))
        print(t.label(in: generator.plan.graph), "=>", b.mutation!)
      } catch { print(t.label(in: generator.plan.graph), "=> FAILED", error) }
    }
  }
}
