extension InitPlan {
  /// The declaration and its tests in the first target of tests, and what makes the package depend on this one.
  mutating func addSwift(_ project: Project, _ manifest: String, isDeclared: Bool, source: String?) {
    guard let target = project.testTargets.first else {
      remarks.append("the package has no target of tests yet, so no test is written")
      commands += ["swift package add-target HandoffTests --type test", "handoff init"]
      return
    }
    if !isDeclared {
      files.append(
        File(
          path: manifest, text: Template.swiftSystemJson.text,
          purpose: "the declaration, for the command line"))
      let template: Template = project.usesXCTest ? .swiftHandoffXCTestsSwift : .swiftHandoffTestsSwift
      let name = project.usesXCTest ? "HandoffXCTests.swift" : "HandoffTests.swift"
      let up = Array(repeating: "..", count: target.folder.split(separator: "/").count)
      files.append(
        File(
          path: "\(target.folder)/\(name)",
          text: template.text.replacing("%manifest%", with: (up + [manifest]).joined(separator: "/")),
          purpose: "the same declaration in Swift, and its tests"))
    }
    let place = source ?? "ADDRESS-OF-HANDOFF"
    if !project.dependsOnHandoff {
      let version = Self.isAddress(place) || source == nil ? "--from \(ToolVersion.number)" : "--type path"
      if source == nil {
        preparation.append(
          "put the address of Handoff's repository in place of \(place), or name it with --source")
      }
      commands.append("swift package add-dependency \(CompletionScript.quotedIfNeeded(place)) \(version)")
    }
    if !project.dependsOnHandoffTesting {
      let package = Self.identity(of: source ?? "handoff")
      commands.append(
        "swift package add-target-dependency HandoffTesting \(CompletionScript.quotedIfNeeded(target.name)) --package \(package)"
      )
    }
    commands.append(
      isDeclared
        ? "swift package handoff audit \(CompletionScript.quotedIfNeeded(manifest))"
        : "swift test --filter StarterHandoffs")
  }

  /// Whether a source is an address and no folder.
  static func isAddress(_ source: String) -> Bool { source.contains("://") || source.hasPrefix("git@") }

  /// What the package manager calls a package: the last name of where it is, without what says that it is a repository.
  private static func identity(of source: String) -> String {
    let name = source.split(separator: "/").last.map(String.init) ?? "handoff"
    return (name.hasSuffix(".git") ? String(name.dropLast(4)) : name).lowercased()
  }
}
