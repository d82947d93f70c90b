import HandoffContracts
import HandoffSchema

/// Names of handoffs, as users write them.
package enum HandoffName {
  /// What to say of a name that no handoff has.
  package static func unknown(_ name: String, _ names: [String]) -> String {
    let shown = 10
    let nearest = NearestName.of(name, among: names).map { "; did you mean \(TerminalText.quoted($0))?" }
    let list = names.prefix(shown).map { TerminalText.quoted($0) }.joined(separator: ", ")
    let more = names.count > shown ? ", ... (\(names.count) in all)" : ""
    return "no handoff is called \(TerminalText.quoted(name))"
      + (nearest ?? (names.isEmpty ? "; the system has none" : "; the handoffs are \(list)\(more)"))
  }
}
