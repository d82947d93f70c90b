/// A part of a workflow that runs a script: a step for GitHub, or one of the scripts of a job for GitLab.
struct WorkflowStep {
  var name: String
  var script: String

  /// The parts whose script is a block behind `run: |` (GitHub) or `- |` (GitLab), in order.
  static func all(in workflow: String) -> [WorkflowStep] {
    var steps: [WorkflowStep] = []
    var name = ""
    var depth: Int?
    for line in workflow.split(separator: "\n", omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == " " }.count
      if let least = depth, indent > least || line.isEmpty {
        steps[steps.count - 1].script += line.dropFirst(least + 2) + "\n"
        continue
      }
      depth = nil
      let text = line.dropFirst(indent)
      if text.hasPrefix("- name: ") { name = String(text.dropFirst(8)) }
      if text.hasSuffix("script:") { name = String(text.dropLast()) }
      if text == "run: |" || text == "- |" {
        depth = indent
        steps.append(WorkflowStep(name: name, script: ""))
      }
    }
    return steps
  }
}
