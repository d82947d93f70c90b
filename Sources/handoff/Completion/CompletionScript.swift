/// A script that completes the program's words in a shell.
package enum CompletionScript {
  /// The shells that are known.
  package enum Shell: String, Sendable, Hashable, CaseIterable {
    case bash, zsh, fish
  }

  /// The script for a shell; each is loaded by the shell's own means, which its first line names.
  package static func script(for shell: Shell, _ commands: [CommandDescription]) -> String {
    switch shell {
    case .bash: bash(commands)
    case .zsh: zsh(commands)
    case .fish: fish(commands)
    }
  }

  /// A word between single quotes, for all three shells.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension OptionDescription {
  /// All spellings, with their dashes.
  var spellings: [String] { ["--" + name] + (letter.map { ["-\($0)"] } ?? []) }

  /// The words that may follow; empty where none are known.
  var choices: [String] { if case .choice(let words) = value { words } else { [] } }
}
