/// One command: its arguments, its options and what help says about it.
package struct CommandDescription: Sendable, Hashable {
  /// A word on the command line that is no option.
  package struct Operand: Sendable, Hashable {
    /// How many of them there may be.
    package enum Count: Sendable, Hashable {
      case one, optional, oneOrMore
    }

    /// What can be completed there.
    package enum Completion: Sendable, Hashable {
      case files
      case words([String])
      /// What the manifest in front of it declares.
      case names(CompletionNames.Kind)
    }

    /// The placeholder in help, such as `SYSTEM.json`.
    package var name: String
    package var count: Count
    package var completion: Completion
    package var summary: String

    package init(_ name: String, _ count: Count = .one, completion: Completion = .files, summary: String) {
      self.name = name
      self.count = count
      self.completion = completion
      self.summary = summary
    }

    /// The placeholder with its number, such as `FILE...`.
    package var usage: String {
      switch count {
      case .one: name
      case .optional: "[\(name)]"
      case .oneOrMore: "\(name)..."
      }
    }
  }

  /// Another way to call the command: what its arguments are where an option is given.
  package struct Form: Sendable, Hashable {
    package var option: OptionDescription
    package var operands: [Operand]

    package init(_ option: OptionDescription, operands: [Operand]) {
      self.option = option
      self.operands = operands
    }
  }

  /// A call worth showing.
  package struct Example: Sendable, Hashable {
    /// What it does, a sentence without a full stop.
    package var purpose: String
    /// The whole call.
    package var call: String

    package init(_ purpose: String, _ call: String) {
      self.purpose = purpose
      self.call = call
    }
  }

  package var name: String
  /// What the command does, one sentence without a full stop.
  package var summary: String
  /// What a newcomer must know, in paragraphs.
  package var discussion: [String]
  package var operands: [Operand]
  /// Where none of their options is given, ``operands`` hold.
  package var forms: [Form]
  package var options: [OptionDescription]
  package var examples: [Example]
  /// What the exit statuses 0 and 1 mean for this command; 2 is the same for all.
  package var statuses: [String]

  package init(
    name: String, summary: String, discussion: [String] = [], operands: [Operand] = [], forms: [Form] = [],
    options: [OptionDescription] = [], examples: [Example] = [], statuses: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.operands = operands
    self.forms = forms
    let writesText = options.contains {
      $0.name == OptionDescription.format.name && $0.choices.contains("text")
    }
    self.options = options + (writesText ? [.color] : []) + [.help]
    self.examples = examples
    self.statuses = statuses
  }

  /// The call in one line, such as `handoff audit SYSTEM.json [options]`.
  package var usage: String {
    (["handoff", name] + operands.map(\.usage) + ["[options]"]).joined(separator: " ")
  }

  /// The call in the way that an option asks for.
  package func usage(of form: Form) -> String {
    (["handoff", name, "--\(form.option.name)"] + form.operands.map(\.usage) + ["[options]"])
      .joined(separator: " ")
  }

  /// All ways to call the command, the usual one first.
  package var usages: [String] { [usage] + forms.map { usage(of: $0) } }
}
