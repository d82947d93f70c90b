package import HandoffChecking
package import HandoffSchema

/// What would not work on this machine, for people and for programs.
package struct DoctorReport: Sendable {
  /// The name of the system; `nil` where its manifest cannot be read.
  package var system: String?
  /// The manifest as the command line names it.
  package var file: String
  package var examinations: [Examination]

  package init(system: String?, file: String, _ examinations: [Examination]) {
    self.system = system
    self.file = file
    self.examinations = examinations
  }

  /// How many things would not work.
  package var failures: Int { examinations.count { if case .fails = $0.state { true } else { false } } }

  /// A line for each thing that was tried, what to do below those that would not work, then one line that sums up.
  package func text(style: TextStyle = TextStyle()) -> String {
    let lines = examinations.flatMap { examination -> [String] in
      let head = "\(examination.topic.title): \(TerminalText.line(examination.name))"
      switch examination.state {
      case .works: return [style.colored("works", .green) + "      " + head]
      case .notTried(let reason):
        return [style.colored("not tried", .yellow) + "  \(head): \(TerminalText.excerpt(reason))"]
      case .fails(let why, let remedy):
        return [
          style.colored("fails", .bold, .red) + "      \(head): \(TerminalText.excerpt(why))",
          style.detail("remedy", TerminalText.line(remedy)),
        ]
      }
    }
    let name = TerminalText.line(system ?? file)
    let sum =
      failures == 0
      ? style.colored("everything that was tried works here", .green)
      : style.colored("\(Counted.text(failures, "thing")) would not work here", .red)
    return (lines + ["\(name): \(sum)"]).joined(separator: "\n") + "\n"
  }

  /// The report in the format that `docs/report-format.md` describes.
  package var json: JSONValue {
    var object: JSONObject = ["format": 1, "file": .string(file)]
    if let system { object["system"] = .string(system) }
    object["examinations"] = .array(examinations.map(\.json))
    object["failures"] = JSONValue(integerLiteral: failures)
    object["complete"] = .bool(system != nil)
    return .object(object)
  }
}

extension Examination {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["topic": .string(topic.rawValue), "name": .string(name)]
    switch state {
    case .works: object["state"] = "works"
    case .notTried(let reason):
      object["state"] = "notTried"
      object["reason"] = .string(reason)
    case .fails(let why, let remedy):
      object["state"] = "fails"
      object["reason"] = .string(why)
      object["remedy"] = .string(remedy)
    }
    return .object(object)
  }
}

extension Examination.Topic {
  /// What people call it.
  fileprivate var title: String {
    switch self {
    case .manifest: "manifest"
    case .folder: "folder of"
    case .program: "program of"
    case .environment: "environment of"
    case .start: "start of"
    case .answer: "answer of"
    case .address: "address for"
    case .ending: "ending programs by"
    case .memory: "keeping failures in"
    }
  }
}
