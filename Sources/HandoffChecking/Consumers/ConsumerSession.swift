import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Talks with a running program, one line for one line.
///
/// All three streams are served at once, so a program that floods its standard error, or that answers before
/// it has read everything, cannot block this side; nothing here waits longer than the timeout.
final class ConsumerSession {
  /// What came back for one line.
  enum Reply: Sendable, Hashable {
    /// One line, without its end.
    case line([UInt8])
    /// The program ended, or closed its output, before it had answered.
    case ended(ChildProcess.ExitState?)
    /// Nothing within the time allowed.
    case silent
    /// More than ``lineLimit`` bytes without the end of a line.
    case endless
    /// A line that came before it was asked for; which line answers what is then unknown.
    case unasked([UInt8])
    /// Nothing yet, and the doubt that was asked for turned out to be right.
    case doubted
  }

  /// The longest answer, in bytes.
  static let lineLimit = 16 << 20
  private static let errorsKept = 8 << 10
  /// The most lines that are looked at of an answer over several lines.
  private static let moreLines = 2_000
  private static let newline = UInt8(ascii: "\n")
  /// How long one wait lasts before the program is looked at again, in milliseconds: one that ended while a
  /// child of its own holds the pipe open is noticed by that.
  private static let slice = 50
  /// Whoever sleeps is woken up later than this on many machines, so that sleeping for less is a loss.
  private static let wakefulness = Duration.microseconds(100)

  private let child: ChildProcess
  private var received: [UInt8] = []
  private var searched = 0
  private var complaints: [UInt8] = []
  private var errorsEnded = false
  /// Whether the last answer came so soon that it is not worth sleeping for the next one.
  private var isQuick = true
  private var scratch = [UInt8](repeating: 0, count: 64 << 10)

  /// Starts the program.
  ///
  /// - Throws: ``ProgramCall/Failure`` where there is none or it cannot be run.
  init(_ call: ProgramCall, in environment: ProcessEnvironment) throws(ProgramCall.Failure) {
    SystemCall.ignoreBrokenPipes()
    child = try ChildProcess(call, in: environment)
  }

  /// Sends a line, which must not contain a line feed, and waits for one.
  ///
  /// After anything but a line the session is of no use any more.
  ///
  /// - Parameters:
  ///   - line: What is sent.
  ///   - timeout: The longest wait for the answer.
  ///   - isLast: Whether the program is told that nothing more will come.
  ///   - doubt: Asked once, after a moment of silence, whether there is any use in waiting on.
  /// - Returns: What came back.
  func ask(
    _ line: [UInt8], timeout: Duration, isLast: Bool = false,
    doubt: (after: Duration, isRight: () -> Bool)? = nil
  ) -> Reply {
    var doubt = doubt
    let start = ContinuousClock.now
    _ = read(child.output, into: .received)
    if !received.isEmpty { return .unasked(nextLine() ?? received) }
    let deadline = ContinuousClock.now.advanced(by: timeout)
    let request = line + [Self.newline]
    var sent = 0
    // The program is looked at only after a wait in vain: most answers come before that.
    var isOutputReady = true
    while true {
      if sent < request.count { send(request, from: &sent) }
      if isLast, sent == request.count { child.closeInput() }
      var isOver = read(child.output, into: .received)
      while isQuick, !isOver, received.isEmpty, sent == request.count,
        start.duration(to: ContinuousClock.now) < Self.wakefulness
      {
        // Another one that runs on this core goes first.
        sched_yield()
        isOver = read(child.output, into: .received)
      }
      if let line = nextLine() {
        isQuick = start.duration(to: ContinuousClock.now) < Self.wakefulness
        complaints.removeAll(keepingCapacity: true)
        return .line(line)
      }
      if received.count > Self.lineLimit { return .endless }
      if isOver { return .ended(exitStateSoon()) }
      let left = ContinuousClock.now.duration(to: deadline)
      if left <= .zero || Task.isCancelled { return .silent }
      if !isOutputReady, let state = child.exitState() {
        // What it wrote before it ended still counts.
        _ = read(child.output, into: .received)
        return nextLine().map { .line($0) } ?? .ended(state)
      }
      isOutputReady = wait(for: left, isSending: sent < request.count)
      if let (moment, isRight) = doubt, start.duration(to: ContinuousClock.now) > moment {
        doubt = nil
        if received.isEmpty, !read(child.output, into: .received), received.isEmpty {
          let asked = ContinuousClock.now
          // Whoever has had more time than it took to find out, and twice that, was not merely slow to start.
          if isRight(), !answers(within: max(.milliseconds(500), asked.duration(to: ContinuousClock.now))) {
            return .doubted
          }
        }
      }
    }
  }

  /// Whether anything is written within a time.
  private func answers(within time: Duration) -> Bool {
    let deadline = ContinuousClock.now.advanced(by: time)
    while true {
      let isOver = read(child.output, into: .received)
      if !received.isEmpty || isOver { return true }
      let left = ContinuousClock.now.duration(to: deadline)
      if left <= .zero { return false }
      wait(for: left, isSending: false)
    }
  }

  /// Lines that come without being asked for, until one of them is enough, the program ends or the time is over.
  func more(within time: Duration, isEnough: ([UInt8]) -> Bool) -> [[UInt8]] {
    let deadline = ContinuousClock.now.advanced(by: time)
    var lines: [[UInt8]] = []
    while true {
      let isOver = read(child.output, into: .received)
      while let line = nextLine() {
        lines.append(line)
        // A flood of lines must not outrun the patience, either.
        if isEnough(line) || lines.count > Self.moreLines || ContinuousClock.now >= deadline { return lines }
      }
      let left = ContinuousClock.now.duration(to: deadline)
      if isOver || left <= .zero || received.count > Self.lineLimit || lines.count > Self.moreLines {
        return lines
      }
      wait(for: left, isSending: false)
    }
  }

