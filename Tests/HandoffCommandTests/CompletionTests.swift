import Foundation
import Testing

@testable import handoff

@Suite("Shell completion")
struct CompletionTests {
  /// What bash offers for the last of the words.
  private func offered(_ words: String...) throws -> Set<String> {
    let script = """
      source <('\(BuiltTool.path)' completion bash)
      COMP_WORDS=(\(words.map(CompletionScript.quoted).joined(separator: " ")))
      COMP_CWORD=\(words.count - 1)
      _handoff
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try Shell.run(script)
    #expect(outcome.errors == "")
    return Set(outcome.output.split(separator: "\n").map(String.init))
  }

  @Test func `bash completes commands, options, values and files`() throws {
    let commands = Set(CommandTable.descriptions.map(\.name))
    #expect(try offered("handoff", "").isSuperset(of: commands))
    #expect(try offered("handoff", "aud") == ["audit"])
    #expect(try offered("handoff", "audit", "--f") == ["--format", "--fail-on", "--failures"])
    #expect(try offered("handoff", "audit", "--format", "s") == ["sarif", "seams", "svg"])
    #expect(
      try offered("handoff", "audit", "--fail-on", "w") == ["warning", "warning:proved", "warning:replayed"])
    #expect(try offered("handoff", "completion", "z") == ["zsh"])
    #expect(try offered("handoff", "audit", "Fixtures/sys") == ["Fixtures/systems"])
  }

  private static let system = "Fixtures/systems/customer-service.json"

  @Test func `bash completes what a manifest declares`() throws {
    #expect(try offered(BuiltTool.path, "route", Self.system, "Tri") == ["Triage Agent"])
    #expect(
      try offered(BuiltTool.path, "check", Self.system, "--handoff", "'Triage Agent->S")
        == ["Triage Agent->Seat Booking Agent"])
    #expect(
      try offered(BuiltTool.path, "check", Self.system, "--consumer", "Triage Agent->S")
        == ["Triage Agent->Seat Booking Agent="])
    #expect(
      try offered(BuiltTool.path, "generate", "\(Self.system)#/contracts/customer")
        == ["\(Self.system)#/contracts/customer.request"])
    #expect(try offered(BuiltTool.path, "check", "--handoff", "x") == [])
  }

  @Test(arguments: [("zsh", "zsh"), ("fish", "fish")])
  func `the scripts of the other shells are ones`(shell: String, program: String) throws {
    guard try Shell.run("command -v \(program)").status == 0 else { return }
    let outcome = try Shell.run("\(program) -n <('\(BuiltTool.path)' completion \(shell))")
    #expect(outcome == BuiltTool.Outcome(status: 0, output: "", errors: ""))
  }

  @Test(arguments: CompletionScript.Shell.allCases)
  func `every command, option and choice is in every shell's script`(shell: CompletionScript.Shell) {
    let script = CompletionScript.script(for: shell, CommandTable.descriptions)
    for command in CommandTable.descriptions {
      #expect(script.contains(command.name))
      for option in command.options {
        let spelling = shell == .fish ? "-l \(option.name)" : "--\(option.name)"
        #expect(script.contains(spelling), "\(spelling)")
        if !option.choices.isEmpty { #expect(script.contains(option.choices.joined(separator: " "))) }
      }
    }
  }
}
