import HandoffSchema

/// What can be told of the call of a program without starting it.
struct ProgramExamination {
  private let call: ProgramCall
  private let name: String

  /// Takes a call and the name of whose it is.
  init(_ call: ProgramCall, name: String) {
    self.call = call
    self.name = name
  }

  /// What would not work.
  func problems(in environment: ProcessEnvironment) -> [Examination] {
    do throws(ProgramCall.Failure) {
      _ = try call.executable(in: environment)
    } catch {
      return [problem(error)]
    }
    return unfilled(in: environment)
  }

  private func problem(_ failure: ProgramCall.Failure) -> Examination {
    // What it says ends with what to do, behind the last semicolon.
    let parts = failure.description.split(separator: ";", maxSplits: 1).map { $0.drop { $0 == " " } }
    let remedy = parts.count == 2 ? String(parts[1]) : "correct the command"
    if case .noFolder = failure {
      return Examination(
        .folder, name,
        .fails(
          why: failure.description, remedy: "make the folder, or correct \"cwd\"; it counts from the manifest"
        ))
    }
    return Examination(.program, name, .fails(why: String(parts.first ?? ""), remedy: remedy))
  }

  /// The words and variables that only a shell would fill in, and no shell runs the command.
  private func unfilled(in environment: ProcessEnvironment) -> [Examination] {
    let words = call.words.dropFirst().map { ("the word \(TerminalText.quoted($0))", $0) }
    let variables = call.variables.map { ("\"env\": \(TerminalText.quoted($0.name))", $0.value) }
    return (words + variables).compactMap { subject, text in
      guard let variable = Self.variable(text) else { return nil }
      let isSet = environment.variable(variable) != nil
      let value = isSet ? "" : ", and \(variable) is not set here"
      return Examination(
        .environment, name,
        .fails(
          why: "\(subject) reaches the program as it stands: no shell fills in \(variable)\(value)",
          remedy:
            "programs get the variables of this process: leave it out and \(isSet ? "read" : "set and read")"
            + " \(variable), or run the command by sh -c"))
    }
  }

  /// The variable at the start of a text such as `$HOME/agent.py` or `${KEY}`; elsewhere a dollar sign is often meant.
  private static func variable(_ text: String) -> String? {
    var rest = text.utf8[...]
    guard rest.popFirst() == UInt8(ascii: "$") else { return nil }
    let isBraced = rest.first == UInt8(ascii: "{")
    if isBraced { rest.removeFirst() }
    let name = rest.prefix {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F
    }
    guard let first = name.first, !(first >= 0x30 && first <= 0x39) else { return nil }
    let behind = rest[name.endIndex...].first
    let isWhole = isBraced ? behind == UInt8(ascii: "}") : behind == nil || behind == UInt8(ascii: "/")
    return isWhole ? String(name) : nil
  }
}
