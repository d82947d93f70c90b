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

  /// A word as a shell takes it: between quotes only where it has signs that mean something to one.
  static func quotedIfNeeded(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-", ":", "@", "+", ",": true
      default: false
      }
    }
    return isPlain && !text.isEmpty ? text : quoted(text)
  }
}

extension OptionDescription {
  /// All spellings, with their dashes.
  var spellings: [String] { ["--" + name] + (letter.map { ["-\($0)"] } ?? []) }

  /// The words that may follow; empty where none are known.
  var choices: [String] { if case .choice(let words) = value { words } else { [] } }
}
