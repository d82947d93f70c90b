import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("JSON parsing test suite", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct JSONParsingCorpusTests {
  /// The texts on which RFC 8259 leaves the answer open and that we accept.
  ///
  /// Numbers of any size are kept as written, and 500 levels are below the default cap. The others hold lone surrogates, bytes
  /// that are not UTF-8, or a byte order mark, and are refused.
  static let acceptedByChoice: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_neg_int_huge_exp.json",
    "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json", "i_structure_500_nested_arrays.json",
  ]

  @Test func `every text is accepted or refused as it must be`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("json-parsing")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    #expect(names.count == 318)
    var wrong: [String] = []
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      let accepted = (try? JSONDocument(parsing: bytes)) != nil
      let expected = name.hasPrefix("y_") || Self.acceptedByChoice.contains(name)
      if accepted != expected { wrong.append(name) }
    }
    #expect(wrong == [])
  }

  @Test func `what is accepted survives being written and read`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("json-parsing")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("y_") {
      let value = try JSONDocument(parsing: [UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
        .value
      #expect(try JSONValue(parsing: value.text()) == value, "\(name)")
      #expect(try JSONValue(parsing: value.text(.pretty)) == value, "\(name)")
    }
  }
}
