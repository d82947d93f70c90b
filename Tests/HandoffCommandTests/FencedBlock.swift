/// The fenced blocks of a Markdown page.
enum FencedBlock {
  /// The contents of the blocks of a language, in order.
  static func all(_ language: String, in page: String) -> [String] {
    var blocks: [String] = []
    _ = replacing(language, in: page) { block in
      blocks.append(block)
      return block
    }
    return blocks
  }

  /// The page with the contents of the blocks of a language replaced.
  static func replacing(
    _ language: String, in page: String, by replacement: (String) throws -> String
  ) rethrows -> String {
    var result = ""
    var block: String?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if let content = block {
        guard line == "```" else {
          block = content + line + "\n"
          continue
        }
        result += try replacement(content) + "```\n"
        block = nil
      } else {
        result += line + "\n"
        if line == "```" + language { block = "" }
      }
    }
    // The split saw an empty line behind the last line end.
    return String(result.dropLast())
  }
}
