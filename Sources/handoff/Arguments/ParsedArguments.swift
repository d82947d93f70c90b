/// A command line that fits its command's description.
package struct ParsedArguments: Sendable, Hashable {
  /// The name of the command.
  package var command: String
  /// The words that are no options, in order.
  package var operands: [String] = []
  /// The values of the options in the order given; an option without a value has the empty text.
  private var values: [Given] = []

  /// A value with the name of its option.
  package struct Given: Sendable, Hashable {
    package var option: String
    package var text: String
  }

  package init(command: String) {
    self.command = command
  }

  package mutating func add(_ option: OptionDescription, _ text: String) {
    values.append(Given(option: option.name, text: text))
  }

  /// What of this another command understands, under its name.
  package func forwarded(to command: CommandDescription) -> ParsedArguments {
    var result = ParsedArguments(command: command.name)
    result.operands = operands
    let known = command.options.map(\.name)
    result.values = values.filter { known.contains($0.option) }
    return result
  }

  /// Whether the option was given.
  package func has(_ option: OptionDescription) -> Bool {
    values.contains { $0.option == option.name }
  }

  /// What may name a file that the command reads: operands, and the files of options other than `--output`.
  package var inputs: [String] {
    let readOptions = [
      OptionDescription.pairs, .payload, .received, .baseline, .examples, .earlier, .schema,
    ].map(\.name)
    return operands + values.filter { readOptions.contains($0.option) }.map(\.text)
  }

  /// The text given, or `nil` where the option was not.
  package func text(_ option: OptionDescription) -> String? {
    values.last { $0.option == option.name }?.text
  }

  /// All texts given, in order.
  package func texts(_ option: OptionDescription) -> [String] {
    values.filter { $0.option == option.name }.map(\.text)
  }

  /// The values of two options, in the order given.
  package func inOrder(_ one: OptionDescription, _ other: OptionDescription) -> [Given] {
    values.filter { $0.option == one.name || $0.option == other.name }
  }

  /// The integer given, or `nil` where the option was not.
  package func integer(_ option: OptionDescription) -> Int? { text(option).flatMap { Int($0) } }

  /// The seed given, or `nil` where the option was not.
  package func seed(_ option: OptionDescription) -> UInt64? { text(option).flatMap { UInt64($0) } }

  /// The share given, or `nil` where the option was not.
  package func share(_ option: OptionDescription) -> Share? { text(option).flatMap { Share(parsing: $0) } }

  /// The seconds given, or `nil` where the option was not.
  package func seconds(_ option: OptionDescription) -> Double? {
    text(option).flatMap { OptionDescription.seconds($0) }
  }
}
