/// The fenced blocks of a Markdown page in order, with the files that some of them show.
///
/// A block whose first line names a language and a file, such as ` ```python agent.py `, is that file from there on.
struct PageBlocks {
  /// A block.
  struct Block: Equatable {
    /// What stands behind the fence, such as `console`.
    var language: String
    /// The file that the block shows; `nil` for one that shows none.
    var file: String?
    var content: String
  }

  let blocks: [Block]

  /// Whether the page builds something up, so that its commands are run in one folder.
  var hasFiles: Bool { blocks.contains { $0.file != nil } }

  init(of page: String) {
    var blocks: [Block] = []
    var current: Block?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if var block = current {
        if line == "```" {
          blocks.append(block)
          current = nil
        } else {
          block.content += line + "\n"
          current = block
        }
      } else if line.hasPrefix("```") {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        current = Block(language: words.first ?? "", file: words.count > 1 ? words[1] : nil, content: "")
      }
    }
    self.blocks = blocks
  }
}