  /// Sends a line as the last one, and waits for a line until the program ends.
  func askForTheLastTime(_ line: [UInt8], timeout: Duration) -> [UInt8]? {
    let deadline = ContinuousClock.now.advanced(by: timeout)
    let request = line + [Self.newline]
    var sent = 0
    while ContinuousClock.now < deadline {
      if sent < request.count {
        send(request, from: &sent)
        if sent == request.count { child.closeInput() }
      }
      let isOver = read(child.output, into: .received)
      if let line = nextLine() { return line }
      if isOver || received.count > Self.lineLimit { return nil }
      wait(for: ContinuousClock.now.duration(to: deadline), isSending: sent < request.count)
    }
    return nil
  }

  /// What stands in the output without the end of a line.
  var unfinishedLine: [UInt8] { received }

  /// All that is kept of what the program wrote to its standard error since its last answer.
  func lastWords() -> String {
    errorsEnded = read(child.errors, into: .complaints) || errorsEnded
    return String(decoding: complaints, as: UTF8.self)
  }

  /// The last lines that the program wrote to its standard error, at most three, safe to print.
  func lastComplaints() -> [String] {
    errorsEnded = read(child.errors, into: .complaints) || errorsEnded
    let lines = complaints.split(whereSeparator: { $0 == Self.newline || $0 == UInt8(ascii: "\r") })
      .filter { !Self.isAccessory($0) }
    return lines.suffix(3).map { TerminalText.line(String(decoding: $0, as: UTF8.self), limit: 200) }
  }

  /// Lines of a traceback that say nothing of what went wrong: its heading, the files, the marks below a line of code; in
  /// Node the frames, and its version.
  private static func isAccessory(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { " \t~^".utf8.contains($0) } || line.starts(with: "Traceback (most recent".utf8)
      || line.starts(with: "  File \"".utf8) || line.starts(with: "    at ".utf8)
      || line.starts(with: "Node.js v".utf8)
  }

  /// How long a program is given to end by itself once its input is closed.
  static let endPatience = Duration.seconds(1)

  /// Lets the program end by itself, before it is killed.
  ///
  /// - Parameter patience: The longest that is waited for it.
  /// - Returns: Whether it ended by itself.
  @discardableResult
  func finish(patience: Duration = endPatience) -> Bool {
    child.closeInput()
    let deadline = ContinuousClock.now.advanced(by: patience)
    while child.exitState() == nil {
      guard ContinuousClock.now < deadline else { return false }
      let isOver = read(child.output, into: .received)
      received.removeAll(keepingCapacity: true)
      // A stream that is at its end is always ready: nothing would be waited for.
      if isOver { SystemCall.pause(milliseconds: 2) } else { wait(for: .milliseconds(2), isSending: false) }
    }
    return true
  }
}

extension ConsumerSession {
  private enum Target {
    case received, complaints
  }

  /// Reads what is there without waiting.
  ///
  /// - Returns: Whether the stream is at its end.
  private func read(_ descriptor: Int32, into target: Target) -> Bool {
    while true {
      let (count, error) = SystemCall.retrying { systemRead(descriptor, &scratch) }
      guard count > 0 else { return count == 0 || (error != EAGAIN && error != EWOULDBLOCK) }
      switch target {
      case .received:
        received += scratch[..<count]
        if received.count > Self.lineLimit { return false }
      case .complaints:
        complaints += scratch[..<count]
        if complaints.count > Self.errorsKept { complaints.removeFirst(complaints.count - Self.errorsKept) }
      }
      // A short count means that the pipe is empty now; the end is seen by the next call.
      if count < scratch.count { return false }
    }
  }

  private func nextLine() -> [UInt8]? {
    guard let end = received[searched...].firstIndex(of: Self.newline) else {
      searched = received.count
      return nil
    }
    var line = Array(received[..<end])
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    received.removeFirst(end + 1)
    searched = 0
    return line
  }

  private func send(_ request: [UInt8], from sent: inout Int) {
    guard let input = child.input else {
      sent = request.count
      return
    }
    let (count, error) = SystemCall.retrying { systemWrite(input, request[sent...]) }
    if count >= 0 {
      sent += count
    } else if error != EAGAIN, error != EWOULDBLOCK {
      // It no longer listens; it may still have said why.
      sent = request.count
      child.closeInput()
    }
  }

  /// Waits until there is something to do.
  ///
  /// - Returns: Whether the output has something to be read.
  @discardableResult
  private func wait(for time: Duration, isSending: Bool) -> Bool {
    var streams = [pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)]
    if !errorsEnded { streams.append(pollfd(fd: child.errors, events: Int16(POLLIN), revents: 0)) }
    if isSending, let input = child.input {
      streams.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
    }
    let milliseconds = min(
      Int64(Self.slice),
      time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000 + 1)
    _ = poll(&streams, nfds_t(streams.count), Int32(milliseconds))
    if !errorsEnded, streams[1].revents != 0 { errorsEnded = read(child.errors, into: .complaints) }
    return streams[0].revents != 0
  }

  /// How the program ended once it closed its output: a moment may pass between the two.
  private func exitStateSoon() -> ChildProcess.ExitState? {
    let deadline = ContinuousClock.now.advanced(by: .milliseconds(200))
    while ContinuousClock.now < deadline {
      if let state = child.exitState() { return state }
      SystemCall.pause(milliseconds: 2)
    }
    return nil
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
  bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
