/// A file of the folder `Templates`, as it is embedded in the program.
package struct Template: Sendable, Hashable {
  /// Relative to `Templates`.
  package var path: String
  /// What stands in the file; words between per cent signs stand for what a project has.
  package var text: String
}

extension Template {
  /// The embedded files, by path.
  package static let all: [Template] = [
    .adaptersHandoffAdapterMjs, .adaptersHandoffAdapterPy, .adaptersHandoffGateMjs, .adaptersHandoffGatePy,
    .ciGithubSwiftYml, .ciGithubYml, .ciGitlabCiYml, .ciGitlabSwiftYml, .ciGitlabYml, .ciPreCommitConfigYaml,
    .exportersHandoffExportInitPy,
    .exportersHandoffExportMainPy,
    .exportersHandoffExportA2aPy,
    .exportersHandoffExportAgentFrameworkPy,
    .exportersHandoffExportAgentSpecPy,
    .exportersHandoffExportAutogenPy,
    .exportersHandoffExportCrewaiPy,
    .exportersHandoffExportDraftPy,
    .exportersHandoffExportFunctionsPy,
    .exportersHandoffExportGoogleAdkPy,
    .exportersHandoffExportLanggraphNodesPy,
    .exportersHandoffExportLanggraphPy,
    .exportersHandoffExportLlamaIndexPy,
    .exportersHandoffExportMcpPy,
    .exportersHandoffExportOpenaiAgentsPy,
    .exportersHandoffExportPydanticAiPy,
    .exportersHandoffExportStrandsPy,
    .fixturesREADMEMd, .nodeSystemJson, .nodeWorkerMjs, .pythonSystemJson, .pythonWorkerPy,
    .swiftHandoffTestsSwift, .swiftHandoffXCTestsSwift, .swiftSystemJson,
  ]
}
