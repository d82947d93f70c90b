import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Mutations")
struct MutationTests {
  private func mutants(_ schema: JSONValue) throws -> [String: BuiltPayload] {
    let builder = CaseBuilder(try Schema(schema))
    var result: [String: BuiltPayload] = [:]
    for target in MutationTarget.all(in: builder.plan) {
      let label = target.label(in: builder.plan.graph)
      let random = SplitMix64(seed: 1, stream: label, index: 0)
      result[label] = try? builder.broken(at: target, index: 0, random: random)
    }
    return result
  }

  @Test(arguments: SampleSchemas.names)
  func `every mutant is broken, and differs from its base at the named place only`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    let builder = CaseBuilder(schema)
    for target in MutationTarget.all(in: builder.plan) {
      for index in 0..<6 {
        let random = SplitMix64(seed: 5, stream: name, index: index)
        guard let built = try? builder.broken(at: target, index: index, random: random) else { continue }
        let mutation = try #require(built.mutation)
        #expect(!schema.isValid(built.payload) || target.operation.info.keepsValid)
        #expect(mutation.operation == target.operation)
        #expect(built.payload[mutation.pointer] == mutation.became)
        let base = built.payload.replacing(mutation.pointer.tokens[...], with: mutation.was)
        #expect(base.map(schema.isValid) == true)
        #expect(try builder.broken(at: target, Draws(replaying: built.choices)).payload == built.payload)
      }
    }
  }

  @Test(arguments: ["findings", "numbers", "set", "contains", "tree", "map", "merge", "lengths"])
  func `every constraint can be broken`(name: String) throws {
    let builder = CaseBuilder(try SampleSchemas.schema(name))
    var missed: [String] = []
    for target in MutationTarget.all(in: builder.plan) where target.operation.info.isObligation {
      let random = SplitMix64(seed: 5, stream: name, index: 0)
      do throws(DeadEnd) {
        _ = try builder.broken(at: target, index: 30, random: random)
      } catch {
        missed.append("\(target.label(in: builder.plan.graph)): \(error)")
      }
    }
    #expect(missed == [])
  }

  @Test func `a number is written as a string`() throws {
    let found = try mutants(["type": "integer", "minimum": 25, "maximum": 25])
    #expect(found["(root): stringified-number"]?.payload == "25")
    #expect([24, -975].contains(found["(root): below-minimum"]?.payload))
    #expect([26, 1025].contains(found["(root): above-maximum"]?.payload))
    #expect(found["(root): fraction-for-integer"]?.payload == 25.5)
    #expect(found["(root): nested-in-array"]?.payload == [25])
    #expect(found["(root): null-for-value"]?.payload == .null)
  }

  @Test func `texts are broken`() throws {
    let found = try mutants(["enum": ["open"]])
    #expect(
      found["(root): case-changed"]?.payload == "OPEN" || found["(root): case-changed"]?.payload == "Open")
    let spaced = found["(root): added-whitespace"]?.payload.stringValue
    #expect(spaced.map { [" open", "open ", "open\n"].contains($0) } == true)
  }

  @Test func `members are left out, renamed and added`() throws {
    let found = try mutants(
      [
        "type": "object", "required": ["due_date"], "additionalProperties": false,
        "properties": ["due_date": ["const": 1]],
      ])
    #expect(found["(root): missing-required \"due_date\""]?.payload == [:])
    #expect(found["(root): renamed-member \"due_date\""]?.payload == ["dueDate": 1])
    #expect(found["(root): extra-member"]?.payload.objectValue?.count == 2)
    #expect(found["(root): empty-object"]?.payload == [:])
  }

  @Test func `a change that another branch allows is not called broken`() throws {
    let found = try mutants(["anyOf": [["type": "integer"], ["type": "string"]]])
    #expect(found["/anyOf/0: stringified-number"] == nil)
    #expect(found["/anyOf/0: fraction-for-integer"] != nil)
  }
}
