import HandoffChecking
import HandoffContracts
import HandoffSchema

/// A command line that cannot be understood, with what to do about it.
package struct UsageError: Error, Sendable, Hashable {
  /// What is wrong with it.
  package enum Reason: Sendable, Hashable {
    case noCommand(known: [String])
    case unknownCommand(String, known: [String])
    case unknownOption(String, known: [String])
    case missingValue(option: String, placeholder: String)
    case unexpectedValue(option: String, value: String)
    case badValue(option: String, found: String, allowed: String)
    /// A value that is none of a few words.
    case badChoice(option: String, found: String, known: [String])
    case repeatedOption(String)
    case missingOperand(String, usage: String)
    case extraOperand(String, usage: String)
    case badOperand(name: String, found: String, known: [String])
    /// An option that this call gives no meaning to.
    case meaninglessOption(String, because: String)
    /// A consumer that is not of the form `A->B=COMMAND`, or an address that is none.
    case badConsumer(String, String, because: String)
    /// An option that the command cannot do without.
    case missingOption(String, placeholder: String)
    /// A command that cannot be split into words.
    case badCommand(String, because: String)
    /// The file of `--output` is also read, under the second name.
    case outputIsInput(String, input: String)
  }

  /// The command, where it is known.
  package var command: String?
  package var reason: Reason

  package init(command: String? = nil, _ reason: Reason) {
    self.command = command
    self.reason = reason
  }
}

extension UsageError: CustomStringConvertible {
  /// One line: what was found, and the remedy.
  package var description: String {
    let call = command.map { "handoff \($0)" } ?? "handoff"
    return switch reason {
    case .noCommand(let known):
      "\(call): no command given; the commands are \(list(known)); \"handoff --help\" explains them"
    case .unknownCommand(let name, let known):
      "\(call): unknown command \(quoted(name)); \(suggestion(name, known) ?? "the commands are \(list(known))")"
    case .unknownOption(let name, let known):
      "\(call): unknown option \(quoted(name)); "
        + (suggestion(name, known) ?? "\"\(call) --help\" lists the known ones")
    case .missingValue(let option, let placeholder):
      "\(call): --\(option) needs a value; write --\(option) \(placeholder)"
    case .unexpectedValue(let option, let value):
      "\(call): --\(option) takes no value; write --\(option) without \(quoted("=" + value))"
    case .badValue(let option, let found, let allowed):
      "\(call): --\(option): expected \(allowed), found \(quoted(found))"
    case .badChoice(let option, let found, let known):
      "\(call): --\(option): expected \(list(known)), found \(quoted(found))"
        + (suggestion(found, known).map { "; \($0)" } ?? "")
    case .repeatedOption(let option):
      "\(call): --\(option) is given twice; give it once"
    case .missingOperand(let name, let usage):
      "\(call): \(name) is missing; usage: \(usage)"
    case .extraOperand(let text, let usage):
      "\(call): unexpected argument \(quoted(text)); usage: \(usage)"
    case .badOperand(let name, let found, let known):
      "\(call): \(name): unknown \(quoted(found)); \(suggestion(found, known) ?? "the known ones are \(list(known))")"
    case .meaninglessOption(let option, let because):
      "\(call): --\(option) has no meaning here: \(because)"
    case .badConsumer(let option, let text, let because):
      "\(call): --\(option) \(quoted(text)): \(because)"
    case .missingOption(let option, let placeholder):
      "\(call): --\(option) is missing; write --\(option) \(placeholder)"
    case .badCommand(let text, let because):
      "\(call): --command \(quoted(text)): \(because)"
    case .outputIsInput(let output, let input):
      "\(call): --output \(quoted(output)) would replace the input \(quoted(input)); name another file"
    }
  }

  private func quoted(_ text: String) -> String { TerminalText.quoted(text) }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  /// The nearest name, or the only one that begins this way.
  private func suggestion(_ name: String, _ known: [String]) -> String? {
    let beginning = known.filter { name.utf8.count >= 3 && $0.hasPrefix(name) }
    let nearest = beginning.count == 1 ? beginning.first : NearestName.of(name, among: known)
    return nearest.map { "did you mean \(quoted($0))?" }
  }
}
