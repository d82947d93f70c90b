/// A consumer that is a program in any language, which speaks the line protocol.
///
///     await expectHandoff(newsroom, from: "researcher", to: "writer", .process(["python3", "writer.py"]))
public struct HandoffProgram: Sendable, Hashable {
  var command: [String]
  var directory: String?
  var environment: [String: String]

  /// A program that is started when it is needed, and again after it ended or hung.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments; no shell runs it.
  ///   - directory: The folder that it runs in; that of the tests where absent.
  ///   - environment: Variables beside those of the tests.
  /// - Returns: The consumer.
  public static func process(
    _ command: [String], directory: String? = nil, environment: [String: String] = [:]
  ) -> HandoffProgram {
    HandoffProgram(command: command, directory: directory, environment: environment)
  }
}
