import Foundation

/// What tests ask the operating system about processes.
package enum ProcessProbe {
  /// Whether a process exists and is more than an entry that nobody has reaped yet.
  package static func isRunning(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let list = Process()
    list.executableURL = URL(fileURLWithPath: "/bin/sh")
    list.arguments = [
      "-c",
      "test -r /proc/\(process)/stat && cut -d' ' -f3 /proc/\(process)/stat || ps -o stat= -p \(process)",
    ]
    let pipe = Pipe()
    list.standardOutput = pipe
    guard (try? list.run()) != nil else { return true }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    list.waitUntilExit()
    return !text.hasPrefix("Z") && !text.isEmpty
  }
}
