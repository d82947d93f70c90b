/// All commands, in the order in which help lists them.
package enum CommandTable {
  package static let commands: [any Command.Type] = [
    AuditCommand.self, CheckCommand.self, InitCommand.self, WatchCommand.self, DoctorCommand.self,
    MergeCommand.self, FailuresCommand.self, FindCommand.self, RouteCommand.self, VerifyCommand.self,
    PlanCommand.self, GraphCommand.self, StoresCommand.self, ChecklistCommand.self, ValidateCommand.self,
    CompareCommand.self, DiffCommand.self, FixturesCommand.self, GenerateCommand.self, ImportCommand.self,
    ExportCommand.self, InferCommand.self, RulesCommand.self, ExplainCommand.self, CompletionCommand.self,
  ]

  /// The descriptions, in the same order.
  package static let descriptions: [CommandDescription] = commands.map { $0.description }

  /// The options that stand without a command.
  package static let globalOptions: [OptionDescription] = [.help, .version]

  package static let purpose = "Handoff tests the moment at which one AI agent hands work to another."
}
