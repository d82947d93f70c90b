import HandoffSchema

/// What is known of the folder that `handoff init` is run in.
struct Project: Sendable, Hashable {
  /// The language of the agents to begin with.
  enum Language: String, Sendable, Hashable, CaseIterable {
    case swift, python, node

    /// How it is called in text.
    var title: String {
      switch self {
      case .swift: "Swift package"
      case .python: "Python project"
      case .node: "Node project"
      }
    }
  }

  /// Where a project is built.
  enum Host: Sendable, Hashable, CaseIterable {
    case gitHub, gitLab
  }

  /// A folder in which an editor or a coding agent keeps agents.
  struct AgentFolder: Sendable, Hashable {
    var owner: String
    var path: String
    /// What the files in it are called.
    var files: String
    /// A name of `handoff import`.
    var format: String

    static let all = [
      AgentFolder(owner: "Claude Code", path: ".claude/agents", files: "*.md", format: "claude-agents"),
      AgentFolder(
        owner: "VS Code", path: ".github/agents", files: "*.agent.md", format: "vscode-agents"),
    ]
  }

  /// In the order of preference; empty where nothing shows what it is.
  var languages: [Language] = []
  var testTargets: [SwiftTestTarget] = []
  /// Whether the tests of the first target that has any are written for XCTest.
  var usesXCTest = false
  /// What the Swift package depends on already.
  var dependsOnHandoff = false
  var dependsOnHandoffTesting = false
  /// In the order of the registry.
  var frameworks: [AgentFramework] = []
  /// Those that are there.
  var agentFolders: [AgentFolder] = []
  /// Files that are manifests of an agent system, those further up first.
  var manifests: [String] = []
  /// Manifests with names that mean something to a shell or to YAML, so that no workflow can name them.
  var leftOut: [String] = []
  /// Empty where nothing shows where the project is built.
  var hosts: [Host] = []
  /// False where the project is larger than what was looked at.
  var isWhole = true
}
