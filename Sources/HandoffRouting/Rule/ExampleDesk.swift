/// The small system that rules about payloads show in their examples: a triage desk that hands tickets on by level.
enum ExampleDesk {
  /// The manifest, laid out as in the other examples.
  ///
  /// - Parameters:
  ///   - selection: The system's selection, where it is not the default.
  ///   - agents: The members of `agents`, one a line.
  ///   - handoffs: The elements of `handoffs`, one a line.
  /// - Returns: The manifest as text.
  static func manifest(
    selection: String? = nil,
    agents: [String] = [
      #""triage": {"produces": "ticket"}, "faq": {"finishes": true}, "expert": {"finishes": true}"#
    ],
    handoffs: [String]
  ) -> String {
    let selection = selection.map { " \"selection\": \"\($0)\"," } ?? ""
    return """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",\(selection)
        "contracts": {
          "ticket": {
            "output": {
              "type": "object", "required": ["level"],
              "properties": {"level": {"type": "integer", "minimum": 1, "maximum": 5}}
            }
          }
        },
        "agents": {
          \(agents.joined(separator: ",\n    "))
        },
        "handoffs": [
          \(handoffs.joined(separator: ",\n    "))
        ]
      }
      """
  }
}
