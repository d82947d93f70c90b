/// What `handoff init` writes into a project, and what is to be done then.
struct InitPlan: Sendable, Hashable {
  /// A file to be written.
  struct File: Sendable, Hashable {
    /// Relative to the project.
    var path: String
    var text: String
    /// What it is, a few words.
    var purpose: String
    /// What to do where a file is there already; `nil` where nothing is needed.
    var otherwise: String?
  }

  /// The folder that everything but what others look for by its name is written into.
  static let folder = "handoff"

  var files: [File] = []
  /// Sentences about what was seen.
  var remarks: [String] = []
  /// What the user does by hand before the commands, a line each.
  var preparation: [String] = []
  /// The commands to run now, in order.
  var commands: [String] = []
}

extension InitPlan {
  /// What fits a project.
  ///
  /// - Parameters:
  ///   - project: What is known of it.
  ///   - asked: What the user asked for; `nil` leaves it to the project.
  ///   - source: Where the package of Handoff is, an address or a folder; `nil` where nobody knows.
  init(for project: Project, language asked: Project.Language?, source: String?) {
    let language = asked ?? project.languages.first ?? .python
    let manifest = project.manifests.first ?? "\(Self.folder)/system.json"
    remark(on: project, language: language, asked: asked)
    let isDeclared = !project.manifests.isEmpty
    let exporter = isDeclared || language != .python ? nil : project.frameworks.first?.exporter
    let export = isDeclared ? nil : export(of: project, language)
    switch language {
    case .swift: addSwift(project, manifest, isDeclared: isDeclared, source: source)
    case .python, .node:
      addStarter(language, manifest, isWanted: !isDeclared && export == nil && exporter == nil)
      if let exporter {
        add(exporter, manifest)
        if let export {
          remarks.append(
            "without Python: write \(export.file) (\(export.recipe)), then handoff import \(export.format) \(export.file)"
              + " --output \(manifest); it tells less")
        }
      } else if let export {
        preparation.append("write \(export.file): \(export.recipe)")
        commands.append("handoff import \(export.format) \(export.file) --output \(manifest)")
      }
    }
    if language != .swift, export == nil, exporter == nil {
      commands.append("handoff check \(CompletionScript.quotedIfNeeded(manifest))")
    }
    addAround(project, language, manifest, source: source)
  }

  private mutating func remark(
    on project: Project, language: Project.Language, asked: Project.Language?
  ) {
    if project.languages.isEmpty, asked == nil {
      remarks.append(
        "no Package.swift, Python or Node project is here; --language says what the agents are written in"
      )
    } else if asked == nil, project.languages.count > 1 {
      let others = project.languages.dropFirst().map(\.rawValue).joined(separator: ", ")
      remarks.append("taken as a \(language.title); --language chooses another one: \(others)")
    }
    for folder in project.agentFolders {
      remarks.append(
        "\(folder.owner) keeps agents in \(folder.path): handoff import \(folder.format) \(folder.path)/\(folder.files)"
          + " --output \(Self.folder)/\(folder.format).json")
    }
    if !project.frameworks.isEmpty {
      remarks.append("agents are written with: " + project.frameworks.map(\.name).joined(separator: ", "))
    }
    if let manifest = project.manifests.first {
      let more = project.manifests.count - 1
      remarks.append("the manifest is here already: \(manifest)" + (more > 0 ? " (and \(more) more)" : ""))
    }
    for manifest in project.leftOut {
      remarks.append("left out because of the signs in its name: \(manifest)")
    }
    if !project.isWhole {
      remarks.append(
        "the project is large: only the first \(ProjectWalk.limit) files, \(ProjectWalk.depth) folders deep, and \(Project.readLimit) of a"
          + " kind were looked at")
    }
  }

  /// The export of the first framework; it alone decides, so that a tool server beside it is not taken for the system.
  private mutating func export(
    of project: Project, _ language: Project.Language
  ) -> AgentFramework.Export? {
    guard let framework = project.frameworks.first else { return nil }
    let export: AgentFramework.Export? =
      switch language {
      case .swift: nil
      case .python: framework.pythonExport
      case .node: framework.nodeExport
      }
    if export == nil, language != .swift, language != .python || framework.exporter == nil {
      remarks.append(
        "\(framework.name) exports nothing that says who hands off to whom: declare them by hand")
    }
    return export
  }

  /// What looks at the live object of a framework: its module and those that all exporters share.
  private mutating func add(_ exporter: AgentFramework.Exporter, _ manifest: String) {
    let shared: [Template] = [
      .exportersHandoffExportInitPy, .exportersHandoffExportMainPy, .exportersHandoffExportDraftPy,
      .exportersHandoffExportFunctionsPy,
    ]
    for template in shared + exporter.parts + [exporter.template] {
      let name = template.path.split(separator: "/").last ?? ""
      files.append(
        File(
          path: "\(Self.folder)/handoff_export/\(name)", text: template.text,
          purpose: template == exporter.template
            ? "makes a manifest of \(exporter.object), which is only looked at"
            : exporter.parts.contains(template) ? "what this exporter needs" : "what every exporter needs")
      )
    }
    preparation.append(
      "name \(exporter.object) in place of my_module:\(exporter.variable): a module and a variable in it")
    commands.append(
      "PYTHONPATH=\(Self.folder) python3 -m handoff_export my_module:\(exporter.variable) --output \(manifest)"
    )
    commands.append("handoff audit \(CompletionScript.quotedIfNeeded(manifest))")
  }

  private mutating func addStarter(_ language: Project.Language, _ manifest: String, isWanted: Bool) {
    let isNode = language == .node
    let (adapter, gate): (Template, Template) =
      isNode
      ? (.adaptersHandoffAdapterMjs, .adaptersHandoffGateMjs)
      : (.adaptersHandoffAdapterPy, .adaptersHandoffGatePy)
    files.append(
      File(
        path: "\(Self.folder)/\(isNode ? "handoff-adapter.mjs" : "handoff_adapter.py")", text: adapter.text,
        purpose: "makes a function a program that is checked"))
    files.append(
      File(
        path: "\(Self.folder)/\(isNode ? "handoff-gate.mjs" : "handoff_gate.py")", text: gate.text,
        purpose: "puts a contract in front of it"))
    guard isWanted else { return }
    files.append(
      File(
        path: manifest, text: (isNode ? Template.nodeSystemJson : .pythonSystemJson).text,
        purpose: "the declaration: two agents, what they promise, who hands off to whom"))
    let worker: Template = isNode ? .nodeWorkerMjs : .pythonWorkerPy
    files.append(
      File(
        path: "\(Self.folder)/\(isNode ? "worker.mjs" : "worker.py")", text: worker.text,
        purpose: "the receiver, to be replaced by your agent"))
  }
}
