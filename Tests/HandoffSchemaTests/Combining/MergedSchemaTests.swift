import HandoffSchema
import HandoffTestSupport
import Testing

/// Merged schemas against all objects of a small world.
@Suite("Merged schemas")
struct MergedSchemaTests {
  static func expectMerged(_ parts: [Schema]) throws -> Bool {
    let (schema, isExact) = Schema.merged(parts)
    let expected = SmallObjects.merged(parts)
    for code in SmallObjects.codes {
      let value = SmallObjects.object(code)
      let accepted = schema.isValid(value)
      let told = "\(parts.map(\.json)) on \(value): \(accepted), exact: \(isExact)"
      if isExact {
        #expect(accepted == expected.contains(code), "\(told)")
      } else {
        #expect(accepted || !expected.contains(code), "\(told)")
      }
      let document = try JSONDocument(parsing: Array(value.text().utf8))
      #expect(schema.isValid(document) == accepted, "\(told)")
    }
    #expect(!schema.isValid([]))
    return isExact
  }

  @Test(arguments: 0..<8)
  func `members that are described for themselves are merged exactly`(part: Int) throws {
    var inexact = 0
    for seed in part * 15..<(part + 1) * 15 {
      var source = SmallObjects(seed: UInt64(seed))
      let parts = (0..<1 + source.random.below(4)).map { _ in source.schema(0) }
      if try !Self.expectMerged(parts) { inexact += 1 }
    }
    // Patterns beside other open parts are given up.
    #expect(inexact < 8)
  }

  @Test(arguments: 0..<8)
  func `members with conditions are merged exactly, or more is allowed`(part: Int) throws {
    var exact = 0
    for seed in part * 24..<(part + 1) * 24 {
      var source = SmallObjects(seed: UInt64(seed + 10_000))
      var parts = [source.schema(1)]
      for _ in 0...source.random.below(3) { parts.append(source.schema(source.random.below(2))) }
      if source.random.below(5) == 0 { parts.append(parts[0]) }
      if try Self.expectMerged(parts) { exact += 1 }
    }
    #expect(exact > 2)
  }
}
