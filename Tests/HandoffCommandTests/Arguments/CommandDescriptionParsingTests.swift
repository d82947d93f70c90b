import Testing
import handoff

@Suite("Command line parsing")
struct CommandDescriptionParsingTests {
  private let command = CommandDescription(
    name: "try", summary: "Try things",
    operands: [.init("FILE", summary: "a file"), .init("MORE", .optional, summary: "another")],
    options: [.format, .output, .consumer, .cases, .seed, .shard, .timeout, .lines])

  private func refusal(_ words: String...) -> UsageError? {
    do {
      _ = try command.parse(words)
      return nil
    } catch {
      return error
    }
  }

  @Test func `options stand anywhere and take their value as the next word or behind an equals sign`() throws
  {
    let parsed = try command.parse(["--cases", "5", "a", "--format=json", "-o", "b", "--lines", "-"])
    #expect(parsed.operands == ["a", "-"])
    #expect(parsed.integer(.cases) == 5)
    #expect(parsed.text(.format) == "json")
    #expect(parsed.text(.output) == "b")
    #expect(parsed.has(.lines))
    #expect(!parsed.has(.seed))
  }

  @Test func `after two dashes every word is an argument`() throws {
    #expect(try command.parse(["--", "--cases", "-x"]).operands == ["--cases", "-x"])
  }

  @Test func `a repeatable option keeps its values in order, equals signs included`() throws {
    let parsed = try command.parse(["f", "--consumer", "A->B=x y=z", "--consumer=C->D=w"])
    #expect(parsed.texts(.consumer) == ["A->B=x y=z", "C->D=w"])
  }

  @Test func `help is understood however incomplete the rest is`() throws {
    #expect(try command.parse(["-h"]).has(.help))
  }

  @Test func `typed values are read`() throws {
    let parsed = try command.parse([
      "f", "--seed", "18446744073709551615", "--shard", "2/4", "--timeout", "0.5",
    ])
    #expect(parsed.seed(.seed) == .max)
    #expect(parsed.share(.shard) == Share(parsing: "2/4"))
    #expect(parsed.seconds(.timeout) == 0.5)
  }

  @Test func `what does not fit is refused with the remedy`() {
    #expect(
      refusal("--frmat", "json", "f")?.description
        == #"handoff try: unknown option "--frmat"; did you mean "--format"?"#)
    #expect(
      refusal("-z", "f")?.description
        == #"handoff try: unknown option "-z"; "handoff try --help" lists the known ones"#)
    #expect(
      refusal("f", "--cases")?.description == "handoff try: --cases needs a value; write --cases N")
    #expect(
      refusal("f", "--cases", "--", "5")?.description
        == "handoff try: --cases needs a value; write --cases N")
    #expect(
      refusal("f", "--cases", "0")?.description
        == #"handoff try: --cases: expected an integer 1...100000000, found "0""#)
    #expect(
      refusal("f", "--format", "xml")?.description
        == #"handoff try: --format: expected text, json, found "xml""#)
    #expect(
      refusal("f", "--shard=5/4")?.description
        == #"handoff try: --shard: expected I/N with 1 <= I <= N, such as 2/4, found "5/4""#)
    #expect(
      refusal("f", "--timeout=nan")?.description
        == #"handoff try: --timeout: expected seconds between 0.01 and 86400, such as 2.5, found "nan""#)
    #expect(
      refusal("f", "--lines=yes")?.description
        == #"handoff try: --lines takes no value; write --lines without "=yes""#)
    #expect(
      refusal("f", "--seed=1", "--seed=2")?.description == "handoff try: --seed is given twice; give it once")
    #expect(
      refusal()?.description == "handoff try: FILE is missing; usage: handoff try FILE [MORE] [options]")
    #expect(
      refusal("a", "b", "c")?.description
        == #"handoff try: unexpected argument "c"; usage: handoff try FILE [MORE] [options]"#)
  }

  @Test func `control characters of a word do not reach the terminal`() {
    #expect(
      refusal("--\u{1B}[2J\u{202E}", "f")?.description
        == #"handoff try: unknown option "--\u{1b}[2J\u{202e}"; "handoff try --help" lists the known ones"#)
  }

  @Test func `every option of every command is spelled once`() {
    for description in CommandTable.descriptions {
      let spellings = description.options.flatMap { ["--" + $0.name] + ($0.letter.map { ["-\($0)"] } ?? []) }
      #expect(Set(spellings).count == spellings.count, "\(description.name)")
    }
    let names = CommandTable.descriptions.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
