import HandoffChecking
import Testing

@testable import handoff

@Suite("Terminals")
struct TerminalTests {
  /// One terminal for results and progress; results wait in a buffer as they do in a process.
  private final class Terminal: ByteSink {
    let shared: MemorySink
    private let isBuffered: Bool
    private var waiting: [UInt8] = []
    var isTerminal: Bool { true }

    init(_ shared: MemorySink, isBuffered: Bool) {
      self.shared = shared
      self.isBuffered = isBuffered
    }

    func write(_ bytes: some Collection<UInt8>) throws(FileError) {
      waiting += bytes
      if !isBuffered { try flush() }
    }

    func flush() throws(FileError) {
      try shared.write(waiting)
      waiting = []
    }
  }

  private let line = "\r\u{1B}[K"

  @Test func `on one terminal progress makes way for results`() throws {
    let screen = MemorySink(isTerminal: true)
    let surroundings = Surroundings(
      output: Terminal(screen, isBuffered: true), errors: Terminal(screen, isBuffered: false))
    let progress = Progress(in: surroundings)
    try surroundings.output.write("first\n")
    progress.show("1 of 2")
    progress.makeWay()
    try surroundings.output.write("second\n")
    try surroundings.output.flush()
    progress.clear()
    #expect(screen.text == "first\n\(line)1 of 2\(line)second\n")
  }

  @Test func `where results go to a file progress stays until it is cleared`() {
    let screen = MemorySink(isTerminal: true)
    let progress = Progress(in: Surroundings(output: MemorySink(), errors: screen))
    progress.show("1 of 2")
    progress.makeWay()
    #expect(screen.text == "\(line)1 of 2")
    progress.clear()
    #expect(screen.text == "\(line)1 of 2\(line)")
  }

  @Test(arguments: [
    (true, [], true), (false, [], false), (true, ["NO_COLOR=1"], false), (true, ["NO_COLOR="], true),
    (true, ["TERM=dumb"], false),
  ])
  func `colour is for terminals whose user wants it`(isTerminal: Bool, variables: [String], expected: Bool) {
    let sink = MemorySink(isTerminal: isTerminal)
    #expect(Surroundings(output: sink, errors: sink, environment: variables).usesColor(on: sink) == expected)
  }

  @Test(arguments: [(false, []), (true, ["TERM=dumb"])])
  func `nothing is shown where nobody watches or the terminal is dumb`(isTerminal: Bool, variables: [String])
  {
    let errors = MemorySink(isTerminal: isTerminal)
    let progress = Progress(
      in: Surroundings(output: MemorySink(), errors: errors, environment: variables))
    progress.show("1 of 2")
    progress.clear()
    #expect(errors.text == "")
  }
}
